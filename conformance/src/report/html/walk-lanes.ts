import { nameInstant } from "../../findings/naming.ts";
import { wantedAt } from "../../findings/wanted-items.ts";
import type { Wanted } from "../../findings/whole-walk.ts";
import { reference } from "../../questions/walks.ts";
import { type DataChange, dataChangesIn } from "../../reading/data-changes.ts";
import { type ItemReading, readPage } from "../../reading/page-reading.ts";
import type { Instant } from "../../reading/rfc3339.ts";
import type { View } from "../../reading/view.ts";
import { placedItems, type Walk } from "../../reading/walks.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { ReportFailure } from "../report.ts";

/** A page of a lane: one column of the picture. */
export interface LanePage {
  readonly exchange: Exchange;
  readonly items: readonly ItemReading[];
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
  /** What the suite inserted, changed and deleted while the walk was under way. */
  readonly changes: readonly LaneChange[];
}

/** A session that the suite changed between two pages of a walk. */
export interface LaneChange {
  readonly id: string;
  readonly createdAt: Instant | undefined;
  readonly kind: DataChange["kind"];
  /** Position of the page before, from 0. */
  readonly page: number;
  /** What was asked for. */
  readonly details: string;
}

const MAX_LANES = 3;

/** The lanes that show a failure; none when its exchanges are not pages that could be compared. */
export function lanesOf(view: View, failure: Pick<ReportFailure, "exchanges">): Lane[] {
  const exchanges = failure.exchanges.flatMap(
    (id) => view.recording.exchanges.find((exchange) => exchange.id === id) ?? [],
  );
  const ids = [...new Set(exchanges.flatMap(({ purpose }) => purpose.walkId ?? []))];
  const walks = ids.flatMap((id) => view.walks.find(({ purpose }) => purpose.walkId === id) ?? []);
  if (walks.length > 0) return walks.slice(0, MAX_LANES).map((walk) => laneOfWalk(view, walk));
  return lanesOfAnswers(exchanges);
}

function laneOfWalk(view: View, walk: Walk): Lane {
  const start = walk.pages[0]?.exchange.id ?? 0;
  const changes = changesDuring(view, walk);
  const deleted = new Set(changes.filter(({ kind }) => kind === "deleted").map(({ id }) => id));
  const wanted = view.known ? wantedAt(view, walk.collection, start) : referenceSessions(view, walk);
  return {
    name: walk.name,
    pages: walk.pages,
    wanted: wanted?.filter(({ id }) => !deleted.has(id)),
    isAllKnown: view.known !== undefined,
    isComplete: walk.isComplete,
    changes,
  };
}

/** Read-only: the first walk in the largest pages stands for the data. */
function referenceSessions(view: View, walk: Walk): Wanted[] | undefined {
  const first = view.walksOf(reference).find(({ collection }) => collection === walk.collection);
  if (!first || first.brokenOff || first === walk) return undefined;
  return wantedOf(placedItems(first));
}

function wantedOf(items: readonly ItemReading[]): Wanted[] {
  return items.flatMap(({ id, sortTime }) =>
    id === undefined ? [] : [{ id, createdAt: sortTime ? nameInstant(sortTime) : "" }],
  );
}

/** What the provisioner acknowledged between the first page of a walk and its last. */
function changesDuring({ recording, known }: View, { collection, pages, brokenOff }: Walk): LaneChange[] {
  const ids = [...pages.map(({ exchange }) => exchange.id), ...(brokenOff ? [brokenOff.id] : [])];
  return dataChangesIn(recording.exchanges)
    .filter((change) => change.collection === collection)
    .flatMap(({ exchange, kind, session: id, details }) => {
      const next = ids.findIndex((page) => page > exchange);
      // Just after it, where it was inserted; what was deleted is known just before.
      const at = kind === "deleted" ? exchange : exchange + 1;
      const createdAt = known?.sessionAt(collection, at, id)?.createdAt;
      return next < 1 ? [] : [{ id, createdAt, kind, page: next - 1, details }];
    });
}

/** Single answers side by side: the first one says what the others must show. */
function lanesOfAnswers(exchanges: readonly Exchange[]): Lane[] {
  const answers = exchanges.flatMap((exchange) => {
    const page = readPage(exchange);
    return "unreadable" in page ? [] : [{ exchange, items: page.items }];
  });
  const first = answers[0];
  if (!first || answers.length < 2) return [];
  const wanted = wantedOf(first.items);
  return answers.slice(0, MAX_LANES).map((page) => ({
    name: page.exchange.purpose.probe ?? page.exchange.purpose.role,
    pages: [page],
    wanted,
    isAllKnown: true,
    isComplete: true,
    changes: [],
  }));
}
