import { isObject } from "../profile/json-pointer.ts";
import { membersOf, parsedJson } from "../profile/lenient-json.ts";
import { MEMBERS } from "../profile/live-sessions/members.ts";
import { provisionerRequestOf } from "../questions/provisioning.ts";
import type { Exchange, Purpose } from "../recording/exchange.ts";
import { comparableId } from "./comparable-id.ts";
import { readBody } from "./page-reading.ts";
import { valueText } from "./value-text.ts";

/** A session that the suite inserted, changed or deleted through the provisioner, as that acknowledged it. */
export interface DataChange {
  /** Id of the exchange that did it. */
  readonly exchange: number;
  readonly collection: string;
  readonly kind: "inserted" | "changed" | "deleted";
  /** Id of the session. */
  readonly session: string;
  /** What was asked for, each member with its value; `""` where nothing was. */
  readonly details: string;
}

/** As much of an exchange as tells what was changed by it. */
export type ChangingExchange = Pick<Exchange, "id" | "request" | "response"> & {
  readonly purpose: Pick<Purpose, "experiment" | "role" | "collection" | "session">;
};

/** What was changed during a run, in the order of its exchanges; the scenario that it began with is not a change. */
export function dataChangesIn(exchanges: readonly ChangingExchange[]): DataChange[] {
  return exchanges.flatMap((exchange) => changeOf(exchange) ?? []);
}

function changeOf(exchange: ChangingExchange): DataChange | undefined {
  const { id, purpose, request, response } = exchange;
  const { collection, session } = purpose;
  if (collection === undefined || response === undefined || response.status < 200 || response.status > 299)
    return undefined;
  const asked = membersOf(parsedJson(request.body));
  switch (provisionerRequestOf(purpose)) {
    case "insert": {
      const made = readBody(response.body).json;
      if (!isObject(made)) return undefined;
      const inserted = { [MEMBERS.createdAt]: made[MEMBERS.createdAt], ...asked };
      return changeTo(id, collection, "inserted", valueText(made["id"]), detailsOf(inserted));
    }
    case "update":
      return session === undefined ? undefined : changeTo(id, collection, "changed", session, detailsOf(asked));
    case "delete":
      return session === undefined ? undefined : changeTo(id, collection, "deleted", session, "");
    default:
      return undefined;
  }
}

function changeTo(
  exchange: number,
  collection: string,
  kind: DataChange["kind"],
  session: string,
  details: string,
): DataChange {
  return { exchange, collection, kind, session: comparableId(session), details };
}

/** The members that a list shows and orders by; a stream key is a credential. */
const told: readonly string[] = [MEMBERS.createdAt, MEMBERS.updatedAt, MEMBERS.duration];

function detailsOf(members: Readonly<Record<string, unknown>>): string {
  return told
    .filter((name) => members[name] !== undefined)
    .map((name) => `${name} ${valueText(members[name])}`)
    .join(", ");
}
