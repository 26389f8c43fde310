import { setTimeout as sleep } from "node:timers/promises";
import { type Exchange, jsonReply, type Reply } from "../corpus/exchange.ts";
import { behind, internalError } from "../corpus/layered.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

const badLine: Reply = jsonReply(400, { message: "This is not a request line.", error_type: "invalid_request_error" });

const isBrokenOff = ({ connection }: Exchange): boolean => (connection as { destroyed?: boolean }).destroyed === true;
const turnsToBreakOff = 5;

/**
 * So long that what was sent before has arrived. Client and server share a process, and a single timer may fire before a socket is
 * read where both had to wait for a processor; several timers one after the other let the sockets have their turn between them.
 */
async function turns(count: number, milliseconds: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await sleep(milliseconds);
}

/** Whether the client goes away while its answer is made; told as soon as it is seen, before the requests after it are over. */
async function breaksOff(exchange: Exchange): Promise<boolean> {
  for (let turn = 0; turn < turnsToBreakOff && !isBrokenOff(exchange); turn += 1) await turns(1, 1);
  return isBrokenOff(exchange);
}

/** Holds a connection of the pool as long as it takes a crowd to come together; one that stays alone, for a moment. */
async function holdInACrowd(busy: () => number): Promise<void> {
  await turns(2, 1);
  if (busy() > 1) await turns(16, 5);
}

/** Faults that one request leaves behind for another, on its connection or in what all requests share. */
export const sharedConnectionMutants: readonly Mutant[] = [
  mutant(
    "refused-body-is-the-next-request",
    ["http.concurrent"],
    "A refused POST is answered before its body is read, and the connection stays open: the body's bytes are taken for the next request line.",
    (() => {
      const unread = new WeakSet<object>();
      return behind(async (exchange, inner) => {
        if (unread.delete(exchange.connection)) return badLine;
        if (exchange.body !== "" && exchange.method !== "GET") unread.add(exchange.connection);
        return inner(exchange);
      });
    })(),
  ),
  mutant(
    "refused-post-answers-twice",
    ["http.concurrent"],
    "Two handlers answer a refused POST; the second answer waits on the connection, and is the next request's.",
    (() => {
      const late = new WeakMap<object, Reply>();
      return behind(async (exchange, inner) => {
        const left = late.get(exchange.connection);
        late.delete(exchange.connection);
        const reply = left ?? (await inner(exchange));
        if (exchange.method === "POST") late.set(exchange.connection, reply);
        return reply;
      });
    })(),
  ),
  mutant(
    "broken-off-request-answers-another",
    ["http.concurrent"],
    "The answer of a client that went away stays in the worker's slot, and the next client gets it.",
    behind(async (exchange, inner, data) => {
      const left = data.shared.get("slot") as Reply | undefined;
      if (left !== undefined) {
        data.shared.delete("slot");
        return left;
      }
      const reply = await inner(exchange);
      if (await breaksOff(exchange)) data.shared.set("slot", reply);
      return reply;
    }),
  ),
  mutant(
    "broken-off-request-keeps-its-transaction",
    ["http.concurrent"],
    "A client that goes away leaves its transaction open; the next request on that database connection is refused: 500.",
    behind(async (exchange, inner, data) => {
      if (data.shared.delete("open")) return internalError;
      const reply = await inner(exchange);
      if (await breaksOff(exchange)) data.shared.set("open", true);
      return reply;
    }),
  ),
  mutant(
    "ninth-at-once-gets-nothing",
    ["http.concurrent"],
    "The pool has eight connections, and the reader takes `no connection` for `no rows`: the ninth request at a time gets an empty list.",
    behind(async (exchange, inner, data) => {
      const busy = Number(data.shared.get("busy") ?? 0) + 1;
      data.shared.set("busy", busy);
      try {
        const reply = await inner(exchange);
        await holdInACrowd(() => Number(data.shared.get("busy")));
        return busy > 8 && reply.status === 200
          ? jsonReply(200, { data: [], next_page_token: "" }, { "cache-control": "no-store" })
          : reply;
      } finally {
        data.shared.set("busy", Number(data.shared.get("busy")) - 1);
      }
    }),
  ),
  mutant(
    "tenth-at-once-is-500",
    ["http.concurrent"],
    "Too many clients already: the tenth connection to the database is refused, and that is a bare 500.",
    behind(async (exchange, inner, data) => {
      const busy = Number(data.shared.get("busy") ?? 0) + 1;
      data.shared.set("busy", busy);
      try {
        await holdInACrowd(() => Number(data.shared.get("busy")));
        return busy > 9 ? internalError : await inner(exchange);
      } finally {
        data.shared.set("busy", Number(data.shared.get("busy")) - 1);
      }
    }),
  ),
];
