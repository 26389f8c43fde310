import { expect, test } from "vitest";
import { correctServers } from "../correct/servers.ts";
import { mutants } from "../mutants/mutants.ts";
import type { Line } from "./script.ts";
import type { CorpusServer } from "./server-under-test.ts";
import { transcript } from "./transcript.ts";

const base = correctServers.find(({ name }) => name === "base");

async function firstDifference(server: CorpusServer, expected: readonly Line[]): Promise<string | undefined> {
  const deployment = await server.start();
  let index = 0;
  try {
    for await (const { asked, answered } of transcript(deployment)) {
      const line = expected[index];
      index += 1;
      if (line?.answered !== answered) return `${asked}\n  base: ${line?.answered}\n  here: ${answered}`;
    }
    return index < expected.length ? `${expected[index]?.asked}: nothing` : undefined;
  } catch (error) {
    return String(error);
  } finally {
    await deployment.close();
  }
}

async function baseLines(): Promise<readonly Line[]> {
  const deployment = await base?.start();
  if (deployment === undefined) throw new Error("there is no base");
  try {
    const lines: Line[] = [];
    for await (const line of transcript(deployment)) lines.push(line);
    return lines;
  } finally {
    await deployment.close();
  }
}

const lines = baseLines();

test("the base answers the same script the same way twice", async () => {
  expect(await firstDifference(base as CorpusServer, await lines)).toBeUndefined();
});

test.concurrent.for(mutants)("$name answers something otherwise than the base does", async (mutant, { expect }) => {
  const difference = await firstDifference(mutant, await lines);
  expect(difference).toBeDefined();
});

test("every server of the corpus has a name of its own", () => {
  const names = [...mutants, ...correctServers].map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
