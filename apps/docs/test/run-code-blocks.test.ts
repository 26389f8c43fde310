import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { docsRoot } from "../src/site-paths.ts";
import { blocksOf, codeBlocks } from "./code-blocks.ts";
import { type Running, runShell, startShell } from "./shell.ts";

const [
  sampleBlock = "",
  dataBlock = "",
  provisioningBlock = "",
  ingestBlock = "",
  reportsBlock = "",
  copyBlock = "",
  exportBlock = "",
] = blocksOf("guides/run-the-server.md", "sh");
const [helpBlock = "", provisionedBlock = "", readOnlyBlock = ""] = blocksOf("guides/verify-your-server.md", "sh");
const [provisionerBlock = ""] = blocksOf("guides/write-a-provisioner.md", "sh");

let folder: string;
let deployment: Running;
let baseUrl: string;
let provisioner: string;

/** A block with the ports and URLs of here in place of the reader's. */
function here(block: string): string {
  return block
    .replace(
      /(--port|PORT=|--provisioning-port|--ingest-port)([ =]?)\d+/g,
      (_, flag: string, between: string) => `${flag}${between}0`,
    )
    .replace(/=…/g, "=secret")
    .replace(/https:\/\/(test|api|video)\.example\.com|http:\/\/127\.0\.0\.1:8080/g, baseUrl ?? "")
    .replaceAll("http://127.0.0.1:9090", provisioner ?? "");
}

const secret = { LIVE_SESSIONS_PROVISIONER_AUTHORIZATION: "secret" };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "code-blocks-test-"));
  deployment = await startShell(here(provisioningBlock), folder, /Provisioning at \S+\n/);
  [, baseUrl = "", provisioner = ""] = /at (\S+)\nProvisioning at (\S+)/.exec(deployment.output) ?? [];
});

