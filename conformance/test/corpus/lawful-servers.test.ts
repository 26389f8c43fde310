import { expect, test } from "vitest";
import { correctServers } from "../correct/servers.ts";
import { lawfulServers } from "../lawful/servers.ts";
import { checkWalks } from "./check-walks.ts";
import type { CorpusServer, ServerUnderTest } from "./server-under-test.ts";
import { transcript } from "./transcript.ts";

test.concurrent.for(lawfulServers)(
  "$name lists exactly what was provisioned, at sizes 1, 3, 10 and 100",
  async (server, { expect }) => {
    const deployment = await server.start();
    try {
      expect(await checkWalks(deployment)).toEqual([]);
    } finally {
      await deployment.close();
    }
  },
);

async function answers(deployment: ServerUnderTest): Promise<readonly string[]> {
  const said: string[] = [];
  for await (const { answered } of transcript(deployment)) said.push(answered);
  return said;
}

async function answersOf(server: CorpusServer | undefined): Promise<string> {
  const deployment = await server?.start();
  if (deployment === undefined) throw new Error("no server");
  try {
    return (await answers(deployment)).join("\n");
  } finally {
    await deployment.close();
  }
}

test("every lawful server has a name of its own", () => {
  const names = lawfulServers.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test("a combination of differences answers otherwise than the base does", async () => {
  const combination = lawfulServers.find(({ name }) => name === "lawful-combination-2");
  expect(await answersOf(combination)).not.toBe(await answersOf(correctServers[0]));
});
