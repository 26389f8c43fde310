import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { generatedFiles } from "../scripts/generated-files.ts";
import { shortFailures } from "../scripts/short-failures.ts";
import { staleFile } from "../scripts/stale-file.ts";
import { validatorsSource } from "../scripts/validators-source.ts";

const run = promisify(execFile);
const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const bundle = fileURLToPath(import.meta.resolve("@live-sessions/openapi/openapi.json"));

describe("the built validators", () => {
  test("need nothing at run time: no import, no require, nothing of Ajv", async () => {
    const source = await readFile(path("../dist/generated/validators.js"), "utf8");
    expect(source).not.toMatch(/\bajv\b|\brequire\(|\bimport\b/i);
  });

  test("run where code from strings is forbidden", async () => {
    const source = await readFile(path("../dist/generated/validators.js"), "utf8");
    expect(source).not.toMatch(/Function\(|\beval\b/);
    const script = `import("${new URL("../dist/generated/validators.js", import.meta.url).href}").then((v) => console.log(v.validateErrorBody(1)))`;
    const { stdout } = await run(process.execPath, ["--disallow-code-generation-from-strings", "--eval", script]);
    expect(stdout).toBe("false\n");
  });

  test("cost at most 1,500 B, minified and gzipped, with their wrapper", async () => {
    const { outputFiles } = await build({
      entryPoints: [path("../src/validators.ts")],
      bundle: true,
      minify: true,
      format: "esm",
      write: false,
    });
    expect(gzipSync(outputFiles[0]?.contents ?? "").length).toBeLessThanOrEqual(1500);
  });
});

describe("generating", () => {
  test("is up to date with the document", async () => {
    const { stderr } = await run(process.execPath, [path("../scripts/generate.ts"), "--check"]);
    expect(stderr).toBe("");
  });

  test("gives the same bytes for the same document", async () => {
    const text = await readFile(bundle, "utf8");
    expect(await generatedFiles(JSON.parse(text))).toEqual(await generatedFiles(JSON.parse(text)));
  });

  test("counts the length of a string in characters, not in code units", async () => {
    const schema = { type: "string", maxLength: 1 };
    const source = await validatorsSource({ LiveSessionPage: schema, LiveSession: schema, ErrorBody: schema });
    const { code } = await transform(source, { loader: "ts" });
    const { validateErrorBody } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    expect(["é", "\u{1F4FA}", "ab"].map((text) => validateErrorBody(text))).toEqual([true, true, false]);
  });

  test("stops at a helper of Ajv that it cannot write out", async () => {
    const schema = { type: "array", uniqueItems: true, items: { type: "object" } };
    const schemas = { LiveSessionPage: schema, LiveSession: schema, ErrorBody: schema };
    await expect(validatorsSource(schemas)).rejects.toThrow("ajv/dist/runtime/equal");
  });
});

describe("a failure that Ajv reports", () => {
  const short = (code: string): string => {
    const file = ts.createSourceFile("code.js", code, ts.ScriptTarget.Latest);
    const { transformed } = ts.transform(file, [shortFailures]);
    return transformed.map((each) => ts.createPrinter().printFile(each)).join("");
  };
  const made = 'const err0 = {instancePath, schemaPath: "#/x", keyword: "x", params: {value: data}, message: "no"};';
  const reported = "if (vErrors === null) { vErrors = [err0]; } else { vErrors.push(err0); }";

  test("keeps its place and its message, and nothing of the value", () => {
    expect(short(`{ ${made} ${reported} errors++; }`).replace(/\s+/g, " ")).toBe(
      '{ (vErrors ??= []).push({ instancePath, message: "no" }); errors++; } ',
    );
  });

  test.each([
    ["in another form", `{ ${made} report(err0); }`, "in a form that is not known here"],
    ["without a message", `{ ${made.replace(', message: "no"', "")} ${reported} }`, "without instancePath or message"],
  ])("stops the generator when it is reported %s", (_, code, message) => {
    expect(() => short(code)).toThrow(message);
  });
});

describe("staleFile", () => {
  const expected = new Map([["a.js", "export {};\n"]]);

  async function staleIn(files: Readonly<Record<string, string>>): Promise<string | undefined> {
    const folder = await mkdtemp(join(tmpdir(), "contract-"));
    try {
      await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
      return await staleFile(folder, expected);
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  test("finds nothing where every file is as expected", async () => {
    expect(await staleIn({ "a.js": "export {};\n" })).toBeUndefined();
  });

  test("names a file that differs", async () => {
    expect(await staleIn({ "a.js": "export{};\n" })).toBe("a.js");
  });

  test("names a file that is missing", async () => {
    expect(await staleIn({})).toBe("a.js");
  });

  test("names a file that nothing generates", async () => {
    expect(await staleIn({ "a.js": "export {};\n", "b.js": "" })).toBe("b.js");
  });
});
