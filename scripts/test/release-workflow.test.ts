import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { workspaceRoot } from "../workspace-packages.ts";

interface Job {
  needs?: string | string[];
  environment?: string | object;
  permissions: Record<string, string>;
  steps: { uses?: string; run?: string; with?: Record<string, unknown> }[];
}

const text = readFileSync(join(workspaceRoot, ".github/workflows/release.yml"), "utf8");
const { jobs, permissions } = parse(text) as { jobs: Record<string, Job>; permissions: object };

const needsOf = (name: string): string[] =>
  [jobs[name]?.needs ?? []].flat().flatMap((need) => [need, ...needsOf(need)]);
const jobsWith = (isSo: (job: Job) => boolean): string[] =>
  Object.entries(jobs).flatMap(([name, job]) => (isSo(job) ? [name] : []));

describe("the workflow that releases", () => {
  it("keeps no token: the publisher is known by the workflow", () => {
    expect(text).not.toMatch(/secrets\.|NPM_TOKEN|NODE_AUTH_TOKEN/);
    expect(permissions).toEqual({});
    expect(jobsWith(({ environment }) => environment === "npm")).toEqual(["publish", "canary"]);
    expect(jobsWith((job) => job.permissions["id-token"] === "write")).toEqual(["publish", "canary", "reference"]);
  });

  it("publishes what was packed where nothing could be published", () => {
    const [step] = jobs["publish"]?.steps.filter(({ uses }) => uses?.startsWith("changesets/action/publish@")) ?? [];

    expect(step?.with).toHaveProperty("pack-dir-artifact-id");
    expect(jobs["publish"]?.steps.some(({ run }) => run?.includes("build"))).toBe(false);
    expect(jobs["pack"]?.permissions).toEqual({ contents: "read" });
  });

  it("packs canaries, too, where nothing can be published, and runs no script of a package where something can", () => {
    expect(jobs["canary"]?.needs).toBe("pack-canary");
    expect(jobs["pack-canary"]?.permissions).toEqual({ contents: "read" });
    expect(jobs["pack-canary"]?.environment).toBeUndefined();
    expect(
      jobs["canary"]?.steps.some(({ uses }) => uses?.startsWith("./") || uses?.startsWith("actions/checkout@")),
    ).toBe(false);
    expect(jobs["canary"]?.steps.map(({ run }) => run ?? "").join("")).toMatch(/npm publish .* --ignore-scripts /);
    expect(jobs["publish"]?.steps.find(({ uses }) => uses === "./.github/actions/workspace")?.with).toEqual({
      "ignore-scripts": "true",
    });
  });

  it.each(["publish", "canary", "reference"])(
    "lets nothing out by the job %s that did not pass every check",
    (name) => {
      expect(needsOf(name)).toContain("check");
      expect(jobs["check"]?.steps.map(({ run }) => run)).toContain(".ci/run");
    },
  );
});
