import { readPage } from "../../reading/page-reading.ts";
import type { Report, ReportExchange, ReportFailure } from "../report.ts";

/** Where a failure's pointer points to: `/data/3 of exchange 12`. */
export function placeText(report: Report, failure: ReportFailure): string {
  const named = failure.exchanges.flatMap((id) => report.exchanges.find((exchange) => exchange.id === id) ?? []);
  const pointed = named.findLast((exchange) => holdsSession(exchange, failure)) ?? named.at(-1);
  const where = pointed === undefined ? "" : ` of exchange ${pointed.id}`;
  return failure.pointer === "" ? `the whole answer${where}` : `${failure.pointer}${where}`;
}

// A failure of several exchanges has one pointer: it belongs to the one that shows one of its sessions there.
function holdsSession(exchange: ReportExchange, { pointer, sessions }: ReportFailure): boolean {
  const page = readPage(exchange);
  if ("unreadable" in page) return false;
  const row = page.items.find((item) => pointer === item.pointer || pointer.startsWith(`${item.pointer}/`));
  return row?.id !== undefined && sessions.includes(row.id);
}
