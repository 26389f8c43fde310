import { readPage } from "../../reading/page-reading.ts";
import type { Exchange } from "../../recording/exchange.ts";
import { type EditablePage, editPage, planting } from "./editing.ts";
import type { Planting } from "./planted-fault.ts";

/** A session as a page shows it. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * The first session that fits, changed in every answer that lists it: a server's fault shows the same wherever it is read.
 *
 * @param change its members that are others; undefined takes one out
 * @param nothing what is said when none fits
 */
export function changeRow(
  pages: readonly Exchange[],
  fits: (row: Row) => boolean,
  change: (row: Row) => Row,
  nothing: string,
): Planting | string {
  const chosen = firstRow(pages, fits)?.["id"];
  if (chosen === undefined) return nothing;
  const listing = pages.filter((exchange) => firstRow([exchange], (row) => row["id"] === chosen));
  return planting(
    ...listing.map((exchange) =>
      editPage(exchange, (page) => replaceRow(page, chosen, (row) => withMembers(row, change(row)))),
    ),
  );
}

/** The first session of these pages that fits. */
function firstRow(pages: readonly Exchange[], fits: (row: Row) => boolean): Row | undefined {
  for (const exchange of pages) {
    const page = readPage(exchange);
    const session = "unreadable" in page ? undefined : page.items.find(({ members }) => fits(members));
    if (session) return session.members;
  }
  return undefined;
}

/** An instant an hour later, in whole seconds. */
export function anHourLater(text: string): string {
  return new Date(Date.parse(text) + 3_600_000).toISOString().replace(".000Z", "Z");
}

function replaceRow(page: EditablePage, id: unknown, change: (row: Row) => Row): void {
  page.data = page.data.map((row) => (row["id"] === id ? change(row) : row));
}

function withMembers(row: Row, others: Row): Row {
  return Object.fromEntries(Object.entries({ ...row, ...others }).filter(([, value]) => value !== undefined));
}
