import { comparableId } from "../../reading/comparable-id.ts";
import { type DataChange, dataChangesIn } from "../../reading/data-changes.ts";
import type { Purpose } from "../../recording/exchange.ts";
import { collectionIn, purposeOf } from "../live-sessions/stored-purpose.ts";
import type { Report, ReportExchange, ReportFailure } from "../report.ts";
import { shortText } from "../short-text.ts";
import { exchangeLine } from "./exchange-line.ts";

/** An exchange of a failure in a line, or what the suite changed before it. */
export interface FailureExchange {
  readonly id: number;
  readonly text: string;
}

/** The exchanges of a failure in their order, with what the suite changed before and between them where it did so. */
export function failureExchanges(report: Report, failure: ReportFailure): FailureExchange[] {
  const named = failure.exchanges.flatMap((id) => report.exchanges.find((exchange) => exchange.id === id) ?? []);
  let changes = changesFor(report, failure, named);
  return named.flatMap((exchange) => {
    const before = changes.filter((change) => change.exchange < exchange.id);
    changes = changes.filter((change) => !before.includes(change));
    return [...changeLines(before), { id: exchange.id, text: exchangeLine(exchange, report.target.base_urls) }];
  });
}

const MAX_CHANGES = 10;
const MAX_DETAILS = 200;

function changeLines(changes: readonly DataChange[]): FailureExchange[] {
  const shown = changes.slice(-MAX_CHANGES);
  return shown.map((change, index) => {
    const earlier = index === 0 ? changes.length - shown.length : 0;
    return {
      id: change.exchange,
      text: earlier === 0 ? changeText(change) : `${changeText(change)} (${earlier} more changes before it)`,
    };
  });
}

/** A change in words: `the suite inserted 1a2b…, duration 3.5`. */
function changeText({ kind, session, details }: DataChange): string {
  return `the suite ${kind} ${shortText(session, MAX_DETAILS)}${details === "" ? "" : `, ${shortText(details, MAX_DETAILS)}`}`;
}

/**
 * What stands before or between the exchanges of a failure: changes since its walk began, between two of its answers, and to a
 * session that it names.
 */
function changesFor(report: Report, failure: ReportFailure, named: readonly ReportExchange[]): DataChange[] {
  const all = dataChangesIn(
    report.exchanges.map((exchange) => ({ ...exchange, purpose: purposeOf(exchange.purpose) })),
  );
  const sessions = new Set(failure.sessions.map(comparableId));
  const spans = named.flatMap((exchange, index) => {
    const before = named[index - 1];
    const collection = collectionIn(exchange.purpose);
    return [
      { collection, from: walkStart(report, exchange), to: exchange.id },
      ...(before ? [{ collection, from: before.id, to: exchange.id }] : []),
    ];
  });
  return all.filter(({ exchange, collection, session }) =>
    spans.some(
      (span) => span.collection === collection && exchange < span.to && (exchange > span.from || sessions.has(session)),
    ),
  );
}

function walkStart({ exchanges }: Report, exchange: ReportExchange): number {
  const { walkId, collection }: Purpose = purposeOf(exchange.purpose);
  if (walkId === undefined) return exchange.id;
  const isOfWalk = (other: ReportExchange): boolean => {
    const purpose = purposeOf(other.purpose);
    return purpose.walkId === walkId && purpose.collection === collection;
  };
  return exchanges.find(isOfWalk)?.id ?? exchange.id;
}
