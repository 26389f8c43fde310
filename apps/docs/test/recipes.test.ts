import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { docsRoot } from "../src/site-paths.ts";
import { blocksOf } from "./code-blocks.ts";
import { judge, PROVISIONER_KEY, type StartedExample, startExample } from "./started-example.ts";

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

interface Provisioned {
  readonly accounts: { readonly owner: { readonly authorization: string } };
  readonly live_entities: { readonly billed: { readonly id: string } };
}

/** Makes one live entity whose sessions begin at `instants` and last that many seconds; null is in progress. */
async function provision(url: string, sessions: readonly (readonly [string, number | null])[]): Promise<Provisioned> {
  const live_sessions = sessions.map(([created_at, duration]) =>
    duration === null ? { created_at } : { created_at, duration },
  );
  const answer = await fetch(`${url}/scenarios`, {
    method: "POST",
    headers: { authorization: PROVISIONER_KEY, "content-type": "application/json" },
    body: JSON.stringify({
      accounts: ["owner"],
      live_entities: [{ name: "billed", account: "owner", live_sessions }],
    }),
  });
  return (await answer.json()) as Provisioned;
}

describe("the recipe for a bill", () => {
  it("counts what began in the month, and gives no bill for a list that it could not read", async () => {
    const database = join(folder, "test.sqlite");
    const provisioner = await startExample(process.execPath, "provisioner.ts", database);
    started.push(provisioner);
    const server = await startExample(process.execPath, "keyset-server.ts", database);
    started.push(server);
    const made = await provision(provisioner.url, [
      ["2026-02-01T00:00:00Z", 1000],
      ["2026-01-31T23:59:59Z", 0.1],
      ["2026-01-15T12:00:00Z", null],
      ["2026-01-01T00:00:00Z", 0.2],
      ["2025-12-31T23:59:59Z", 100],
    ]);
    const { id } = made.live_entities.billed;
    const unknown = "00000000-0000-4000-8000-000000000000";
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(examples, "bill-a-month.ts"), "2026-01", id, unknown],
      {
        encoding: "utf8",
        env: {
          ...process.env,
          BASE_URL: server.url,
          LIVE_SESSIONS_AUTHORIZATION: made.accounts.owner.authorization,
        },
      },
    );

    expect(stdout).toBe(`${id}  0.300 s in 2 sessions, 1 in progress\n`);
    expect(stderr).toContain(`${unknown}  not billed: `);
    expect(status).toBe(1);
  });
});

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
