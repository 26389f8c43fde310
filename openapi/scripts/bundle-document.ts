import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The package's folder: where openapi.yaml and redocly.yaml stand. */
export const packageFolder: string = join(import.meta.dirname, "..");

/**
 * Bundles the hand-written document with Redocly CLI into one object; every part that stood in a file of its own becomes
 * a component. Nothing is sent or fetched: telemetry and the update notice are off.
 * Rejects with what Redocly printed if a reference leads nowhere.
 */
export async function bundleDocument(): Promise<Record<string, unknown>> {
  const folder = await mkdtemp(join(tmpdir(), "live-sessions-openapi-"));
  try {
    const output = join(folder, "openapi.json");
    await run(process.execPath, [redoclyCommand(), "bundle", "openapi.yaml", "--output", output], {
      cwd: packageFolder,
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" },
    });
    return parseObject(await readFile(output, "utf8"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function redoclyCommand(): string {
  const manifest = createRequire(import.meta.url).resolve("@redocly/cli/package.json");
  return join(manifest, "..", "bin", "cli.js");
}

function parseObject(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError("Redocly's bundle is not an object.");
  }
  return value as Record<string, unknown>;
}
