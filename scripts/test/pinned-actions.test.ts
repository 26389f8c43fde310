import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { workspaceRoot } from "../workspace-packages.ts";

const files = globSync([".github/**/*.yml", "conformance/action.yml"], { cwd: workspaceRoot }).map((file) => [
  file,
  [...readFileSync(join(workspaceRoot, file), "utf8").matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, used]) => used),
]);

describe("the workflows and actions", () => {
  it.each(files)("%s names every action by its commit, with the version next to it", (_file, used) => {
    const moving = [...(used ?? [])].filter(
      (action) => !action?.startsWith("./") && !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action ?? ""),
    );

    expect(moving).toEqual([]);
  });
});
