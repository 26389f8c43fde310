import { execFile } from "node:child_process";
import { appendFile, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { packageFolder } from "../scripts/bundle-document.ts";
import { bundledDocument } from "./bundled-document.ts";

const run = promisify(execFile);
const committed = join(packageFolder, "generated");
const names = ["clauses.json", "openapi.json", "openapi.yaml"];
let fresh: string;

function generate(...options: string[]): Promise<{ stdout: string; stderr: string }> {
  return run(process.execPath, ["scripts/generate.ts", "--output", fresh, ...options], { cwd: packageFolder });
}

beforeAll(async () => {
  fresh = await mkdtemp(join(tmpdir(), "live-sessions-generated-"));
  await generate();
});
afterAll(() => rm(fresh, { recursive: true, force: true }));

describe("generated/", () => {
  it.each(names)("%s is what the sources give", async (name) => {
    expect(await readFile(join(committed, name), "utf8")).toBe(await readFile(join(fresh, name), "utf8"));
  });

  it("holds nothing else", async () => {
    expect((await readdir(committed)).toSorted()).toEqual(names);
  });

  it("has the same document as YAML and as JSON, but for the note of its source", async () => {
    const { "x-generated": note, ...document } = bundledDocument;
    expect(parse(await readFile(join(committed, "openapi.yaml"), "utf8"))).toEqual(document);
    expect(note).toMatchObject({ source: "openapi.yaml" });
  });

  it("has timestamps that are text for parsers of YAML 1.1 too", async () => {
    const yaml = await readFile(join(committed, "openapi.yaml"), "utf8");
    expect(parse(yaml, { version: "1.1" })).toEqual(parse(yaml));
  });

  it("points to nothing outside the bundle", () => {
    const references = [...JSON.stringify(bundledDocument).matchAll(/"\$ref":"([^"]*)"/g)].map((match) => match[1]);
    expect(references.filter((reference) => !reference?.startsWith("#/components/"))).toEqual([]);
  });
});

describe("generate.ts --check", () => {
  it("passes on fresh files, and names a stale one and the command that renews it", async () => {
    await expect(generate("--check")).resolves.toMatchObject({ stderr: "" });
    await appendFile(join(fresh, "clauses.json"), "\n");
    await expect(generate("--check")).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/clauses\.json is not what its sources give; run `.+ run generate`/),
    });
  });
});
