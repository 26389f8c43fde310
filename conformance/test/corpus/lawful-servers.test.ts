import { expect, test } from "vitest";
import { correctServers } from "../correct/servers.ts";
import { lawfulServers } from "../lawful/servers.ts";
import { checkWalks } from "./check-walks.ts";
import type { CorpusServer } from "./server-under-test.ts";
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

/** What a server says to the first requests of the transcript; all of it needs a server that differs in less. */
async function answersOf(server: CorpusServer): Promise<string> {
  const deployment = await server.start();
  const said: string[] = [];
  try {
    for await (const { answered } of transcript(deployment)) {
      said.push(answered);
      if (said.length === 100) break;
    }
    return said.join("\n");
  } finally {
    await deployment.close();
  }
}

test("every lawful server has a name of its own", () => {
  const names = lawfulServers.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test("most combinations of differences answer otherwise than the base does, from the first requests on", async () => {
  const [base] = correctServers;
  const said = base && (await answersOf(base));
  const combinations = lawfulServers.filter(({ name }) => name.startsWith("lawful-combination-"));
  const different: string[] = [];
  for (const server of combinations) if ((await answersOf(server)) !== said) different.push(server.name);
  expect(different.length, different.join(", ")).toBeGreaterThan(combinations.length / 2);
});
