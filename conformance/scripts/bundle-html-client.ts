import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = new URL("../src/report/html/", import.meta.url);

/** The source of `generated/client-script.ts`: the script of the HTML report as one string. */
export async function clientScriptSource(): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL("client/main.ts", folder))],
    bundle: true,
    write: false,
    format: "iife",
    minify: true,
    charset: "ascii",
    target: "es2022",
    legalComments: "none",
  });
  // A script element ends at the first `</script`, wherever it stands; `<!--` begins a comment.
  const script = (result.outputFiles[0]?.text ?? "").trim().replaceAll("</", "<\\/").replaceAll("<!--", "<\\!--");
  return `// Generated from ../client by \`node scripts/bundle-html-client.ts\`. Do not edit.

/** The script of the HTML report. */
export const clientScript: string = ${JSON.stringify(script)};
`;
}

if (import.meta.main) {
  await mkdir(new URL("generated/", folder), { recursive: true });
  await writeFile(new URL("generated/client-script.ts", folder), await clientScriptSource());
}
