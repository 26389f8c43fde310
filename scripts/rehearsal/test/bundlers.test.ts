import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build as buildByEsbuild } from "esbuild";
import { build as buildByVite } from "vite";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { clientExample, exampleOutput, type ListServer, serveList } from "../client-example.ts";
import { run } from "../run.ts";

const { env, folder, installation, packages } = inject("stage");

let list: ListServer;

beforeAll(async () => {
  list = await serveList();
  writeFileSync(join(installation, "bundled.ts"), clientExample(packages));
});

afterAll(() => list.close());

/** Where it lies, nothing can be imported but what is in it. */
async function output(bundle: string): Promise<string> {
  return (await run(process.execPath, [bundle], { cwd: folder, env: { ...env, ...list.env } })).stdout;
}

describe("the client's example in one file", () => {
  it.each(["browser", "node", "neutral"] as const)("runs as esbuild bundles it for %s", async (platform) => {
    const outfile = join(folder, `bundles/esbuild-${platform}.mjs`);
    const entryPoints = ["bundled.ts"];
    await buildByEsbuild({ absWorkingDir: installation, entryPoints, bundle: true, format: "esm", platform, outfile });

    expect(await output(outfile)).toBe(exampleOutput);
  });

  it("runs as Vite bundles it", async () => {
    const outDir = join(folder, "bundles/vite");
    await buildByVite({
      root: installation,
      configFile: false,
      logLevel: "error",
      build: { outDir, lib: { entry: "bundled.ts", formats: ["es"], fileName: () => "bundle.mjs" } },
    });

    expect(await output(join(outDir, "bundle.mjs"))).toBe(exampleOutput);
  });
});
