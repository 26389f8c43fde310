#!/usr/bin/env node
import process from "node:process";

const LAST_MS = 1_000;
const [OLDEST_MAJOR, OLDEST_MINOR] = [22, 13];

// Before anything is loaded: an older one knows no node:sqlite, and says so with a stack that helps nobody.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < OLDEST_MAJOR || (major === OLDEST_MAJOR && minor < OLDEST_MINOR)) {
  const needed = `${OLDEST_MAJOR}.${OLDEST_MINOR}`;
  process.stderr.write(`live-sessions-server needs Node ${needed} or newer; this is ${process.version}.\n`);
  process.exit(1);
}

// Some releases of Node announce node:sqlite as experimental on stderr, where nobody who runs a server can act on it.
// The built-in is loaded before any code of a module that imports it, so the filter comes first and the rest follows.
const emitWarning = process.emitWarning.bind(process);
process.emitWarning = (warning: string | Error, ...rest: unknown[]): void => {
  if (String(warning).includes("SQLite is an experimental feature")) return;
  Reflect.apply(emitWarning, process, [warning, ...rest]);
};

const { runCli } = await import("./cli.ts");
process.exitCode = await runCli(process.argv.slice(2), process.env);
// A database that has fallen silent does not close its connection, and must not keep us.
setTimeout(() => process.exit(), LAST_MS).unref();
