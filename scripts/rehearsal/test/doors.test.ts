import { randomUUID } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { callProgram, doorsOf, openServeDoor, type ServedList, verifyLine } from "../../doors.ts";
import { workspaceRoot } from "../../workspace-packages.ts";
import { emptyProject } from "../project.ts";
import { run } from "../run.ts";

const { env, folder, installation } = inject("stage");
const doors = doorsOf(workspaceRoot);

/** What somebody pastes from the first release on: the guides say which package a root script stands for. */
function released(block: string): string {
  return block
    .replace("npx -y pnpm@12.21.0 verify", "npx --yes @live-sessions/conformance")
    .replace("npx -y pnpm@12.21.0 start", "npx --yes @live-sessions/reference-server sample");
}

describe("a door of the home page, with the packages as published,", () => {
  let list: ServedList;

  beforeAll(async () => {
    list = await openServeDoor(released(doors.serve), { cwd: emptyProject(folder, "served-door"), env });
  });

  afterAll(() => list.close());

  it("serves a list, and prints a line that gets three sessions of it", () => {
    expect(list.listed).toBe(3);
  });

  it("verifies that list", async () => {
    const cwd = emptyProject(folder, "verify-door");
    const { stdout } = await run("bash", ["-c", verifyLine(released(doors.verify), list)], { cwd, env });

    expect(stdout).toContain("\npartially-proven: ");
  });

  it("calls it, and walks behind the first page", async () => {
    const program = join(installation, `${randomUUID()}.mjs`);
    writeFileSync(program, callProgram(doors.call, list));
    const { stdout } = await run("node", [program], { cwd: installation, env });
    rmSync(program);

    expect(stdout.trim().split("\n").length).toBeGreaterThan(3);
  });
});
