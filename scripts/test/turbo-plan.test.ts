import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildPlan } from "../turbo-plan.ts";
import { dependantsOf, type WorkspacePackage, workspacePackages, workspaceRoot } from "../workspace-packages.ts";

let copy: string;
let packages: WorkspacePackage[];
let before: Map<string, string>;

const hashes = async (): Promise<Map<string, string>> =>
  new Map((await buildPlan(copy)).map(({ id, hash }) => [id, hash]));

/** The tasks whose hash is another one than before, sorted. */
async function rebuilt(): Promise<string[]> {
  const after = await hashes();
  return [...after].filter(([id, hash]) => before.get(id) !== hash).map(([id]) => id);
}

/** Everything in the workspace that git knows or would add, committed in a folder of its own. */
function copyWorkspace(to: string): void {
  const listed = execFileSync("git", ["ls-files", "-coz", "--exclude-standard"], {
    cwd: workspaceRoot,
    encoding: "utf8",
  });
  const existing = new Set(
    globSync("**", { cwd: workspaceRoot, exclude: (path) => /(^|\/)(node_modules|\.git)$/.test(path) }),
  );
  for (const file of listed.split("\0")) {
    if (file !== "" && (existing.has(file) || file.startsWith("."))) cpSync(join(workspaceRoot, file), join(to, file));
  }
  const git = (...args: string[]): unknown =>
    execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], { cwd: to });
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "copy");
}

const edit = (file: string): void => appendFileSync(join(copy, file), "\n");

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "turbo-plan-test-"));
  copyWorkspace(copy);
  packages = workspacePackages(copy);
});

beforeEach(async () => {
  before = await hashes();
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe("a build", () => {
  it("has nothing to do again when nothing changed", async () => {
    expect(before.size).toBeGreaterThan(5);
    expect(await rebuilt()).toEqual([]);
  });

  it("does exactly what depends on the document again when a schema changed", async () => {
    edit("openapi/schemas/LiveSession.yaml");
    const reached = dependantsOf("@live-sessions/openapi", packages);
    const expected = [...before.keys()].filter((id) => reached.has(id.split("#")[0] ?? ""));

    expect(await rebuilt()).toEqual(expected);
    expect(expected).toContain("@live-sessions/openapi#generate");
    expect(expected).toContain("@live-sessions/contract#build");
    expect(expected).not.toContain("@live-sessions/scripts#build");
  });

  it("does exactly what depends on the server again when its source changed", async () => {
    edit("packages/server/src/index.ts");

    const reached = dependantsOf("@live-sessions/server", packages);
    const expected = [...before.keys()].filter((id) => id.endsWith("#build") && reached.has(id.split("#")[0] ?? ""));

    expect(await rebuilt()).toEqual(expected);
    expect(expected).toContain("@live-sessions/reference-server#build");
    expect(expected).not.toContain("@live-sessions/client#build");
  });

  it.each([
    "packages/contract/test/new.test.ts",
    "packages/contract/README.md",
    "packages/contract/generated/new.ts",
    "README.md",
  ])("has nothing to do again when only %s changed", async (file) => {
    edit(file);

    expect(await rebuilt()).toEqual([]);
  });

  it("reads nothing that a task writes, the generators' own committed files apart", async () => {
    const read = (await buildPlan(copy)).flatMap(({ id, inputs }) => inputs.map((file) => `${id} ${file}`));

    expect(read.filter((input) => /#build (generated|dist|site)\//.test(input))).toEqual([]);
    expect(read).toContain("@live-sessions/openapi#generate schemas/LiveSession.yaml");
  });

  it("has a task for every folder that it takes for generated, and so does not read", () => {
    const folders = globSync(["*/generated", "*/*/generated"], { cwd: copy }).map((path) => dirname(path));
    const generators = packages.filter(({ scripts }) => scripts["generate"] !== undefined).map(({ path }) => path);

    expect(generators).toEqual(expect.arrayContaining(folders));
  });
});
