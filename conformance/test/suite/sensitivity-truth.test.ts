import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../../src/report/report.ts";
import type { ConformanceOptions } from "../../src/running/options.ts";
import { runConformance } from "../../src/running/run-conformance.ts";
import type { CorpusServer } from "../corpus/server-under-test.ts";
import { correctServers } from "../correct/servers.ts";
import { mutants } from "../mutants/mutants.ts";
import { judgeUnmeasured, rulesThat, withStarted } from "./run-server.ts";

/** A planted fault, and a server that has it. */
const pairs: readonly (readonly [fault: string, mutant: string])[] = [
  ["tie-dropped", "keyset-time-only"],
  ["tie-repeated", "keyset-or-equal-without-anchor"],
  ["row-dropped", "token-of-the-extra-row"],
  ["page-repeated", "replay-with-other-size-repeats-first-size"],
  ["end-leads-to-the-start", "end-leads-to-the-start"],
  ["oldest-first", "oldest-first"],
  ["ties-swapped", "tie-order-depends-on-size"],
  ["in-progress-first", "in-progress-first"],
  ["in-progress-left-out", "in-progress-left-out"],
  ["duration-rounded", "duration-in-whole-seconds"],
  ["duration-in-milliseconds", "duration-in-milliseconds"],
  ["duration-as-text", "duration-as-text"],
  ["duration-zero-in-progress", "in-progress-is-zero"],
  ["stream-key-of-another", "latest-stream-key-for-all"],
  ["updated-at-is-created-at", "updated-at-is-created-at"],
  ["created-at-without-offset", "time-without-zone"],
  ["byte-order-mark", "byte-order-mark"],
  ["member-twice", "member-twice"],
  ["bad-token-is-page-one", "bad-token-is-page-one"],
  ["bad-token-is-500", "bad-token-is-500"],
  ["foreign-token-lists-its-entity", "token-decides-entity"],
  ["token-works-once", "token-works-once"],
  ["prefix-of-key-is-served", "key-prefix-accepted"],
  ["unknown-entity-is-empty", "unknown-entity-is-empty-list"],
  ["malformed-id-is-500", "malformed-id-is-500"],
  ["fault-is-empty-list", "fault-is-empty-list"],
  ["insertion-repeats-a-row", "offset-paging"],
  ["deleted-anchor-starts-again", "deleted-anchor-starts-again"],
  ["update-not-shown", "cached-until-count-changes"],
  ["post-is-200", "post-lists"],
];

/** The same of what few lists have, and of writes: every run says what it lacks for them. */
const pairsOfOddData: typeof pairs = [
  ["tie-longer-than-a-page-is-cut", "second-larger-than-a-page-is-skipped"],
  ["walk-ends-at-page-25", "twenty-pages-are-enough"],
  ["archive-left-out", "archive-asked-only-if-nothing-is-hot"],
  ["recent-left-out", "last-minute-left-out"],
  ["milliseconds-of-weeks-dropped", "durations-in-single-precision"],
  ["year-2038-overflows", "years-of-32-bits"],
  ["first-second-of-1970-is-none", "first-second-is-no-time"],
  ["repeated-hour-is-the-later-one", "repeated-hour-in-berlin"],
  ["odd-text-altered", "column-of-32"],
  ["nearly-equal-texts-are-one", "keys-kept-once-as-numbers"],
  ["text-of-digits-is-a-number", "digits-become-a-number"],
  ["quote-not-escaped", "quotes-escaped-by-hand"],
  ["own-time-is-local-time", "own-times-by-the-wall"],
  ["second-of-own-times-lost", "cursor-in-seconds-over-microseconds"],
  ["deletion-takes-its-second-along", "deletion-takes-its-twins"],
  ["insertion-behind-the-oldest-not-listed", "behind-the-oldest-is-nothing"],
  ["filled-list-stays-empty", "empty-list-cached"],
  ["insertion-replaces-that-of-its-second", "twin-of-the-newest-unseen"],
  ["emptied-list-stays-empty", "emptied-stays-empty"],
  ["going-on-keeps-its-duration", "session-never-goes-on"],
  ["end-at-0-is-none", "end-at-zero-is-no-end"],
];

type Judge = (options: ConformanceOptions) => Promise<Report>;

/** @param judge measures how good the run was, or leaves it where nobody looks at that */
type Run = (server: CorpusServer, judge: Judge) => Promise<Report>;

const runs: Readonly<Record<string, Run>> = {
  "everything provisioned": (server, judge) =>
    withStarted(server, ({ baseUrls, provisionerUrl }) =>
      judge({ baseUrl: baseUrls[0] ?? "", provisioner: provisionerUrl ?? "", seed: 7 }),
    ),
  // No two of one second, none in progress, whole durations: much that cannot be seen.
  "read-only, nine sessions far apart": (server, judge) =>
    withStarted(server, async ({ baseUrls, provisionerUrl }) => {
      const rows = Array.from({ length: 9 }, (_, day) => ({
        created_at: `2024-01-0${9 - day}T12:00:00Z`,
        duration: 60 + day,
      }));
      const body = JSON.stringify({
        accounts: ["owner"],
        live_entities: [{ name: "poor", account: "owner", live_sessions: rows }],
      });
      const headers = { "content-type": "application/json" };
      const made = await (await fetch(`${provisionerUrl}/scenarios`, { method: "POST", headers, body })).json();
      const { accounts, live_entities: entities } = made as {
        accounts: { owner: { authorization: string } };
        live_entities: { poor: { id: string } };
      };
      const { authorization } = accounts.owner;
      return judge({ baseUrl: baseUrls[0] ?? "", liveEntity: entities.poor.id, authorization, seed: 7 });
    }),
};

function sqlServer(): CorpusServer {
  const server = correctServers.find(({ name }) => name === "base");
  if (!server) throw new Error("the base server is gone");
  return server;
}

describe.each(Object.entries(runs))("what sensitivity claims of a run: %s", (_, run) => {
  let claimed: ReadonlyMap<string, string>;

  beforeAll(async () => {
    const { missed } = (await run(sqlServer(), runConformance)).sensitivity;
    claimed = new Map(missed.map(({ fault, why }) => [fault, why]));
  });

  afterAll(() => {
    claimed = new Map();
  });

  test("a fault of odd data, or of a write, is caught, or what the run lacks for it is named", () => {
    const reasons = pairsOfOddData.map(([fault]) => claimed.get(fault) ?? "no list");
    expect(reasons).toEqual(reasons.map(() => expect.stringMatching(/^no |did not pass or could not be judged$/)));
  });

  test.each([...pairs, ...pairsOfOddData])("%s is what happens to a server that has it, %s", async (fault, name) => {
    const mutant = mutants.find((candidate) => candidate.name === name);
    if (!mutant) throw new Error(`the mutant ${name} is gone`);
    const report = await run(mutant, judgeUnmeasured);
    const isCaught = rulesThat(report, "failed", "warned").length > 0;
    expect({ caught: isCaught, why: claimed.get(fault) }).toEqual({
      caught: !claimed.has(fault),
      why: claimed.get(fault),
    });
  });
});
