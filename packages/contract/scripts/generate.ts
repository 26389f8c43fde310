import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { transform } from "esbuild";
import { generateCommand, generatedFiles } from "./generated-files.ts";
import { staleFile } from "./stale-file.ts";

const folder = fileURLToPath(new URL("../generated/", import.meta.url));
const bundle = fileURLToPath(import.meta.resolve("@live-sessions/openapi/openapi.json"));
const files = await generatedFiles(JSON.parse(await readFile(bundle, "utf8")));

if (process.argv.includes("--check")) {
  const stale = await staleFile(folder, files);
  if (stale !== undefined) {
    process.stderr.write(
      `packages/contract/generated/${stale} differs from the document; run \`${generateCommand}\`.\n`,
    );
    process.exitCode = 1;
  }
} else {
  await mkdir(folder, { recursive: true });
  await Promise.all([...files].map(([name, text]) => writeFile(join(folder, name), text)));
  const { code } = await transform(files.get("validators.ts") ?? "", { minify: true, format: "esm", loader: "ts" });
  process.stdout.write(
    `Wrote ${[...files.keys()].join(", ")}; all validators minified and gzipped: ${gzipSync(code).length} B.\n`,
  );
}
