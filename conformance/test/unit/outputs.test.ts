import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { writeOutputs } from "../../src/cli/outputs.ts";
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
