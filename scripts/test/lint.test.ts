import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { engineWords, WORDS_OF_LIVE_SESSIONS } from "../lint/engine-words.ts";
import { workspaceRoot } from "../workspace-packages.ts";

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

/** A folder with one file of these contents. */
function folderWith(file: string, text: string): string {
  const root = mkdtempSync(join(tmpdir(), "lint-"));
  made.push(root);
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
  return root;
}

describe("an engine that judges any list", () => {
  it("names nothing that only live sessions have", () => {
    expect(engineWords(workspaceRoot)).toEqual([]);
  });

  it.each(WORDS_OF_LIVE_SESSIONS)("is refused with %s in its code, in capitals too, or in a comment", (word) => {
    const text = `const name = "${word}";\n// ${word.toUpperCase()}S\n`;
    const root = folderWith("conformance/src/reading/view.ts", text);
    expect(engineWords(root)).toEqual([1, 2].map((line) => `conformance/src/reading/view.ts:${line} names ${word}`));
  });

  it.each(["profile/live-sessions/members.ts", "contract/generated/list-names.ts"])("may have them in %s", (file) => {
    expect(engineWords(folderWith(`conformance/src/${file}`, '"created_at"\n'))).toEqual([]);
  });

  it.each([
    ["entity", "entity"],
    ["knownEntities", "Entities"],
    ["UNREAD_ENTITY", "ENTITY"],
  ])("calls an entity a collection: it is refused with the name %s, or in a comment", (name, word) => {
    const text = `const ${name} = "";\n/* Of the ${name}. */\nconst text = \`\${${name}}\`;\n`;
    const root = folderWith("conformance/src/reading/view.ts", text);
    expect(engineWords(root)).toEqual([1, 2, 3].map((line) => `conformance/src/reading/view.ts:${line} names ${word}`));
  });

  it("has no file that is named for entities", () => {
    const root = folderWith("conformance/src/questions/entities.ts", "");
    expect(engineWords(root)).toEqual(["conformance/src/questions/entities.ts names entities"]);
  });

  it("may speak of entities in strings, and name clauses and flags that do", () => {
    const text = `// Clause errors.unknown-entity, flag --live-entity, coding identity.
const reason = "entity";
const text = \`An entity is \${reason},
an entity \${reason} of an entity.\`.replace(/entity/, "");
`;
    expect(engineWords(folderWith("conformance/src/rules/errors/unknown-entity.ts", text))).toEqual([]);
  });
});

/** What Biome says of a rule's file by the workspace's plugin that keeps strings from selecting exchanges. */
function lintRule(text: string): string {
  const root = folderWith("conformance/src/rules/rule.ts", text);
  const plugin = join(workspaceRoot, "scripts/lint/exchange-words.grit");
  writeFileSync(join(root, "exchange-words.grit"), readFileSync(plugin, "utf8"));
  writeFileSync(join(root, "biome.json"), JSON.stringify({ plugins: ["./exchange-words.grit"], root: true }));
  const biome = join(workspaceRoot, "node_modules/.bin/biome");
  try {
    return execFileSync(biome, ["lint", "--only=plugin", "."], { cwd: root, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    return error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
  }
}

describe("a rule", () => {
  it.each([
    'view.listRequests.filter(({ purpose }) => purpose.role === "over");',
    'view.walks.find(({ purpose }) => purpose.walkId?.startsWith("walks/"));',
    'const isIt = probe !== "5abc";',
    'const isIt = ["a", "b"].includes(purpose.experiment);',
  ])("may not select an exchange by a string: %s", (text) => {
    expect(lintRule(`${text}\n`)).toContain("A string selects an exchange");
  });

  it("selects exchanges by questions", () => {
    expect(lintRule("for (const exchange of view.of(sizes.oversize)) judge(exchange);\n")).not.toContain("A string");
  });
});

/** What dependency-cruiser says of these files by the workspace's rules. */
function cruise(files: Readonly<Record<string, string>>): string {
  const root = folderWith(
    "packages/config/tsconfig.json",
    JSON.stringify({ files: ["../../conformance/src/reading/one.ts"] }),
  );
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const config = join(workspaceRoot, "scripts/lint/dependencies.json");
  const depcruise = join(workspaceRoot, "node_modules/.bin/depcruise");
  try {
    return execFileSync(depcruise, ["--config", config, "conformance"], { cwd: root, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    return error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
  }
}

describe("folders", () => {
  const one = "conformance/src/reading/one.ts";
  const other = "conformance/src/findings/other.ts";
  const third = "conformance/src/findings/third.ts";
  const last = "conformance/src/reading/last.ts";

  it("may import each other in one direction", () => {
    const files = { [one]: "export type One = 1;\n", [other]: 'export type { One } from "../reading/one.ts";\n' };
    expect(cruise(files)).toContain("no dependency violations");
  });

  it("may not import each other in both, be it by types of other files", () => {
    const files = {
      [one]: "export type One = 1;\n",
      [other]: 'import type { One } from "../reading/one.ts";\nexport type Other = One;\n',
      [third]: "export type Third = 3;\n",
      [last]: 'import type { Third } from "../findings/third.ts";\nexport type Last = Third;\n',
    };
    expect(cruise(files)).toContain("folder-circle");
  });
});

/** What cspell says of a file by one of the workspace's lists. */
function spell(list: "words" | "phrases", text: string): string {
  const root = folderWith("conformance/src/long.ts", text);
  mkdirSync(join(root, "scripts/lint"), { recursive: true });
  const config = join(root, "scripts/lint", `${list}.jsonc`);
  writeFileSync(config, readFileSync(join(workspaceRoot, "scripts/lint", `${list}.jsonc`), "utf8"));
  try {
    const args = ["lint", "--no-progress", "--config", config];
    const cspell = join(workspaceRoot, "node_modules/.bin/cspell");
    return execFileSync(cspell, args, { cwd: root, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    return error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
  }
}

describe("words that a reader stumbles over", () => {
  // Digits would be no words.
  const letters = (n: number): string => String.fromCharCode(...[...String(n)].map((digit) => 97 + Number(digit)));
  const many = Array.from({ length: 2_000 }, (_, n) => `// word${letters(n)} of many\n`).join("");

  it("are found behind two thousand other words, and each time", () => {
    // In two pieces, as this file is checked too.
    const word = ["there", "of"].join("");
    const found = spell("words", `${many}${`// The end ${word}.\n`.repeat(300)}`);
    expect(found.match(new RegExp(`long\\.ts:\\d+:\\d+ - Forbidden word \\(${word}\\)`, "g"))).toHaveLength(300);
  });

  it("are found as phrases too", () => {
    const found = spell("phrases", `${many}${`// This is ${"to"} be done.\n`.repeat(300)}`);
    expect(new Set(found.match(/long\.ts:\d+/g))).toHaveLength(300);
  });

  it("are not seen where there are none", () => {
    expect(spell("words", many)).toBe("");
    expect(spell("phrases", many)).toBe("");
  });
});
