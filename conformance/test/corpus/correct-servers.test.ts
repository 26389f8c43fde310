import { expect, test } from "vitest";
import { correctServers } from "../correct/servers.ts";
import { checkWalks } from "./check-walks.ts";

test.for(correctServers)("$name lists exactly what was provisioned, at sizes 1, 3, 10 and 100", async (server) => {
  const deployment = await server.start();
  try {
    expect(await checkWalks(deployment)).toEqual([]);
  } finally {
    await deployment.close();
  }
});
