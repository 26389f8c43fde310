import process from "node:process";
import type { Command } from "./cli.ts";
import { createLogger } from "./logger.ts";
import { openSessionDatabase } from "./open-session-database.ts";
import { serveUntilStopped } from "./serving/running-server.ts";
import { parseSettings, printableSettings } from "./settings.ts";

/** `serve`: the list on one listener and, if asked for, provisioning and operations on others; runs until a signal. */
export const serveCommand: Command = async (args, environment) => {
  const settings = parseSettings(args, environment);
  const logger = createLogger(settings.logLevel);
  logger.info(printableSettings(settings), "settings");
  const database = await openSessionDatabase(settings.database);
  await serveUntilStopped(database, settings, logger, ({ list, provisioning, ingest, operations }) => {
    const lines = [
      `Settings ${JSON.stringify(printableSettings(settings))}`,
      `Live sessions at ${list}`,
      ...(provisioning === undefined ? [] : [`Provisioning at ${provisioning}`]),
      ...(ingest === undefined ? [] : [`Ingest at ${ingest}`]),
      ...(operations === undefined ? [] : [`Operations at ${operations}`]),
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
  });
};
