import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const sources = ["../../src", "../../scripts", "../../report.schema.json", "../../../openapi/generated"].map(fromHere);

/** Vitest's global setup: builds library and CLI unless turbo, which builds before it tests, has done so. */
export function setup(): void {
  const built = statSync(fromHere("../../dist/cli.js"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built > Math.max(...sources.map(newestIn))) return;
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  run(compiler, "-p", fromHere("../../tsconfig.build.json"));
  run(fromHere("../../scripts/bundle-cli.ts"));
}

function run(...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`The suite could not be built:\n${stdout}${stderr}`);
}

function newestIn(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  const files = readdirSync(path, { recursive: true, encoding: "utf8" });
  return Math.max(mtimeMs, ...files.map((file) => statSync(join(path, file)).mtimeMs));
}
