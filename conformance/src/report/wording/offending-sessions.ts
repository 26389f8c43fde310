import { isObject } from "../../profile/json-pointer.ts";
import { MEMBERS } from "../../profile/live-sessions/members.ts";
import { isOfTheProvisioner } from "../../questions/provisioning.ts";
import { comparableId } from "../../reading/comparable-id.ts";
import { type ItemReading, readBody, readPage } from "../../reading/page-reading.ts";
import { valueText } from "../../reading/value-text.ts";
import type { Report, ReportExchange, ReportFailure } from "../report.ts";
import { shortText } from "../short-text.ts";

const MAX_TIME = 200;

/** A session that a failure is about. */
export interface OffendingSession {
  readonly id: string;
  readonly createdAt: string;
  /** Where it was seen: `exchange 12 /data/3`, or that it was not. */
  readonly seen: string;
}

/** The sessions of a failure, with when they were created and where they were seen. */
export function offendingSessions(report: Report, failure: ReportFailure): OffendingSession[] {
  const named = report.exchanges.filter(({ id }) => failure.exchanges.includes(id));
  return failure.sessions.filter((id) => id !== "").map((id) => find(id, named, report.exchanges));
}

function find(id: string, named: readonly ReportExchange[], all: readonly ReportExchange[]): OffendingSession {
  const seen = placeOf(id, named);
  const elsewhere = seen ?? placeOf(id, all) ?? acknowledged(id, all);
  if (!elsewhere) return { id, createdAt: "unknown", seen: "in no answer" };
  return seen ?? { ...elsewhere, seen: `not in these exchanges; ${elsewhere.seen}` };
}

function placeOf(id: string, exchanges: readonly ReportExchange[]): OffendingSession | undefined {
  for (const exchange of exchanges) {
    const page = readPage(exchange);
    const item = "unreadable" in page ? undefined : page.items.find((candidate) => candidate.id === id);
    if (item)
      return {
        id,
        createdAt: shortText(sortKeyOf(exchange, item), MAX_TIME),
        seen: `exchange ${exchange.id} ${item.pointer}`,
      };
  }
  return undefined;
}

function sortKeyOf({ list }: ReportExchange, { sortText, sortValue }: ItemReading): string {
  return list ? (sortText ?? "not declared") : sortValue;
}

// What the provisioner acknowledged: the scenario, or a session that was inserted.
function acknowledged(id: string, exchanges: readonly ReportExchange[]): OffendingSession | undefined {
  for (const exchange of exchanges.filter(({ purpose }) => isOfTheProvisioner(purpose))) {
    if (exchange.response?.body.text.toLowerCase().includes(id.toLowerCase()) !== true) continue;
    const found = within(readBody(exchange.response.body).json, id);
    if (found)
      return {
        id,
        createdAt: shortText(valueText(found[MEMBERS.createdAt]), MAX_TIME),
        seen: `known from exchange ${exchange.id}`,
      };
  }
  return undefined;
}

function within(value: unknown, id: string): Readonly<Record<string, unknown>> | undefined {
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = within(item, id);
      if (found) return found;
    }
    return undefined;
  }
  if (!isObject(value)) return undefined;
  return isIdOf(value, id) && MEMBERS.createdAt in value ? value : within(Object.values(value), id);
}

function isIdOf(value: Readonly<Record<string, unknown>>, id: string): boolean {
  return typeof value["id"] === "string" && comparableId(value["id"]) === id;
}
