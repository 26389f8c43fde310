import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { docsRoot } from "../src/site-paths.ts";
import { blocksOf } from "./code-blocks.ts";
import { judge, type StartedExample, startExample } from "./started-example.ts";

const examples = join(docsRoot, "examples");
// Inside the package, so that a changed copy of an example finds what it imports.
const copies = join(docsRoot, "node_modules/.cache");

let folder: string;
let started: StartedExample[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "recipes-test-"));
  started = [];
});

afterEach(() => {
  for (const example of started) example.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function verdictOf(file: string): Promise<{ code: number; output: string }> {
  const database = join(folder, "test.sqlite");
  const provisioner = await startExample(process.execPath, "provisioner.ts", database);
  started.push(provisioner);
  const server = await startExample(process.execPath, file, database);
  started.push(server);
  return judge(server.url, provisioner.url, "--level", "should", "--seed", "7");
}

/** The server of the recipe with the query that the guide begins with. */
function withOffset(text: string): string {
  const [before = ""] = blocksOf("guides/from-offset-to-keyset.md", "sql");
  const changes: readonly (readonly [string | RegExp, string])[] = [
    [/select \* from live_sessions where entity_id = \? and[^`]*/, before.trim()],
    [
      /after\?\.createdAt \?\? Number\.MAX_SAFE_INTEGER, after\?\.id \?\? "", size \+ 1/,
      "size + 1, after?.createdAt ?? 0",
    ],
    ["tokenOf(entityId, last)", 'tokenOf(entityId, { created_at: (after?.createdAt ?? 0) + size, id: "" })'],
  ];
  return changes.reduce((changed, [from, to]) => {
    const next = changed.replace(from, () => to);
    if (next === changed) throw new Error(`The server of the recipe has no ${from}`);
    return next;
  }, text);
}

describe("the recipe from OFFSET to a keyset", () => {
  it("begins with a query on which the suite finds lost and repeated sessions", async () => {
    mkdirSync(copies, { recursive: true });
    const copy = mkdtempSync(join(copies, "recipes-test-"));
    const file = join(copy, "offset-server.js");
    const text = withOffset(readFileSync(join(examples, "keyset-server.ts"), "utf8"));
    // Node takes no TypeScript below node_modules.
    writeFileSync(file, stripTypeScriptTypes(text));
    const { code, output } = await verdictOf(relative(examples, file)).finally(() => rmSync(copy, { recursive: true }));
    const failed = [...output.matchAll(/^FAILED {2}(\S+)/gm)].map(([, rule]) => rule);

    expect(failed).toEqual(expect.arrayContaining(["pagination.delete-tolerant", "pagination.insert-tolerant"]));
    expect(code, output).toBe(1);
  });

  it("ends with a server that keeps every clause, every SHOULD too", async () => {
    const { code, output } = await verdictOf("keyset-server.ts");

    expect(output).toContain("\nconformant: ");
    expect(output).toContain(" 0 failed");
    expect(code, output).toBe(0);
  });
});
