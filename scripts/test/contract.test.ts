import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bumpBetween } from "../contract/bump.ts";
import { clauseChanges } from "../contract/changes.ts";
import { judgeContract } from "../contract/governance.ts";
import { workspaceRoot } from "../workspace-packages.ts";

let folder: string;
const folders = (): { released: string; current: string; changesets: string } => ({
  released: join(folder, "released"),
  current: join(folder, "current"),
  changesets: join(folder, "changesets"),
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "contract-test-"));
  for (const name of ["released", "current"])
    cpSync(join(workspaceRoot, "openapi/generated"), join(folder, name), { recursive: true });
  mkdirSync(join(folder, "changesets"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Changes the current document by replacing text in it. */
function edit(from: string, to: string): void {
  const file = join(folder, "current/openapi.json");
  const text = readFileSync(file, "utf8");
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

const changeset = (bump: string): void =>
  writeFileSync(join(folder, "changesets/one.md"), `---\n"@live-sessions/openapi": ${bump}\n---\n\nA sentence.\n`);

const setVersion = (version: string): void => edit('"version": "1.0.0"', `"version": "${version}"`);

describe("a contract", () => {
  it("that is the released one needs nothing", async () => {
    expect(await judgeContract(folders())).toEqual({ changes: [], problems: [] });
  });

  it("before the first release is compared with nothing", async () => {
    rmSync(folders().released, { recursive: true });

    expect(await judgeContract(folders())).toEqual({ changes: undefined, problems: [] });
  });

  it("with a smaller maximum needs a major changeset and a major version", async () => {
    edit('"maximum": 100', '"maximum": 50');
    changeset("minor");
    const { changes, problems } = await judgeContract(folders());

    expect(changes).toEqual([
      expect.objectContaining({ bump: "major", text: expect.stringContaining("'<= 50'") as unknown }),
    ]);
    expect(problems).toEqual([
      "the change is major, the changesets for @live-sessions/openapi say minor",
      "the change is major, but info.version went from 1.0.0 to 1.0.0",
    ]);
  });

  it("needs what the largest of its changes needs", async () => {
    edit("Returns one page", "Gives one page");
    edit('"maximum": 100', '"maximum": 50');
    changeset("patch");

    expect((await judgeContract(folders())).problems[0]).toBe(
      "the change is major, the changesets for @live-sessions/openapi say patch",
    );
  });

  it("is not spoken for by another package's changeset", async () => {
    edit("Returns one page", "Gives one page");
    writeFileSync(join(folder, "changesets/other.md"), '---\n"@live-sessions/client": major\n---\n\nA sentence.\n');

    expect((await judgeContract(folders())).problems).toHaveLength(1);
  });

  it("is let through when changeset and version are as large as the change", async () => {
    edit('"maximum": 100', '"maximum": 50');
    setVersion("2.0.0");
    changeset("major");

    expect((await judgeContract(folders())).problems).toEqual([]);
  });

  it("with other words needs a changeset, but no other version of the contract", async () => {
    edit("Returns one page", "Gives one page");

    expect((await judgeContract(folders())).problems).toEqual([
      "the change is patch, the changesets for @live-sessions/openapi say none",
    ]);
    changeset("patch");
    expect((await judgeContract(folders())).problems).toEqual([]);
  });
});

describe("the check", () => {
  const run = (): Promise<{ code: number; output: string }> => {
    const names = Object.entries(folders()).map(([name, path]) => `--${name}=${path}`);
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        [join(workspaceRoot, "scripts/check-contract.ts"), ...names],
        (error, stdout, stderr) =>
          resolve({ code: typeof error?.code === "number" ? error.code : 0, output: stdout + stderr }),
      );
    });
  };

  it("fails for a breaking change whose changeset is a patch, and shows the difference and what it needs", async () => {
    edit('"maximum": 100', '"maximum": 50');
    changeset("patch");
    const { code, output } = await run();

    expect(output).toMatch(/^major {2}.*maximum.*'<= 50'/m);
    expect(output).toContain("Since the last release: 1 changes, which need: major\n");
    expect(output).toContain("the change is major, the changesets for @live-sessions/openapi say patch\n");
    expect(code).toBe(1);
  });

  it("passes for the contract as it is", async () => {
    const { code, output } = await run();

    expect(code, output).toBe(0);
    expect(output).toContain("Since the last release: 0 changes, which need: none\n");
  });
});

describe("a list of clauses", () => {
  const clause = { id: "ordering.newest-first", level: "MUST", text: "Newest first." };

  it.each([
    ["loses one", [], "major", "clause ordering.newest-first is gone"],
    [
      "changes a level",
      [{ ...clause, level: "SHOULD" }],
      "major",
      "clause ordering.newest-first was MUST and is SHOULD",
    ],
    [
      "changes words",
      [{ ...clause, text: "The newest first." }],
      "patch",
      "clause ordering.newest-first has other words",
    ],
    ["gains one", [clause, { ...clause, id: "http.new" }], "minor", "clause http.new is new (MUST)"],
  ])("that %s", (_, revision, bump, text) => {
    expect(clauseChanges([clause], revision)).toEqual([{ bump, text }]);
  });
});

describe("the way from one version to another", () => {
  it.each([
    ["1.0.0", "1.0.0", "none"],
    ["1.0.0", "1.0.1", "patch"],
    ["1.0.9", "1.1.0", "minor"],
    ["1.9.9", "2.0.0", "major"],
    ["2.0.0", "1.9.9", "none"],
  ])("%s to %s is %s", (from, to, expected) => {
    expect(bumpBetween(from, to)).toBe(expected);
  });
});
