import process from "node:process";
import type { Command } from "./cli.ts";
import { UsageError } from "./cli-error.ts";
import { parseFlags, parsePort } from "./command-line.ts";
import { openSessionDatabase } from "./open-session-database.ts";
import { serveUntilStopped } from "./running-server.ts";

/** `serve`: the list on one listener and, if asked for, provisioning on another; runs until a signal. */
export const serveCommand: Command = async (args, environment) => {
  const flags = parseFlags(args, ["database", "host", "port", "provisioning-port"]);
  const { database: file, host = "127.0.0.1", port = "8080", "provisioning-port": provisioningPort } = flags;
  if (file === undefined) throw new UsageError("serve needs --database <file>, or --database :memory:.");
  const settings = {
    host,
    port: parsePort(port, "--port"),
    provisioningPort: provisioningPort === undefined ? undefined : parsePort(provisioningPort, "--provisioning-port"),
    provisionerAuthorization: environment["LIVE_SESSIONS_PROVISIONER_AUTHORIZATION"],
  };
  await serveUntilStopped(await openSessionDatabase(file), settings, ({ list, provisioning }) => {
    process.stdout.write(`Live sessions at ${list}\n`);
    if (provisioning !== undefined) process.stdout.write(`Provisioning at ${provisioning}\n`);
  });
};
