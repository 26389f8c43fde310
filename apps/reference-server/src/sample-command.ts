import process from "node:process";
import type { Command } from "./cli.ts";
import { parseFlags, parsePort } from "./command-line.ts";
import { openSessionDatabase } from "./open-session-database.ts";
import { serveUntilStopped } from "./running-server.ts";
import { sampleScenario } from "./sample-scenario.ts";

/** `sample`: sample data in memory, and a curl line that lists it as pasted. */
export const sampleCommand: Command = async (args) => {
  const { port = "4280" } = parseFlags(args, ["port"]);
  const settings = { host: "127.0.0.1", port: parsePort(port, "--port") };
  const database = await openSessionDatabase(":memory:");
  const scenario = sampleScenario(Math.floor(Date.now() / 1000));
  const { accounts, live_entities } = await database.provisioning.createScenario(scenario);
  const authorization = accounts["owner"]?.authorization;
  const entityId = live_entities["sample"]?.id;
  await serveUntilStopped(database, settings, ({ list }) => {
    const url = `${list}/v1/live_entities/${entityId}/live_sessions?page_size=3`;
    process.stdout.write(`Live sessions at ${list}\n\ncurl -H 'Authorization: ${authorization}' '${url}'\n`);
  });
};
