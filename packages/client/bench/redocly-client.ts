import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { LiveSession, LiveSessionPage } from "@live-sessions/client";
import { build } from "esbuild";

/** As much of the client that Redocly CLI generates as is measured here. */
export interface RedoclyClient {
  configure(config: { serverUrl: string }): void;
  readonly auth: { apiKey(scheme: string, value: string): void };
  readonly listLiveSessions: {
    (args: PageArguments): Promise<LiveSessionPage>;
    items(args: PageArguments): AsyncIterable<LiveSession>;
  };
}

interface PageArguments {
  readonly path: { readonly id: string };
  readonly query?: { readonly page_size?: number };
}

const require = createRequire(import.meta.url);

/** Told how the document pages, its client can iterate too. */
const settings = `client:
  pagination:
    style: cursor
    cursorParam: page_token
    nextCursor: /next_page_token
    items: /data
`;

/** Generates the client from the document into a folder that is there while `use` runs, and gives its source file. */
export async function withRedoclySource<T>(use: (source: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "live-sessions-redocly-"));
  try {
    const config = join(folder, "redocly.yaml");
    const source = join(folder, "client.ts");
    await writeFile(config, settings);
    const cli = join(dirname(require.resolve("@redocly/cli/package.json")), "bin/cli.js");
    const document = fileURLToPath(import.meta.resolve("@live-sessions/openapi/openapi.json"));
    const command = [cli, "generate-client", document, "--output", source, "--config", config];
    const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
    await promisify(execFile)(process.execPath, [...command, "--server-url", "https://video.example.com"], { env });
    return await use(source);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Loads the generated client. */
export async function loadRedoclyClient(source: string): Promise<RedoclyClient> {
  const outfile = `${source}.mjs`;
  await build({ entryPoints: [source], bundle: true, format: "esm", platform: "node", outfile });
  const { client }: { client: RedoclyClient } = await import(pathToFileURL(outfile).href);
  return client;
}
