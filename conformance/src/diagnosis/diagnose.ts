import type { View } from "../reading/view.ts";
import type { RuleResult } from "../verdict/judge-recording.ts";
import type { Cause, Suspicion } from "./cause.ts";
import { bytesBehindHead } from "./causes/bytes-behind-head.ts";
import { cachedAnswers } from "./causes/cached-answers.ts";
import { clockChange } from "./causes/clock-change.ts";
import { errorHandler } from "./causes/error-handler.ts";
import { everythingRefused } from "./causes/everything-refused.ts";
import { forbiddenForUnauthorized } from "./causes/forbidden-for-unauthorized.ts";
import { forgottenTokens } from "./causes/forgotten-tokens.ts";
import { keyAlone, keyAloneInclusive } from "./causes/key-alone.ts";
import { laggingReplica } from "./causes/lagging-replica.ts";
import { localTime } from "./causes/local-time.ts";
import { noTieBreaker } from "./causes/no-tie-breaker.ts";
import { offsetToken } from "./causes/offset-token.ts";
import { onlyServerErrors } from "./causes/only-server-errors.ts";
import { oppositeTieBreaker } from "./causes/opposite-tie-breaker.ts";
import { otherOrder } from "./causes/other-order.ts";
import { pageNumber } from "./causes/page-number.ts";
import { targetStopped } from "./causes/target-stopped.ts";
import { timeAlone } from "./causes/time-alone.ts";
import { timeAloneInclusive } from "./causes/time-alone-inclusive.ts";
import { unstableTies } from "./causes/unstable-ties.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { Symptoms } from "./symptoms.ts";

/**
 * Every cause that the suite knows, the widest first. Those of one group are rivals: what fits two of them equally is neither.
 */
const groups: readonly (readonly Cause[])[] = [
  [targetStopped],
  [everythingRefused],
  [onlyServerErrors],
  [pageNumber, offsetToken],
  [timeAlone, timeAloneInclusive, noTieBreaker, oppositeTieBreaker],
  [otherOrder],
  [clockChange, localTime],
  [cachedAnswers, laggingReplica],
  [forgottenTokens],
  [errorHandler],
  [forbiddenForUnauthorized],
  [bytesBehindHead],
];

/**
 * Those of any list, which is only read. That a position is an offset is none of them: while nothing changes it loses nothing, so that no
 * failure can come from it.
 */
const groupsOfLists: readonly (readonly Cause[])[] = [[pageNumber], [keyAlone, keyAloneInclusive], [unstableTies]];

/** From the pattern of failures to the cause: a pure function of a recording and what its rules found. */
export function diagnose(view: View, results: readonly RuleResult[]): Diagnosis[] {
  if (view.mode === "mock") return [];
  const symptoms = new Symptoms(view, results);
  const open = new Set(symptoms.failures.keys());
  const musts = new Set(results.filter(({ rule }) => rule.level === "MUST").map(({ rule }) => rule.id));
  const diagnoses: Diagnosis[] = [];
  for (const group of view.isLiveSessions ? groups : groupsOfLists) {
    const found = group.flatMap((cause) => {
      const suspicion = cause.find(symptoms);
      return suspicion ? [{ cause, suspicion }] : [];
    });
    const [only] = found;
    if (!only || found.length > 1) continue;
    const explains = explainedBy(only.suspicion, open);
    // A lawful server may do so, and be told by a SHOULD.
    if (!explains.some((rule) => musts.has(rule) || only.cause.isOfAdvice === true)) continue;
    for (const rule of explains) open.delete(rule);
    diagnoses.push({ id: only.cause.id, ...only.suspicion, explains });
  }
  return diagnoses;
}

function explainedBy({ explains }: Suspicion, open: ReadonlySet<string>): string[] {
  return [...open].filter((rule) => explains === "all" || explains.includes(rule));
}
