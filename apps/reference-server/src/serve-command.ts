import process from "node:process";
import type { Logger } from "pino";
import type { Command } from "./command.ts";
import type { Flag } from "./flag.ts";
import { createLogger } from "./logger.ts";
import { openSessionDatabase } from "./open-session-database.ts";
import { type ServerUrls, serveUntilStopped } from "./serving/running-server.ts";
import type { SessionDatabase } from "./session-database.ts";
import { parseSettings, printableSettings, type Settings } from "./settings.ts";
import { settingRows } from "./settings-table.ts";
import type { Telemetry } from "./telemetry/open-telemetry.ts";

const CONFIG_FLAG: Flag = {
  name: "config",
  value: "<file>",
  text: 'JSON object with these settings by name: {"port": 8080}',
};

/** `serve`: the list on one listener and, if asked for, provisioning and operations on others; runs until a signal. */
export const serveCommand: Command = {
  name: "serve",
  summary: "serve the list; optionally also provisioning, ingest and operations, each on its own port",
  flags: [...settingRows, CONFIG_FLAG],
  run: async (flags, environment) => {
    const settings = parseSettings(flags, environment);
    const logger = createLogger(settings.logLevel);
    logger.info(printableSettings(settings), "settings");
    const telemetry = settings.opentelemetry ? await loadTelemetry(logger) : undefined;
    const database = await openSessionDatabase(settings.database, { ...settings, mayCreate: true });
    if (settings.checksAtStart) await checked(database);
    const onReady = (urls: ServerUrls): void => {
      process.stdout.write(`${readyLines(settings, urls).join("\n")}\n`);
    };
    await serveUntilStopped(database, settings, logger, onReady, telemetry);
  },
};

function readyLines(settings: Settings, { list, provisioning, ingest, operations }: ServerUrls): readonly string[] {
  return [
    `Settings ${JSON.stringify(printableSettings(settings))}`,
    `Live sessions at ${list}`,
    ...(provisioning === undefined ? [] : [`Provisioning at ${provisioning}`, ...provisioningWarning(settings)]),
    ...(ingest === undefined ? [] : [`Ingest at ${ingest}`]),
    ...(operations === undefined ? [] : [`Operations at ${operations}`]),
  ];
}

async function checked(database: SessionDatabase): Promise<void> {
  try {
    await database.checkAtStart();
  } catch (error) {
    await database.close();
    throw error;
  }
}

function provisioningWarning({ provisionerAuthorization }: Settings): readonly string[] {
  if (provisionerAuthorization !== undefined) return [];
  return ["Provisioning requires no key: set LIVE_SESSIONS_PROVISIONER_AUTHORIZATION to require one."];
}

async function loadTelemetry(logger: Logger): Promise<Telemetry | undefined> {
  // Loaded only where it is asked for: it would slow every other start, and its packages may not be there.
  const { openTelemetry } = await import("./telemetry/open-telemetry.ts");
  // The error's name and text alone: what a collector answered may hold anything.
  return openTelemetry((error) => logger.warn({ reason: String(error) }, "spans were not exported"));
}
