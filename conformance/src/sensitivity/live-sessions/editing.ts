import { bodyOfPage, readPage } from "../../reading/page-reading.ts";
import type { View } from "../../reading/view.ts";
import type { Walk, WalkPage } from "../../reading/walks.ts";
import type { Exchange, RecordedResponse } from "../../recording/exchange.ts";
import type { Planting } from "./planted-fault.ts";

/** A page's members, which may be changed; its sessions may be moved and replaced, but stay what they are. */
export interface EditablePage {
  data: Readonly<Record<string, unknown>>[];
  next_page_token?: unknown;
  [member: string]: unknown;
}

/** The exchange with another page, its members edited in place. */
export function editPage(exchange: Exchange, edit: (page: EditablePage) => void): Exchange {
  const page = pageOf(exchange);
  edit(page);
  return respond(exchange, (response) => ({ ...response, body: bodyOfPage(page) }));
}

/** A page's body, to be changed. The exchange must be one that was read as a page. */
export function pageOf(exchange: Exchange): EditablePage {
  const page = readPage(exchange);
  if ("unreadable" in page) throw new Error(page.unreadable);
  return { ...page.json, data: page.items.map(({ members }) => members) };
}

/** The exchange with another body text. */
export function withText(exchange: Exchange, text: string): Exchange {
  const bytes = Buffer.byteLength(text);
  return respond(exchange, (response) => ({ ...response, body: { encoding: "utf8", text, bytes, truncated: false } }));
}

/** The exchange with another status. */
export function withStatus(exchange: Exchange, status: number): Exchange {
  return respond(exchange, (response) => ({ ...response, status }));
}

/** The exchange with a header set to another value, or taken out. */
export function withHeader(exchange: Exchange, name: string, value: string | undefined): Exchange {
  return respond(exchange, (response) => {
    const others = response.headers.filter(([header]) => header !== name);
    return { ...response, headers: value === undefined ? others : [...others, [name, value] as const] };
  });
}

/** The exchange with the answer of another. */
export function withAnswerOf(exchange: Exchange, other: Exchange): Exchange {
  const { response } = other;
  return response ? { ...exchange, response } : exchange;
}

/** A planting of some exchanges. */
export function planting(...exchanges: readonly Exchange[]): Planting {
  return new Map(exchanges.map((exchange) => [exchange.id, exchange]));
}

/** Every one of these exchanges, changed; a sentence when there is none. */
export function changeAll(
  exchanges: readonly Exchange[],
  change: (exchange: Exchange) => Exchange,
  nothing: string,
): Planting | string {
  return exchanges.length === 0 ? nothing : planting(...exchanges.map(change));
}

/** The first of these exchanges, changed; a sentence when there is none. */
export function changeFirst(
  exchanges: readonly (Exchange | undefined)[],
  change: (exchange: Exchange) => Exchange,
  nothing: string,
): Planting | string {
  const first = exchanges.find((exchange) => exchange !== undefined);
  return first ? planting(change(first)) : nothing;
}

/** Two pages of a walk, one after the other. */
export interface Boundary {
  readonly walk: Walk;
  readonly before: WalkPage;
  readonly after: WalkPage;
}

/** Every page boundary of every whole walk, and of windows too. */
export function boundariesOf(view: View): Boundary[] {
  return view.undisturbedWalks.flatMap((walk) =>
    walk.pages.flatMap((before, index) => {
      const after = walk.pages[index + 1];
      return after && before.items.length > 0 && after.items.length > 0 ? [{ walk, before, after }] : [];
    }),
  );
}

/** Boundaries inside a group of equal created_at. */
export function tiedBoundariesOf(view: View): Boundary[] {
  return boundariesOf(view).filter(isInsideOfSecond);
}

/** True where sessions of one second stand on both sides of a page boundary. */
export function isInsideOfSecond({ before, after }: Boundary): boolean {
  const [last, next] = [before.items.at(-1)?.sortTime, after.items[0]?.sortTime];
  return last !== undefined && next !== undefined && last.seconds === next.seconds;
}

/** The walk without what follows a boundary in its second: a cursor by that second alone skips it, and pages that hold nothing else. */
export function withoutRestOfSecond({ walk, before }: Boundary): Planting {
  const later = walk.pages.slice(walk.pages.indexOf(before) + 1);
  const second = before.items.at(-1)?.sortTime?.seconds;
  return new Map(
    later.flatMap((page) => {
      const kept = page.items.filter(({ sortTime }) => sortTime?.seconds !== second);
      if (kept.length === page.items.length) return [];
      const isLeftOut = kept.length === 0 && page !== later.at(-1);
      const { exchange } = page;
      const edited = editPage(exchange, (one) => {
        one.data = kept.map(({ members }) => members);
      });
      return [[exchange.id, isLeftOut ? undefined : edited] as const];
    }),
  );
}

/** Pages of a collection that hold sessions, those of walks first. */
export function listedPages(view: View): Exchange[] {
  const all = view.pages.filter(
    ({ items, exchange }) => items.length > 0 && exchange.purpose.collection === "populated",
  );
  const isWalk = (exchange: Exchange): boolean => exchange.purpose.walkId !== undefined;
  return all.map(({ exchange }) => exchange).sort((a, b) => Number(isWalk(b)) - Number(isWalk(a)));
}

function respond(exchange: Exchange, change: (response: RecordedResponse) => RecordedResponse): Exchange {
  return exchange.response ? { ...exchange, response: change(exchange.response) } : exchange;
}
