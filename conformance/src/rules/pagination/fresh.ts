import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { differenceFrom, isSameTime } from "../../findings/live-sessions/known-values.ts";
import { nameInstant, nameItem } from "../../findings/naming.ts";
import { brokenOff } from "../../findings/whole-walk.ts";
import { MEMBERS } from "../../profile/live-sessions/members.ts";
import * as deletions from "../../questions/deletions.ts";
import * as insertions from "../../questions/insertions.ts";
import { isOfTheProvisioner } from "../../questions/provisioning.ts";
import type { Question } from "../../questions/question.ts";
import * as updates from "../../questions/updates.ts";
import { comparableId } from "../../reading/comparable-id.ts";
import type { KnownSession } from "../../reading/known-data.ts";
import { type ItemReading, type PageReading, readPage } from "../../reading/page-reading.ts";
import type { View } from "../../reading/view.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

const changed: readonly Question[] = [insertions.after, deletions.after, updates.after];

/** Clause pagination.fresh. */
export const rule: RuleDefinition = {
  modes: ["provisioned"],
  reads: changed,
  dependsOn: [
    "pagination.exactly-once",
    "representation.faithful",
    "ordering.newest-first",
    "ordering.in-progress-by-creation",
  ],
  explanation: {
    why: "A list that shows yesterday's state bills sessions that were deleted and forgets those that just ended.",
    probe:
      "The same first page is read before and after insertions, deletions and changes (and at every instance), then compared with what is known; an entity that was seen empty gets its first session, of this very moment; another one loses its only session.",
    example: "A session deleted a moment ago is still on the first page.",
    remedy: "Let no cache, in the process or before it, outlive a change; derive an ETag from what changes.",
  },
  judge(view) {
    if (!view.recording.capabilities.some((capability) => capability !== "fault")) {
      return {
        outcome: "not-applicable",
        reason: "capability",
        text: "the provisioner can neither insert nor update nor delete",
      };
    }
    const evidence = new Evidence();
    for (const question of changed) {
      for (const exchange of view.of(question)) {
        if (exchange.purpose.walkId !== undefined) continue;
        const status = evidence.statusOf(exchange);
        // To a tag from before, that is for http.conditional to judge.
        if (status === undefined || (status === 304 && "if-none-match" in exchange.request.headers)) continue;
        const page = readPage(exchange);
        if ("unreadable" in page) evidence.inconclusive("prerequisite", `a page could not be read: ${page.unreadable}`);
        else compareWithKnown(view, evidence, exchange.purpose.collection ?? "", [{ ...page, exchange }]);
      }
      for (const walk of view.walksOf(question)) {
        if (walk.pages.length === 0) continue;
        const off = brokenOff(walk, evidence);
        if (off) evidence.compare(off);
        else compareWithKnown(view, evidence, walk.collection, walk.pages);
      }
    }
    for (const failure of lostSessions(view)) evidence.compare(failure);
    return evidence.finding("nothing was read after a change");
  },
};

type ReadPage = PageReading & { readonly exchange: Exchange };

/** Compares the pages of a list, from its beginning, with what is known when the first was asked for. */
function compareWithKnown(view: View, evidence: Evidence, collection: string, pages: readonly ReadPage[]): void {
  const [first, last] = [pages[0], pages.at(-1)];
  if (!first || !last) return;
  // Pages may be short: one without sessions that another follows says nothing yet.
  const saysNothing = last.nextToken !== undefined && pages.every(({ items }) => items.length === 0);
  const known = view.known?.sessionsAt(collection, first.exchange.id) ?? [];
  if (!saysNothing) evidence.compare(differenceIn(pages, last, known));
}

function differenceIn(pages: readonly ReadPage[], last: ReadPage, known: readonly KnownSession[]): Failure | undefined {
  const byId = new Map(known.map((session) => [session.id, session]));
  const rows = pages.flatMap(({ items, exchange }) => items.map((item) => ({ session: item, exchange })));
  for (const [index, { session, exchange }] of rows.entries()) {
    const current = session.id === undefined ? undefined : byId.get(session.id);
    const failure = current
      ? (misplaced(session, known[index], exchange) ?? differenceFrom(current, session, exchange))
      : gone(session, exchange);
    if (failure) return failure;
  }
  const shouldFollow = last.nextToken === undefined ? known[rows.length] : undefined;
  return shouldFollow && notThere(shouldFollow, rows.length, last.exchange);
}

function gone(item: ItemReading, exchange: Exchange): Failure {
  return {
    message: `${nameItem(item)} is still listed after it was deleted.`,
    pointer: item.pointer,
    expected: "no such session",
    actual: nameItem(item),
    exchanges: [exchange.id],
    sessions: [item.id ?? ""],
  };
}

// Judged by the second: sessions of one second may stand in any order.
function misplaced(item: ItemReading, known: KnownSession | undefined, exchange: Exchange): Failure | undefined {
  if (!known || !item.sortTime || isSameTime(known.createdAt, item.sortTime)) return undefined;
  return {
    message: `${known.id} (${MEMBERS.createdAt} ${nameInstant(known.createdAt)}) is not in its place after a change; ${nameItem(item)} stands there.`,
    pointer: item.pointer,
    expected: `${known.id}, or another session of that second`,
    actual: nameItem(item),
    exchanges: [exchange.id],
    sessions: [known.id, item.id ?? ""],
  };
}

function notThere(known: KnownSession, listed: number, exchange: Exchange): Failure {
  return {
    message: `${known.id} (${MEMBERS.createdAt} ${nameInstant(known.createdAt)}) was acknowledged and is not listed.`,
    pointer: "/data",
    expected: `${listed + 1} sessions or more`,
    actual: `${listed} sessions, and no token`,
    exchanges: [exchange.id],
    sessions: [known.id],
  };
}

/** Sessions that were acknowledged, and were not there when the suite changed or deleted them. */
function lostSessions(view: View): Failure[] {
  return view.recording.exchanges.flatMap(({ id, purpose, request, response }): Failure[] => {
    const { collection = "", session } = purpose;
    const known = session === undefined ? undefined : view.known?.sessionAt(collection, id, comparableId(session));
    const isChange = isOfTheProvisioner(purpose) && (request.method === "PATCH" || request.method === "DELETE");
    if (!known || !isChange || response?.status !== 404) return [];
    return [
      {
        message: `${known.id} (${MEMBERS.createdAt} ${nameInstant(known.createdAt)}) was acknowledged, and is lost: ${request.method} of it is answered 404.`,
        pointer: "",
        expected: `status ${request.method === "PATCH" ? 200 : 204}`,
        actual: "status 404",
        exchanges: [id],
        sessions: [known.id],
        isOwn: true,
      },
    ];
  });
}
