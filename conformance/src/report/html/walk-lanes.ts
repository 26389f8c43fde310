import { nameInstant } from "../../findings/naming.ts";
import { wantedAt } from "../../findings/wanted.ts";
import type { Wanted } from "../../findings/whole-walk.ts";
import { reference } from "../../questions/walks.ts";
import { readPage, type SessionReading } from "../../reading/page-reading.ts";
import type { View } from "../../reading/view.ts";
import { placedSessions, type Walk } from "../../reading/walks.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { ReportFailure } from "../report.ts";

/** A page of a lane: one column of the picture. */
export interface LanePage {
  readonly exchange: Exchange;
  readonly sessions: readonly SessionReading[];
}

/** A walk as it is drawn, or an answer that is compared with another: columns that belong together. */
export interface Lane {
  readonly name: string;
  readonly pages: readonly LanePage[];
  /** What the lane must show, newest first; undefined when nothing says. */
  readonly wanted: readonly Wanted[] | undefined;
  /** True when no other session can be in the list; somebody's own list may have grown since. */
  readonly isAllKnown: boolean;
  /** False when the walk did not come to its end: sessions that it did not reach are not lost. */
  readonly isComplete: boolean;
  /** Sessions that the suite created while the walk was under way, by the position of the page before. */
  readonly created: ReadonlyMap<string, number>;
  /** The same for sessions that it deleted. */
  readonly deleted: ReadonlyMap<string, number>;
}

const mostLanes = 3;

/** The lanes that show a failure; none when its exchanges are no pages that could be compared. */
export function lanesOf(view: View, failure: Pick<ReportFailure, "exchanges">): Lane[] {
  const exchanges = failure.exchanges.flatMap(
    (id) => view.recording.exchanges.find((exchange) => exchange.id === id) ?? [],
  );
  const ids = [...new Set(exchanges.flatMap(({ purpose }) => purpose.walkId ?? []))];
  const walks = ids.flatMap((id) => view.walks.find(({ purpose }) => purpose.walkId === id) ?? []);
  if (walks.length > 0) return walks.slice(0, mostLanes).map((walk) => laneOfWalk(view, walk));
  return lanesOfAnswers(exchanges);
}

function laneOfWalk(view: View, walk: Walk): Lane {
  const start = walk.pages[0]?.exchange.id ?? 0;
  const end = walk.pages.at(-1)?.exchange.id ?? start;
  const changes = changesDuring(view, walk, start, end);
  const wanted = view.known ? wantedAt(view, walk.entity, start) : referenceSessions(view, walk);
  return {
    name: walk.name,
    pages: walk.pages,
    wanted: wanted?.filter(({ id }) => !changes.deleted.has(id)),
    isAllKnown: view.known !== undefined,
    isComplete: walk.isComplete,
    ...changes,
  };
}

/** Read-only: the first walk in the largest pages stands for the data. */
function referenceSessions(view: View, walk: Walk): Wanted[] | undefined {
  const first = view.walksOf(reference).find(({ entity }) => entity === walk.entity);
  if (!first || first.brokenOff || first === walk) return undefined;
  return wantedOf(placedSessions(first));
}

function wantedOf(sessions: readonly SessionReading[]): Wanted[] {
  return sessions.flatMap(({ id, createdAt }) =>
    id === undefined ? [] : [{ id, createdAt: createdAt ? nameInstant(createdAt) : "" }],
  );
}

/** What the provisioner acknowledged between the first and the last page of a walk. */
function changesDuring(view: View, walk: Walk, start: number, end: number): Pick<Lane, "created" | "deleted"> {
  const idsAt = (exchange: number): Set<string> =>
    new Set(view.known?.sessionsAt(walk.entity, exchange).map(({ id }) => id));
  const created = new Map<string, number>();
  const deleted = new Map<string, number>();
  let before = idsAt(start);
  for (const [index, page] of walk.pages.entries()) {
    if (page.exchange.id > end) break;
    const now = idsAt(page.exchange.id);
    for (const id of now) if (!before.has(id)) created.set(id, index - 1);
    for (const id of before) if (!now.has(id)) deleted.set(id, index - 1);
    before = now;
  }
  return { created, deleted };
}

/** Single answers side by side: the first one says what the others must show. */
function lanesOfAnswers(exchanges: readonly Exchange[]): Lane[] {
  const answers = exchanges.flatMap((exchange) => {
    const page = readPage(exchange);
    return "fault" in page ? [] : [{ exchange, sessions: page.sessions }];
  });
  const first = answers[0];
  if (!first || answers.length < 2) return [];
  const wanted = wantedOf(first.sessions);
  return answers.slice(0, mostLanes).map((page) => ({
    name: page.exchange.purpose.probe ?? page.exchange.purpose.role,
    pages: [page],
    wanted,
    isAllKnown: true,
    isComplete: true,
    created: new Map(),
    deleted: new Map(),
  }));
}
