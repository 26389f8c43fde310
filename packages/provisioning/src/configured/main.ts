#!/usr/bin/env node
import process from "node:process";
import { HELP, parseCommandLine, readJsonFile } from "./command-line.ts";
import { parseConfiguration } from "./configuration.ts";
import { ConfigurationError } from "./configuration-error.ts";
import { checkConfiguration, serve } from "./serve.ts";

async function main(): Promise<void> {
  const { file, port, isCheck, isHelp } = parseCommandLine(process.argv.slice(2));
  if (isHelp) {
    process.stdout.write(HELP);
    return;
  }
  const read = parseConfiguration(readJsonFile(file), process.env);
  const configuration = port === undefined ? read : { ...read, port };
  if (isCheck) {
    await checkConfiguration(configuration);
    process.stdout.write(`The database has all that ${file} names.\n`);
    return;
  }
  const provisioner = await serve(configuration, {
    key: process.env["LIVE_SESSIONS_PROVISIONER_AUTHORIZATION"],
    onError: (message) => process.stderr.write(`error: ${message}\n`),
  });
  process.stdout.write(`Provisioning at ${provisioner.url}\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void provisioner.close());
}

main().catch((error: unknown) => {
  const isOurs = error instanceof ConfigurationError;
  process.stderr.write(`error: ${isOurs ? error.message : String(error)}\n`);
  process.exitCode = isOurs ? 2 : 1;
});
