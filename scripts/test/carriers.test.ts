import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forgottenCarriers } from "../contract/carriers.ts";
import type { WorkspacePackage } from "../workspace-packages.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "carriers-test-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const candidate = (name: string, dependencies: string[], isPrivate = false): WorkspacePackage => ({
  name,
  dependencies,
  isPrivate,
  directory: "",
  path: "",
  scripts: {},
});

const packages = [
  candidate("document", []),
  candidate("types", ["document"]),
  candidate("server", ["types"]),
  candidate("site", ["server"], true),
  candidate("protocol", []),
];

function forgotten(bumps: Record<string, string>): string[] {
  const matter = Object.entries(bumps).map(([name, bump]) => `"${name}": ${bump}\n`);
  writeFileSync(join(folder, "one.md"), `---\n${matter.join("")}---\n\nA sentence.\n`);
  return forgottenCarriers(folder, "document", packages);
}

describe("a contract that moves", () => {
  it.each(["minor", "major"])("by a %s change takes along what is published and made of it", (bump) => {
    expect(forgotten({ document: bump, types: "patch" })).toEqual([
      `the contract moves (${bump}), but no changeset names server, which carries it`,
    ]);
  });

  it("is let through with all that carry it", () => {
    expect(forgotten({ document: "minor", types: "patch", server: "patch" })).toEqual([]);
  });

  it("in nothing but words takes nothing along", () => {
    expect(forgotten({ document: "patch" })).toEqual([]);
  });
});