afterAll(async () => {
  await deployment.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("a block of the guides", () => {
  it("is of a language that is run or compiled here", () => {
    // What is pasted into media servers is run by tests of the reference server, which has the files.
    const pasted = ["conf", "properties", "xml", "yml"];
    const own = codeBlocks
      // any-list.test.ts runs that guide's.
      .filter(({ file }) => file.startsWith("guides/") && file !== "guides/any-list.md")
      .filter(({ language }) => !pasted.includes(language))
      .map(({ language }) => language);

    expect([...new Set(own)].toSorted()).toEqual(["json", "python", "sh", "sql", "ts", "yaml"]);
    const count = own.filter((language) => !["ts", "python"].includes(language)).length;
    expect(count, "blocks that this file runs").toBe(16);
  });

  it("asks the suite for its help", async () => {
    expect(await runShell(helpBlock, folder)).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining("--base-url"),
    });
  });

  it("judges a deployment with a provisioner, and leaves the page that it names", async () => {
    const { exitCode, output } = await runShell(here(provisionedBlock), folder);

    expect(output).toContain("\nconformant: ");
    expect(exitCode, output).toBe(0);
    expect(existsSync(join(folder, "report.html"))).toBe(true);
  });

  it("judges a deployment by what it holds", async () => {
    const { key, entity } = await provisionSessions();
    const block = here(readOnlyBlock)
      .replace(/uap-0{32}-0{8}/, key)
      .replace(/3f0c5a52-[\w-]+/, entity);
    const { exitCode, output } = await runShell(block, folder);

    expect(output).toContain("\npartially-proven: ");
    expect(exitCode, output).toBe(0);
  });

  it("judges in CI, step by step, and adds to the job's summary", async () => {
    const [workflow = ""] = blocksOf("guides/verify-your-server.md", "yaml");
    const { jobs, on } = parse(workflow) as {
      on: string[];
      jobs: { conformance: { steps: { uses?: string; run?: string }[] } };
    };
    const { steps } = jobs.conformance;
    const pinned = steps.flatMap(({ uses }) => uses ?? []);
    const commands = steps.flatMap(({ run }) => run ?? []);
    // The reader's own: what it starts runs here already.
    const [install, start, ...others] = commands;
    const summary = join(folder, "summary.md");
    const { exitCode, output } = await runShell(here(others.join("\n")), folder, {
      ...secret,
      GITHUB_STEP_SUMMARY: summary,
    });

    expect(on).toEqual(["push", "pull_request"]);
    expect(pinned.filter((action) => !/^actions\/[a-z-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
    expect([install, start]).toEqual(["npm ci", "npm run serve-for-tests &"]);
    expect(exitCode, output).toBe(0);
    expect(readFileSync(summary, "utf8")).toContain("conformance: conformant");
    expect(existsSync(join(folder, "conformance.xml"))).toBe(true);
  });

  it("names known failures in a form that the suite takes", async () => {
    const [known = ""] = blocksOf("guides/verify-your-server.md", "json");
    writeFileSync(join(folder, "known.json"), known);
    const command = `npx @live-sessions/conformance run --base-url ${baseUrl} --provisioner ${provisioner} --known-failures known.json`;
    const { exitCode, output } = await runShell(command, folder, secret);

    // What it names passes here, which is what a stale list is.
    expect(output).toContain("pagination.foreign-token-rejected passes: take it off");
    expect(exitCode).toBe(1);
  });

  it("serves sample data, and data of your own", async () => {
    const sample = await startShell(`${sampleBlock.trim()} --port 0`, folder, /curl .*\n/);
    await sample.stop();
    writeFileSync(join(folder, "sessions.ndjson"), "");
    const own = await startShell(here(dataBlock), folder, /Live sessions at http\S+\n/);
    await own.stop();
  });

  it("takes reports of a media server", async () => {
    writeFileSync(join(folder, "sessions.ndjson"), "");
    const [prepare = ""] = dataBlock.split(/(?=^live-sessions-server serve)/m);
    const prepared = await runShell(`${prepare}echo "made $entity $key"`, folder);
    const [, entity = "", key = ""] = /made (\S+) (\S+)/.exec(prepared.output) ?? [];
    const server = await startShell(here(ingestBlock), folder, /Ingest at \S+\n/);
    const [, ingest = ""] = /Ingest at (\S+)/.exec(server.output) ?? [];
    const reports = reportsBlock.replaceAll("http://127.0.0.1:8081", ingest).replaceAll("curl ", "curl -sS ");
    const { output } = await runShell(reports, folder, { entity, key });
    await server.stop();

    expect(
      output
        .replaceAll("}{", "}\n{")
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { id: "ingest-17", entity_id: entity },
      { id: "ingest-17" },
      { id: "ingest-17", duration: 12.345 },
    ]);
  });

  it("copies a database that is served, and moves its sessions into another", async () => {
    const session = { id: "s", entity_id: "e", stream_key: "live_EXAMPLEKEY01", created_at: "2026-01-01T00:00:00Z" };
    const row = { ...session, updated_at: "2026-01-01T00:00:01Z", duration: 1 };
    writeFileSync(join(folder, "sessions.ndjson"), `${JSON.stringify(row)}\n`);
    const [prepare = ""] = dataBlock.replaceAll("lists.sqlite", "own.sqlite").split(/^entity=/m);
    // SQLite's own program may be missing here; its back-up is a function of the library.
    const backup =
      "require('node:sqlite').backup(new (require('node:sqlite').DatabaseSync)(process.argv[1]), process.argv[2])";
    const sqlite3 = `sqlite3() { node --eval "${backup}" "$1" "\${2#.backup }"; }`;
    const move = exportBlock
      .replace("import", "import --account $other")
      .replace(" --account $account", "")
      .replace("postgres://…", "other.sqlite");
    const steps = [
      `${prepare}live-sessions-server import --account $account --file sessions.ndjson`,
      `${sqlite3}\n${copyBlock.replaceAll("lists", "own")}`,
      "other=$(live-sessions-server accounts create --name B --database other.sqlite)",
      move.replaceAll("lists.sqlite", "own-copy.sqlite"),
      "live-sessions-server export --database other.sqlite",
    ];
    const { exitCode, output } = await runShell(steps.join("\n"), folder);

    expect(exitCode, output).toBe(0);
    expect(JSON.parse(output.trim().split("\n").at(-1) ?? "")).toEqual(row);
  });

  it("starts a provisioner, and judges with it", async () => {
    const [first = "", second = ""] = provisionerBlock.split(/(?<=provisioner\.ts\n)/);
    const example = join(docsRoot, "examples/provisioner.ts");
    const started = await startShell(
      here(first).replace("node provisioner.ts", `node ${example}`),
      folder,
      /Provisioning at \S+\n/,
    );
    await started.stop();
    const { exitCode, output } = await runShell(here(second), folder);

    expect(exitCode, output).toBe(0);
  });

  it.each(["guides/run-the-server.md", "guides/from-offset-to-keyset.md"])(
    "is SQL in %s that a database takes, and answers by its index alone",
    (file) => {
      const query = blocksOf(file, "sql").at(-1);
      const database = new DatabaseSync(":memory:");
      database.exec(
        "create table live_sessions (entity_id text, created_at int, id text, primary key (entity_id, created_at, id)) without rowid",
      );
      const plan = database.prepare(`explain query plan ${query}`).all("e", 1, "i", 10);
      database.close();

      expect(plan.map(({ detail }) => detail)).toEqual([
        "SEARCH live_sessions USING PRIMARY KEY (entity_id=? AND (created_at,id)<(?,?))",
      ]);
    },
  );
});

describe("the first command", () => {
  it.each(["README.md", "pages/home.md"])("of %s judges a server by what it holds, from a clone", async (file) => {
    const [verifyBlock = ""] = blocksOf(file, "sh");
    const { key, entity } = await provisionSessions();
    const block = here(verifyBlock)
      .replace(/=secret\b/, `=${key}`)
      .replace(/3f8a1c52-[\w-]+/, entity);
    const { exitCode, output } = await runShell(block, folder);

    expect(output).toContain("\npartially-proven: ");
    expect(exitCode, output).toBe(0);
  });
});

describe("the READMEs' JavaScript", () => {
  it("runs, and prints what it says", async () => {
    const blocks = blocksOf("openapi/README.md", "js");
    expect(blocks).toHaveLength(2);
    for (const code of blocks) {
      const { exitCode, output } = await runShell(`cd "$DOCS" && node --input-type=module --eval "$CODE"`, folder, {
        CODE: code,
        DOCS: docsRoot,
      });
      expect(exitCode, output).toBe(0);
    }
  });
});

async function provisionSessions(): Promise<{ key: string; entity: string }> {
  const sessions = Array.from({ length: 15 }, (_, index) => {
    const created_at = `2026-01-01T00:00:${String(10 + Math.floor(index / 2))}Z`;
    // As the guide asks for: more than a page, some of one second, one in progress.
    return index === 3 ? { created_at } : { created_at, duration: 1.5 };
  });
  const answer = await fetch(`${provisioner}/scenarios`, {
    method: "POST",
    headers: { authorization: "secret", "content-type": "application/json" },
    body: JSON.stringify({
      accounts: ["owner"],
      live_entities: [{ name: "own", account: "owner", live_sessions: sessions }],
    }),
  });
  const { accounts, live_entities: entities } = (await answer.json()) as {
    accounts: { owner: { authorization: string } };
    live_entities: { own: { id: string } };
  };
  return { key: accounts.owner.authorization, entity: entities.own.id };
}
