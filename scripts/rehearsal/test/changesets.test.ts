import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { workspacePackages } from "../../workspace-packages.ts";
import { changeset, waitingChangesets } from "../release.ts";
import { run } from "../run.ts";
import { scratchWorkspace } from "../scratch-workspace.ts";

const { env, folder, registryUrl } = inject("stage");

const scratch = join(folder, "versions");
const published = workspacePackages().filter(({ isPrivate }) => !isPrivate);

type Bumps = Readonly<Record<string, "patch" | "minor" | "major">>;

beforeAll(async () => {
  await scratchWorkspace(scratch);
  // As if all of them had been released a while ago, and nothing had changed since.
  for (const file of waitingChangesets(scratch)) rmSync(join(scratch, file));
  for (const { path } of published) setVersion(path, "1.2.3");
});

function manifestOf(path: string): { version: string } & Record<string, unknown> {
  return JSON.parse(readFileSync(join(scratch, path, "package.json"), "utf8")) as { version: string };
}

function setVersion(path: string, version: string): void {
  writeFileSync(join(scratch, path, "package.json"), `${JSON.stringify({ ...manifestOf(path), version }, null, 2)}\n`);
}

function writeChangeset(bumps: Bumps, sentence: string): void {
  const matter = Object.entries(bumps).map(([name, bump]) => `"@live-sessions/${name}": ${bump}\n`);
  writeFileSync(join(scratch, ".changeset/a-change.md"), `---\n${matter.join("")}---\n\n${sentence}\n`);
}

/** Takes one changeset through the script of the version pull request. */
async function versionsAfter(bumps: Bumps, sentence: string): Promise<Record<string, string>> {
  writeChangeset(bumps, sentence);
  const settings = { ...process.env, pnpm_config_verify_deps_before_run: "false" };
  await run("pnpm", ["run", "version-packages"], { cwd: scratch, env: settings });
  expect(waitingChangesets(scratch)).toEqual([]);
  const versions = published.map(({ name, path }) => [name.replace("@live-sessions/", ""), manifestOf(path).version]);
  return Object.fromEntries(versions) as Record<string, string>;
}

/** The newest entry of a changelog. */
function entryOf(path: string): string {
  const [, newest = ""] = readFileSync(join(scratch, path, "CHANGELOG.md"), "utf8").split(/^(?=## )/m);
  return newest.trim();
}

describe("one after the other, from 1.2.3", () => {
  it("a patch moves the package that it names, and no other", async () => {
    const versions = await versionsAfter({ client: "patch" }, "A walk ends where `pagination.terminates` says.");

    expect(versions).toEqual({ ...every("1.2.3"), client: "1.2.4" });
    expect(entryOf("packages/client")).toBe(
      "## 1.2.4\n\n### Patch Changes\n\n- A walk ends where [`pagination.terminates`](https://live-sessions.github.io/live-sessions/requirements.html#pagination.terminates) says.",
    );
  });

  it("a minor one of the contract takes all that carry it to one version, and leads to the reference", async () => {
    const carriers = ["openapi", "contract", "client", "server", "conformance", "reference-server"];
    const bumps = {
      ...Object.fromEntries(carriers.map((name) => [name, "patch" as const])),
      openapi: "minor",
    } as const;
    const versions = await versionsAfter(bumps, "Sessions name their region.");

    expect(versions).toEqual({ ...every("1.3.0"), provisioning: "1.2.3" });
    // What later changes of the contract are compared with.
    expect(existsSync(join(scratch, "scripts/contract/released/openapi.json"))).toBe(true);
    expect(entryOf("openapi")).toBe(
      "## 1.3.0\n\n### Minor Changes\n\n- Sessions name their region. ([reference](https://live-sessions.github.io/live-sessions/))",
    );
  });

  it("a major one takes along whatever depends on it, and says on what", async () => {
    const versions = await versionsAfter({ openapi: "major", contract: "major" }, "A page holds at most 50.");

    expect(versions).toEqual({ ...every("2.0.0"), client: "1.3.0" });
    expect(entryOf("conformance")).toBe(
      "## 2.0.0\n\n### Patch Changes\n\n- Updated dependencies\n  - @live-sessions/openapi@2.0.0 ([reference](https://live-sessions.github.io/live-sessions/))",
    );
  });
});

describe("a canary", () => {
  it("is published next to the releases, as the next version, and leaves `latest` where it was", async () => {
    const before = await tagsOf("@live-sessions/client");
    writeChangeset({ client: "minor" }, "Walks backwards.");
    await changeset(["version", "--snapshot", "canary"], scratch, env);
    await changeset(["publish", "--tag", "canary", "--no-git-tag"], scratch, env);
    const { canary, ...others } = await tagsOf("@live-sessions/client");

    expect(canary).toMatch(/^2\.1\.0-canary-\d{14}$/);
    expect(others).toEqual(before);
  });
});

/** The versions of a package that the registry has a name for. */
async function tagsOf(name: string): Promise<Record<string, string>> {
  const packument = (await (await fetch(`${registryUrl}${name}`)).json()) as { "dist-tags": Record<string, string> };
  return packument["dist-tags"];
}

const every = (version: string): Record<string, string> =>
  Object.fromEntries(published.map(({ name }) => [name.replace("@live-sessions/", ""), version]));
