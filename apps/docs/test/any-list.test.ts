import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { docsRoot } from "../src/site-paths.ts";
import { blocksOf } from "./code-blocks.ts";
import {
  CHARGES_KEY,
  listBooks,
  listByAip,
  listCharges,
  listIssues,
  listTags,
  withList,
} from "./fixtures/example-lists.ts";
import { type Ran, runShell } from "./shell.ts";

const folder = join(docsRoot, "examples/lists");
const [inferred = "", charges = "", failure = "", issues = "", books = "", tags = ""] = blocksOf(
  "guides/any-list.md",
  "text",
);

/** A folder that is gone after the test. */
function ownFolder(): string {
  const own = mkdtempSync(join(tmpdir(), "any-list-test-"));
  onTestFinished(() => rmSync(own, { recursive: true, force: true }));
  return own;
}

/** A block's commands, without the prompt and with the server of here. */
function commandsOf(block: string, url = ""): string {
  const lines = block.split("\n").filter((line) => line.startsWith("$ "));
  return lines.map((line) => line.slice(2).replace(/http:\/\/127\.0\.0\.1:\d+/, url)).join("\n");
}

const run = (block: string, url: string): Promise<Ran> =>
  runShell(commandsOf(block, `${url} --seed 7`).replace("Bearer …", CHARGES_KEY), folder);

describe("the guide to any list", () => {
  it("shows what infer prints of a document", async () => {
    const { output } = await runShell(commandsOf(inferred), folder);
    const table = inferred.split("\n").slice(1).filter(Boolean);
    expect(output.split("\n").slice(0, table.length)).toEqual(table);
  });

  it.each([
    ["a cursor that is the last item's id", charges, listCharges({ losesTies: false }), "60 charges"],
    ["a Link header", issues, listIssues, "75 issues"],
    ["page numbers", books, listBooks, "64 books"],
  ] as const)("has %s, with a document and a configuration that judge a right list", async (_, block, list, items) => {
    await withList(list, async (url) => {
      const { exitCode, output } = await run(block, url);
      expect(output).toContain(`Evidence  ${items}, `);
      expect(output).toContain("\npartially-proven: ");
      expect(exitCode, output).toBe(0);
    });
  });

  it("shows what a list that loses ties hears", async () => {
    await withList(listCharges({ losesTies: true }), async (url) => {
      const { exitCode, output } = await run(charges, url);
      // Which exchanges they are depends on how fast the server answers.
      const withoutNumbers = (text: string): string => text.replaceAll(/\d+/g, "…");
      expect(withoutNumbers(output)).toContain(withoutNumbers(failure));
      expect(exitCode).toBe(1);
    });
  });

  it("judges tags of a registry by one line of configuration", async () => {
    await withList(listTags, async (url) => {
      const [write = "", command = ""] = commandsOf(tags, `${url} --seed 7`).split("\n");
      const { exitCode, output } = await runShell(`${write}\n${command}`, ownFolder());
      expect(output).toContain("Evidence  40 tags, ");
      expect(exitCode, output).toBe(0);
    });
  });

  it("judges a service by AIP-158 with the configuration that it shows", async () => {
    const config = blocksOf("guides/any-list.md", "json").at(-1) ?? "";
    await withList(listByAip, async (url) => {
      const command = `echo '${config}' > aip.json\nnpx @live-sessions/conformance run --profile aip-158 --config aip.json --base-url ${url}`;
      const { exitCode, output } = await runShell(command, ownFolder());
      expect(output).toContain("Evidence  64 books, ");
      expect(exitCode, output).toBe(0);
    });
  });
});
