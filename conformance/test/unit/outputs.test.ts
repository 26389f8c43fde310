import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { writeFiles, writeOutputs } from "../../src/cli/outputs.ts";
import { largeReport } from "../report/large-report.ts";
import { sampleReport } from "../report/sample-report.ts";

const folder = mkdtempSync(join(tmpdir(), "outputs-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a report that cannot be written keeps none of the others from it, nor what goes to stdout", async () => {
  const json = join(folder, "report.json");
  let shown = "";
  const terminal = {
    out: (text: string) => {
      shown += text;
    },
    err: () => undefined,
    environment: {},
    isInteractiveOut: false,
    isInteractiveErr: false,
    isInteractiveIn: false,
    columns: undefined,
  };
  const outputs = [
    { reporter: "html", file: folder },
    { reporter: "json", file: json },
    { reporter: "pretty" },
  ] as const;
  await expect(writeOutputs(sampleReport, outputs, terminal)).rejects.toThrow(/^reporter html: the report file /);
  expect([existsSync(json), shown.includes("non-conformant")]).toEqual([true, true]);
});

test("a signal that comes while a large report is written is answered, and leaves the file as it was", async () => {
  const place = mkdtempSync(join(folder, "signal-"));
  const outputs = [{ reporter: "json", file: join(place, "report.json") }];
  await writeFiles(sampleReport, outputs);
  const before = readFileSync(join(place, "report.json"), "utf8");
  const controller = new AbortController();
  setImmediate(() => controller.abort());
  const { failures, replaceable } = await writeFiles(largeReport(60), outputs, controller.signal);
  expect({ failures, replaceable }).toEqual({ failures: [], replaceable: outputs });
  expect(readFileSync(join(place, "report.json"), "utf8") === before).toBe(true);
  expect(readdirSync(place)).toEqual(["report.json"]);
});
