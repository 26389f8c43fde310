import { expect, test } from "vitest";
import { correctServers } from "../correct/servers.ts";
import { mutants } from "../mutants/mutants.ts";
import { transcript } from "./transcript.ts";

const base = correctServers.find(({ name }) => name === "base");

/** What the base answers to the script, from a fresh start. */
async function answersOfBase(): Promise<readonly string[]> {
  const deployment = await base?.start();
  if (deployment === undefined) throw new Error("there is no base");
  try {
    const answers: string[] = [];
    for await (const { asked, answered } of transcript(deployment)) answers.push(`${asked}: ${answered}`);
    return answers;
  } finally {
    await deployment.close();
  }
}

// That a mutant answers otherwise than the base shows where the suite judges both: a rule fails on the one and not on the other.
test("the base answers the same script the same way twice", async () => {
  expect(await answersOfBase()).toEqual(await answersOfBase());
});

test("every server of the corpus has a name of its own", () => {
  const names = [...mutants, ...correctServers].map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
