import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { OnLoadResult, Plugin } from "esbuild";
import { mutantsByRule } from "../../src/cli/mutants-by-rule.ts";
import { ruleEntries } from "../../src/cli/rule-entries.ts";

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const require = createRequire(import.meta.url);

/** Puts data in the place of the functions that read or gather them; each is parsed when it is asked for. */
export const inlineJson: Plugin = {
  name: "inline-json",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]contract[\\/]contract-document\.ts$/ }, async () => {
      const { version } = JSON.parse(await readFile(fromHere("../../package.json"), "utf8")) as { version: string };
      return functions({
        contractDocument: await fileText(require.resolve("@live-sessions/openapi/openapi.json")),
        contractClauses: await fileText(require.resolve("@live-sessions/openapi/clauses.json")),
        suiteVersion: JSON.stringify(version),
      });
    });
    onLoad({ filter: /[\\/]src[\\/]report[\\/]report-schema\.ts$/ }, async () =>
      functions({ reportSchema: await fileText(fromHere("../../report.schema.json")) }),
    );
    onLoad({ filter: /[\\/]src[\\/]cli[\\/]rule-entries\.ts$/ }, () =>
      functions({ ruleEntries: JSON.stringify(ruleEntries()) }),
    );
    onLoad({ filter: /[\\/]src[\\/]cli[\\/]mutants-by-rule\.ts$/ }, () =>
      functions({ mutantsByRule: JSON.stringify(mutantsByRule()) }),
    );
  },
};

async function fileText(path: string): Promise<string> {
  return JSON.stringify(JSON.parse(await readFile(path, "utf8")));
}

/** A module of functions that return the JSON given by their names. */
function functions(json: Readonly<Record<string, string>>): OnLoadResult {
  const written = Object.entries(json).map(
    ([name, text]) => `let ${name}Value;
export function ${name}() { return ${name}Value ??= JSON.parse(${JSON.stringify(text)}); }`,
  );
  return { loader: "js", contents: written.join("\n") };
}
