import process from "node:process";
import type { Command } from "./command.ts";
import { createLogger } from "./logger.ts";
import { openSessionDatabase } from "./open-session-database.ts";
import { sampleScenario } from "./sample-scenario.ts";
import { serveUntilStopped } from "./serving/running-server.ts";
import { parseSettings } from "./settings.ts";

/** `sample`: sample data in memory, and a curl line that lists it as pasted. */
export const sampleCommand: Command = {
  name: "sample",
  summary: "serve sample data from memory, and print a curl command that lists it",
  flags: [{ name: "port", value: "<n>", text: "port of the list (default 4280)" }],
  run: async ({ port = "4280" }) => {
    const settings = parseSettings({ database: ":memory:", port }, {});
    const database = await openSessionDatabase(settings.database, { mayCreate: true });
    const scenario = sampleScenario(Math.floor(Date.now() / 1000));
    const { accounts, live_entities } = await database.provisioning.createScenario(scenario);
    const authorization = accounts["owner"]?.authorization;
    const path = `/v1/live_entities/${live_entities["sample"]?.id}/live_sessions?page_size=3`;
    await serveUntilStopped(database, settings, createLogger("error"), ({ list }) => {
      process.stdout.write(`Live sessions at ${list}\n\ncurl -H 'Authorization: ${authorization}' '${list}${path}'\n`);
    });
  },
};
