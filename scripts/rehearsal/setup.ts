import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { writeBills } from "../packages/bill-of-materials.ts";
import type { PackedPackage } from "../packages/pack.ts";
import { cleanMachine } from "./clean-machine.ts";
import { emptyProject } from "./project.ts";
import { type Registry, startRegistry } from "./registry.ts";
import { fetchPublished, release } from "./release.ts";
import { onInterruption, run } from "./run.ts";
import { scratchWorkspace } from "./scratch-workspace.ts";

/** What every test of the rehearsal works with. */
export interface Stage {
  /** Where all of the rehearsal takes place; gone when it is over. */
  readonly folder: string;
  readonly registryUrl: string;
  /** The environment of somebody who installs packages. */
  readonly env: Record<string, string>;
  /** The packages as the registry gives them. */
  readonly packages: readonly PackedPackage[];
  /** A project with all of them, installed by npm. */
  readonly installation: string;
}

declare module "vitest" {
  export interface ProvidedContext {
    stage: Stage;
  }
}

/** Publishes every package to a registry of this run's own before the first test. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "live-sessions-rehearsal-"));
  onInterruption(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  let registry: Registry | undefined;
  const tidyUp = async (): Promise<void> => {
    await registry?.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    mkdirSync(join(folder, "registry"));
    registry = await startRegistry(join(folder, "registry"));
    const env = cleanMachine(folder, registry.url);
    const scratch = join(folder, "workspace");
    await scratchWorkspace(scratch);
    await release(scratch, env);
    const packages = await fetchPublished(registry.url, join(folder, "published"));
    const names = packages.map(({ name }) => name);
    await writeBills(scratch, names, join(folder, "bills"));
    const installation = emptyProject(folder, "installation");
    await registry.explaining(() => run("npm", ["install", ...names], { cwd: installation, env }));
    project.provide("stage", { folder, registryUrl: registry.url, env, packages, installation });
    return tidyUp;
  } catch (error) {
    await tidyUp();
    throw error;
  }
}
