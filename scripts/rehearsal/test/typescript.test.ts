import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { workspaceRoot } from "../../workspace-packages.ts";
import { clientExample } from "../client-example.ts";
import { offerOf } from "../offer.ts";
import { run } from "../run.ts";

const { env, installation, packages } = inject("stage");

const tsc = join(workspaceRoot, "node_modules/typescript/bin/tsc");
const strict = { strict: true, noEmit: true, exactOptionalPropertyTypes: true, target: "es2023" };
const nodeTypes = { types: ["node"], typeRoots: [join(workspaceRoot, "node_modules/@types")] };
const resolutions = {
  nodenext: { module: "nodenext" },
  bundler: { module: "preserve", moduleResolution: "bundler" },
};

/** Every typed module of `names`, each under a name of its own. */
function importing(names: (name: string) => boolean): string {
  const specifiers = packages.filter(({ name }) => names(name)).flatMap((packed) => offerOf(packed).typedModules);
  return specifiers.map((specifier, index) => `export * as m${index} from "${specifier}";\n`).join("");
}

/** What `tsc` says to a project of these files, declarations of libraries included. */
async function compile(name: string, files: Record<string, string>, compilerOptions: object): Promise<string> {
  const cwd = join(installation, name);
  mkdirSync(cwd);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(cwd, file), text);
  writeFileSync(join(cwd, "tsconfig.json"), JSON.stringify({ compilerOptions: { ...strict, ...compilerOptions } }));
  return (await run(process.execPath, [tsc, "--pretty", "false"], { cwd, env, alsoFine: 2 })).stdout;
}

describe.each(["nodenext", "bundler"] as const)("under module resolution %s", (resolution) => {
  it("the client's example and every typed module of every package compile, and misuse does not", async () => {
    const example = clientExample(packages);
    const files = {
      "example.mts": example,
      "misuse.mts": example.replace(
        /^.*session\.duration.*$/m,
        "// @ts-expect-error: text is not a number\nseconds += session.id;",
      ),
      "all.mts": importing(() => true),
      // A CommonJS module, where the resolution knows such a thing.
      "all.cts": resolution === "nodenext" ? importing(() => true) : "",
    };
    expect(files["misuse.mts"]).not.toBe(example);

    expect(await compile(resolution, files, { ...resolutions[resolution], ...nodeTypes })).toBe("");
  });
});

it("the client's types need no other types than a browser's", async () => {
  const files = { "all.mts": importing((name) => name === "@live-sessions/client") };
  const browser = { lib: ["es2023", "dom", "dom.iterable", "dom.asynciterable"], types: [] };

  expect(await compile("browser", files, { ...resolutions.bundler, ...browser })).toBe("");
});
