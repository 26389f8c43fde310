import { describe, expect, test } from "vitest";
import type { ReportRule } from "../../src/report/report.ts";
import { startDeployment } from "../corpus/deployment.ts";
import { type Exchange, parameterValues, type Reply } from "../corpus/exchange.ts";
import { type EndpointClass, ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import { readOnlyOptions } from "./own-scenario.ts";
import { judgeUnmeasured } from "./run-server.ts";

const firstMs = Date.UTC(2026, 0, 1);
/** More than the largest page on which two requests are compared. */
const manyMore = 12;

/** Before each read so many sessions begin that no page shows one of the page before. */
function flooded(Endpoint: EndpointClass): EndpointClass {
  return class extends Endpoint {
    override visible(query: ListQuery): StoredSession[] {
      const { id, sessions } = query.entity;
      const isGrowing = sessions.length > 0;
      for (let row = 0; isGrowing && row < manyMore; row += 1) {
        const now = firstMs / 1000 + sessions.length;
        this.data.insert(id, { createdAt: now, updatedAt: now, duration: undefined, streamKey: undefined });
      }
      return super.visible(query);
    }
  };
}

/** Some requests are answered from further down the list than they ask for. */
abstract class FurtherDown extends ListEndpoint {
  abstract isMoved(exchange: Exchange): boolean;
  override page(query: ListQuery): Page | Promise<Page> {
    if (!this.isMoved(query.exchange)) return super.page(query);
    const rows = this.ordered(query);
    const end = 2 * query.size;
    return { rows: rows.slice(query.size, end), next: this.markAt(rows, end, query) };
  }
}

/** Some requests with a token are answered with the first page. */
abstract class Restarting extends ListEndpoint {
  abstract restarts(query: ListQuery): boolean;
  override page(query: ListQuery): Page | Promise<Page> {
    const [token = ""] = parameterValues(query.exchange, "page_token");
    return super.page(token !== "" && this.restarts(query) ? { ...query, after: undefined } : query);
  }
}

class UnknownParameterTurnsThePage extends FurtherDown {
  isMoved({ target }: Exchange): boolean {
    return /[?&](?!page_size=|page_token=)/.test(target);
  }
}

class BlankTokenIsTheSecondPage extends FurtherDown {
  isMoved({ target }: Exchange): boolean {
    return /[?&]page_token=(&|$)/.test(target);
  }
}

class EverySecondReadTurnsThePage extends FurtherDown {
  reads = 0;
  isMoved({ target }: Exchange): boolean {
    this.reads += target.endsWith("?page_size=4") ? 1 : 0;
    return target.endsWith("?page_size=4") && this.reads % 2 === 0;
  }
}

class TogetherIsFurtherDown extends FurtherDown {
  inside = 0;
  isMoved({ target }: Exchange): boolean {
    return this.inside > 1 && !target.includes("page_token=");
  }
  override async handle(exchange: Exchange): Promise<Reply> {
    this.inside += 1;
    await new Promise((resolve) => setImmediate(resolve));
    const reply = await super.handle(exchange);
    this.inside -= 1;
    return reply;
  }
}

class RefusedDeleteDeletesTheNewest extends ListEndpoint {
  override methodRefused(exchange: Exchange, id: string): Reply | Promise<Reply> {
    const sessions = this.data.entities.get(id)?.sessions ?? [];
    if (exchange.method === "DELETE") for (const session of sessions.slice(-4)) this.data.remove(id, session.id);
    return super.methodRefused(exchange, id);
  }
}

/** At one size only: walks, which come by more than once, stay whole. */
class UsedTokens {
  readonly #known: Set<string> = new Set();
  isUsedAgain({ size, exchange }: ListQuery): boolean {
    const [token = ""] = parameterValues(exchange, "page_token");
    const isKnown = this.#known.has(token);
    if (size === 7 && token !== "") this.#known.add(token);
    return size === 7 && isKnown;
  }
}

class TokenAgainIsTheFirstPage extends Restarting {
  readonly used: UsedTokens = new UsedTokens();
  restarts(query: ListQuery): boolean {
    return this.used.isUsedAgain(query);
  }
}

class TokenAgainRepeatsItsAnchor extends ListEndpoint {
  readonly used: UsedTokens = new UsedTokens();
  override startOf(rows: readonly StoredSession[], after: Position, query: ListQuery): number {
    return super.startOf(rows, after, query) - (this.used.isUsedAgain(query) ? 1 : 0);
  }
}

class EncodedTokenIsTheFirstPage extends Restarting {
  restarts({ exchange }: ListQuery): boolean {
    return /page_token=(%[0-9A-F]{2})+$/i.test(exchange.target);
  }
}

class TokenElsewhereIsTheFirstPage extends Restarting {
  restarts(): boolean {
    return this.instance === 1;
  }
}

async function outcomesOn(Endpoint: EndpointClass, instances = 1): Promise<(id: string) => Partial<ReportRule>> {
  const started = await startDeployment(Endpoint, { instances });
  try {
    const options = { ...(await readOnlyOptions(started, 60)), seed: 1, allowUnsafeMethods: true };
    const { rules } = await judgeUnmeasured(options);
    return (id) => {
      const found = rules.find((rule) => rule.id === id);
      return found === undefined ? {} : { outcome: found.outcome, ...(found.reason && { reason: found.reason }) };
    };
  } finally {
    await started.close();
  }
}

const unproven = { outcome: "inconclusive", reason: "drift" };

describe("pages that share no session, as so many have begun in between, prove nothing", () => {
  const faulty: readonly (readonly [rule: string, fault: string, Endpoint: EndpointClass])[] = [
    ["http.unknown-parameters", "an unknown parameter turns the page", UnknownParameterTurnsThePage],
    ["pagination.blank-token-is-first-page", "a blank token gives the second page", BlankTokenIsTheSecondPage],
    ["http.safe", "every second read turns the page", EverySecondReadTurnsThePage],
    ["http.concurrent", "requests at the same time get a later page", TogetherIsFurtherDown],
    ["http.other-methods", "a DELETE that is refused deletes the newest", RefusedDeleteDeletesTheNewest],
  ];

  test.for(faulty)("%s does not pass where %s", async ([rule, , Endpoint]) => {
    expect((await outcomesOn(flooded(Endpoint)))(rule)).toEqual(unproven);
  });

  test("a server that keeps the contract fails nothing by it", async () => {
    const outcomeOf = await outcomesOn(flooded(ListEndpoint));
    for (const [rule] of faulty) expect(outcomeOf(rule)).toEqual(unproven);
  });
});

describe("sessions that stood on the list when the run began have not begun since", () => {
  const faulty: readonly (readonly [rule: string, fault: string, Endpoint: EndpointClass])[] = [
    ["pagination.token-replays", "a token that is used again gives the first page", TokenAgainIsTheFirstPage],
    [
      "pagination.token-replays",
      "a token that is used again repeats the last session of the page before",
      TokenAgainRepeatsItsAnchor,
    ],
    ["pagination.token-survives-encoding", "a percent-encoded token gives the first page", EncodedTokenIsTheFirstPage],
    ["pagination.token-any-instance", "a token of another instance gives the first page", TokenElsewhereIsTheFirstPage],
  ];

  test.for(faulty)("%s fails where %s", async ([rule, , Endpoint]) => {
    expect((await outcomesOn(Endpoint, 2))(rule)).toEqual({ outcome: "failed" });
  });
});
