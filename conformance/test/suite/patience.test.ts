import { expect, test } from "vitest";
import { startDeployment } from "../corpus/deployment.ts";
import type { Exchange, Reply } from "../corpus/exchange.ts";
import { ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";
import type { Position } from "../corpus/page-token.ts";
import { judgeUnmeasured, rulesThat } from "./run-server.ts";

/** Forgets the tokens that it has given when nobody asks for a moment. */
class ForgetsWhenIdle extends ListEndpoint {
  #askedMs = performance.now();
  override async handle(exchange: Exchange): Promise<Reply> {
    if (performance.now() - this.#askedMs > IDLE_MS) this.data.shared.clear();
    this.#askedMs = performance.now();
    return super.handle(exchange);
  }
  override encode(position: Position, query: ListQuery): string {
    const token = super.encode(position, query);
    this.data.shared.set(token, true);
    return token;
  }
  override decode(token: string, entityId: string, exchange: Exchange): Position | undefined {
    return this.data.shared.has(token) ? super.decode(token, entityId, exchange) : undefined;
  }
}

const IDLE_MS = 500;

test("a token that is gone by the time a patient run uses it again fails pagination.token-replays", async () => {
  const { baseUrls, provisionerUrl = "", close } = await startDeployment(ForgetsWhenIdle);
  try {
    const options = { baseUrl: baseUrls, provisioner: provisionerUrl, seed: 7, patienceMs: IDLE_MS + 200 };
    expect(rulesThat(await judgeUnmeasured(options), "failed")).toContain("pagination.token-replays");
  } finally {
    await close();
  }
});

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
