import { expect, test } from "vitest";
import { startDeployment } from "../corpus/deployment.ts";
import { judgeUnmeasured } from "./run-server.ts";

test("a token is as old as was asked for when it is used again, and the report says how old and how deep", async () => {
  const { baseUrls, provisionerUrl = "", close } = await startDeployment();
  try {
    const options = { baseUrl: baseUrls, provisioner: provisionerUrl, seed: 7 };
    const { evidence, verdict } = await judgeUnmeasured({ ...options, patienceMs: 120 });
    expect(verdict).toBe("conformant");
    expect(evidence.oldest_token_s).toBeGreaterThanOrEqual(0.12);
    expect(evidence.deepest_walk).toBeGreaterThanOrEqual(25);
  } finally {
    await close();
  }
});
