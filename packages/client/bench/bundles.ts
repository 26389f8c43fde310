import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const client = `import { createLiveSessionsClient } from "@live-sessions/client";
globalThis.walk = createLiveSessionsClient({ baseUrl: "https://video.example.com", authorization: "k" }).liveSessions("x");`;

const bundlesOf = (redocly: string): Readonly<Record<string, string>> => ({
  "this client: retries, iteration, watches": client,
  "… with validate": `import { validating } from "@live-sessions/client/validate"; globalThis.v = validating();\n${client}`,
  "Redocly's generated client: retries, iteration": `import { client } from ${JSON.stringify(redocly)}; client.auth.apiKey("apiKey", "k"); globalThis.walk = client.listLiveSessions.items({ path: { id: "x" } });`,
  "openapi-fetch alone": `import createClient from "openapi-fetch"; globalThis.page = createClient({ baseUrl: "https://video.example.com" }).GET("/x");`,
  "ky alone": `import ky from "ky"; globalThis.page = ky.get("https://video.example.com").json();`,
});

/** Prints what each costs a browser, minified and gzipped; `redocly` is the file of the client that Redocly CLI generated. */
export async function printBundles(redocly: string): Promise<void> {
  process.stdout.write("\nBundle, esbuild, minified and gzipped (budget 5,000 B; validate 1,500 B more)\n");
  for (const [name, contents] of Object.entries(bundlesOf(redocly))) {
    const resolveDir = fileURLToPath(new URL("../", import.meta.url));
    const { outputFiles } = await build({
      stdin: { contents, resolveDir },
      bundle: true,
      minify: true,
      format: "esm",
      write: false,
    });
    const bytes = gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
    process.stdout.write(`  ${name.padEnd(48)}${bytes.toLocaleString("en").padStart(8)} B\n`);
  }
}
