import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { settleGenerated, turboEnvironment } from "../settle-generated.ts";
import { buildPlan } from "../turbo-plan.ts";
import { workspaceRoot } from "../workspace-packages.ts";

let root: string;

const write = (file: string, text: string): void => writeFileSync(join(root, file), text);
const copyFile = (from: string, to: string): string => `node -e "require('fs').cpSync('${from}', '${to}')"`;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "settle-generated-test-"));
  mkdirSync(join(root, "thing/generated"), { recursive: true });
  write("pnpm-workspace.yaml", "packages: [thing]\npmOnFail: ignore\n");
  write("pnpm-lock.yaml", "lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n\n  thing: {}\n");
  write("package.json", '{ "name": "root", "private": true, "packageManager": "pnpm@12.21.0" }');
  const scripts = {
    generate: copyFile("schema.txt", "generated/schema.txt"),
    build: copyFile("generated/schema.txt", "dist/schema.txt"),
  };
  write("thing/package.json", JSON.stringify({ name: "thing", scripts }));
  write("thing/schema.txt", "first");
  write("thing/generated/schema.txt", "first");
  write(".gitignore", "dist\n.turbo\n");
  // The tasks as they are, but for what a workspace this small does not have.
  const settings = JSON.parse(readFileSync(join(workspaceRoot, "turbo.json"), "utf8")) as {
    tasks: Record<string, unknown>;
  };
  const { generate, build } = settings.tasks;
  write("turbo.json", JSON.stringify({ tasks: { generate, build } }));
  const git = (...args: string[]): unknown =>
    execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], { cwd: root });
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "first");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function build(): void {
  expect(settleGenerated(root)).toBe(0);
  const { status, stderr } = spawnSync("turbo", ["run", "build"], {
    cwd: root,
    env: turboEnvironment(),
    encoding: "utf8",
  });
  expect(status, stderr).toBe(0);
}

const stillToDo = async (): Promise<string[]> =>
  (await buildPlan(root)).filter(({ isCached }) => !isCached).map(({ id }) => id);

describe("a build whose generated files are settled first", () => {
  it("leaves nothing for the next one to do after a source changed", async () => {
    build();
    write("thing/schema.txt", "second");
    build();

    expect(readFileSync(join(root, "thing/dist/schema.txt"), "utf8")).toBe("second");
    expect(await stillToDo()).toEqual([]);
  });

  it("brings generated and built files back when the change of a source is taken back", async () => {
    build();
    write("thing/schema.txt", "second");
    build();
    write("thing/schema.txt", "first");
    build();

    expect(readFileSync(join(root, "thing/generated/schema.txt"), "utf8")).toBe("first");
    expect(readFileSync(join(root, "thing/dist/schema.txt"), "utf8")).toBe("first");
    expect(await stillToDo()).toEqual([]);
  });

  it("writes a generated file that was edited by hand anew", async () => {
    build();
    write("thing/generated/schema.txt", "edited");
    build();

    expect(readFileSync(join(root, "thing/generated/schema.txt"), "utf8")).toBe("first");
    expect(await stillToDo()).toEqual([]);
  });

  it("ends with the failure of a generator", () => {
    write("thing/schema.txt", "second");
    rmSync(join(root, "thing/schema.txt"));

    expect(settleGenerated(root)).not.toBe(0);
  });
});
