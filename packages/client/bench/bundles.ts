import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";

const client = `import { createLiveSessionsClient } from "@live-sessions/client";
globalThis.walk = createLiveSessionsClient({ baseUrl: "https://video.example.com", authorization: "k" }).liveSessions("x");`;

const bundlesOf = (redocly: string): Readonly<Record<string, string>> => ({
  "this client: retries, pages, sessions": client,
  "… with validate": `import { validating } from "@live-sessions/client/validate"; globalThis.v = validating();\n${client}`,
  "Redocly's generated client: retries, iteration": `import { client } from ${JSON.stringify(redocly)}; client.auth.apiKey("apiKey", "k"); globalThis.walk = client.listLiveSessions.items({ path: { id: "x" } });`,
  "openapi-fetch alone": `import createClient from "openapi-fetch"; globalThis.page = createClient({ baseUrl: "https://video.example.com" }).GET("/x");`,
  "ky alone": `import ky from "ky"; globalThis.page = ky.get("https://video.example.com").json();`,
});

/** Prints what each costs a browser, minified and gzipped; `redocly` is the file of the client that Redocly CLI generated. */
export async function printBundles(redocly: string): Promise<void> {
  process.stdout.write("\nBundle, esbuild, minified and gzipped (budget 5,000 B; validate 1,500 B more)\n");
  for (const [name, contents] of Object.entries(bundlesOf(redocly))) await printBundle(name, contents, [loadedLater]);
  await printBundle("this client with all that it loads later", client, []);
}

/** Leaves out what is loaded when it is used first (watches, since and until, Node's codes), as a bundler that splits does. */
const loadedLater: Plugin = {
  name: "loaded-later",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\// }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path, external: true } : undefined,
    );
  },
};

async function printBundle(name: string, contents: string, plugins: Plugin[]): Promise<void> {
  const resolveDir = fileURLToPath(new URL("../", import.meta.url));
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    plugins,
  });
  const bytes = gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
  process.stdout.write(`  ${name.padEnd(48)}${bytes.toLocaleString("en").padStart(8)} B\n`);
}
