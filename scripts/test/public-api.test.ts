import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { publicApi } from "../packages/public-api.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "public-api-test-"));
  mkdirSync(join(directory, "dist"));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const manifest = {
  type: "module",
  engines: { node: ">=22" },
  exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" }, "./a.json": "./a.json" },
  bin: { walk: "./dist/cli.js" },
  dependencies: { "openapi-fetch": "0.17.0" },
};
const index = 'export { walk } from "./walk.ts";\nexport type { Page as LastPage } from "./page.ts";\n';
const walk =
  'import type { Walk } from "./page.ts";\n/** Walks. */\nexport declare function walk(/* from */ id: string): Walk;\n';
const page =
  "export interface Page {\n    readonly size: Size;\n}\nexport type Walk = Page[];\ntype Size = number;\nexport type Unreached = 1;\n";

function apiOf(changes: { manifest?: object; index?: string; page?: string } = {}): string {
  const files = {
    "package.json": JSON.stringify({ ...manifest, ...changes.manifest }),
    "dist/index.d.ts": changes.index ?? index,
    "dist/walk.d.ts": walk,
    "dist/page.d.ts": changes.page ?? page,
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, file), text);
  const names = Object.keys(files);
  return publicApi({ name: "walks", tarball: "", directory, files: names, packedBytes: 0, unpackedBytes: 0 });
}

describe("the report of a package's public API", () => {
  it("says what can be imported, run and expected, as declared, and what that is made of", () => {
    expect(apiOf()).toBe(
      `# walks

Node: >=22  
Needs: openapi-fetch  
Commands: walk  
Documents: ./a.json

## walks

\`\`\`ts
as LastPage: export interface Page {
    readonly size: Size;
}
export declare function walk(id: string): Walk;
\`\`\`

Reached through them:

\`\`\`ts
export type Walk = Page[];
type Size = number;
\`\`\`
`,
    );
  });

  it.each([
    ["another type is reached", { page: page.replace("number", "string") }],
    ["a member becomes optional", { page: page.replace("size:", "size?:") }],
    ["an export is gone", { index: index.replace(/\n.*\n$/, "\n") }],
    ["a command is gone", { manifest: { bin: {} } }],
    ["another Node is asked for", { manifest: { engines: { node: ">=24" } } }],
  ])("is another one when %s", (_, changes) => {
    expect(apiOf(changes)).not.toBe(apiOf());
  });

  it("is the same whatever the comments, the order of exports and what nothing leads to", () => {
    const other = `${index.split("\n").reverse().join("\n")}\n// The end.\n`;

    expect(apiOf({ index: other, page: page.replace("= 1", "= 2") })).toBe(apiOf());
  });

  it("tells a class that is given out from one whose type alone is", () => {
    const before = 'export { Walker } from "./page.ts";\n';
    const classes = { page: "export declare class Walker {\n    walk(): void;\n}\n" };

    expect(apiOf({ ...classes, index: before.replace("export", "export type") })).toBe(
      apiOf({ ...classes, index: before }).replace("export declare class", "type only: export declare class"),
    );
  });
});
