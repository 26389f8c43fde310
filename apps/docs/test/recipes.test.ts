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

type Change = readonly [file: string, from: string | RegExp, to: string];

/** The list with a program that differs from one of the recipe: `program` and the server, changed, in a folder of their own. */
async function verdictOfChanged(program: string, changes: readonly Change[]): ReturnType<typeof verdictOf> {
  mkdirSync(copies, { recursive: true });
  const copy = mkdtempSync(join(copies, "recipes-test-"));
  for (const file of [program, "list-server", "sqlite-drivers"]) {
    const own = changes.filter(([changed]) => changed === file);
    const text = own.reduce(
      (before, [, from, to]) => {
        const after = before.replace(from, () => to);
        if (after === before) throw new Error(`${file} of the recipe has no ${from}`);
        return after;
      },
      readFileSync(join(examples, `keyset/${file}.ts`), "utf8"),
    );
    // Node takes no TypeScript below node_modules.
    writeFileSync(join(copy, `${file}.js`), stripTypeScriptTypes(text).replace(/(from "\.\/.*)\.ts"/g, '$1.js"'));
  }
  return verdictOf(relative(examples, join(copy, `${program}.js`))).finally(() => rmSync(copy, { recursive: true }));
}

/** The query that the guide begins with, and a token that counts rows. */
function withOffset(): readonly Change[] {
  const [before = ""] = blocksOf("guides/from-offset-to-keyset.md", "sql");
  return [
    ["by-hand", /select \* from live_sessions where entity_id = \? and[^`]*/, before.trim()],
    ["by-hand", "behind.createdAt, behind.id, limit", "limit, behind.createdAt"],
    ["list-server", "createdAt: Number.MAX_SAFE_INTEGER", "createdAt: 0"],
    ["list-server", "tokenOf(entityId, last)", 'tokenOf(entityId, { created_at: behind.createdAt + size, id: "" })'],
  ];
}

const failedRules = (output: string): string[] =>
  [...output.matchAll(/^FAILED {2}(\S+)/gm)].map(([, rule = ""]) => rule);

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
    const server = await startExample(process.execPath, "keyset/by-hand.ts", database);
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
    const { code, output } = await verdictOfChanged("by-hand", withOffset());

    expect(failedRules(output)).toEqual(
      expect.arrayContaining(["pagination.delete-tolerant", "pagination.insert-tolerant"]),
    );
    expect(code, output).toBe(1);
  });

  it("names a cursor of Sequelize that loses the rest of a second", async () => {
    const { output } = await verdictOfChanged("sequelize", [
      [
        "sequelize",
        '[Op.and]: literal("(created_at, id) < (:createdAt, :id)")',
        "created_at: { [Op.lt]: behind.createdAt }",
      ],
    ]);

    expect(output).toContain("pagination.exactly-once failed");
    expect(output).toContain("The cursor holds only the time");
  });

  it.each(["by-hand", "drizzle", "kysely", "sequelize", "typeorm"])(
    "ends with a server that keeps every clause, every SHOULD too: %s",
    async (program) => {
      const { code, output } = await verdictOf(`keyset/${program}.ts`);

      expect(output).toContain("\nconformant: ");
      expect(output).toContain(" 0 failed");
      expect(code, output).toBe(0);
    },
  );
});
