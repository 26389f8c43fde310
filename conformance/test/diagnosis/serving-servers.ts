import type { Exchange, Reply } from "../corpus/exchange.ts";
import { ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import { type CauseServer, causeServer } from "./cause-server.ts";

const firstOfApril = Date.UTC(2000, 2, 26, 1) / 1000;

/** True while Central Europe has summer time, told by the date alone: the hours of the change go wrong as in real servers. */
function isSummer(seconds: number): boolean {
  const date = new Date(seconds * 1000);
  const lastSunday = (month: number): number => {
    const last = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0));
    return Date.UTC(date.getUTCFullYear(), month, last.getUTCDate() - last.getUTCDay(), 1) / 1000;
  };
  return seconds >= lastSunday(2) && seconds < lastSunday(9) && seconds > firstOfApril;
}

const cacheMs = 60_000;

/** Servers that serve lists, each with one mistake that many rules see. */
export const servingServers: readonly CauseServer[] = [
  causeServer(
    "error-handler-makes-500",
    "error-handler",
    "Whatever validation throws has a status that the error handler does not know.",
    class extends ListEndpoint {
      override badRequest(): Reply {
        return this.error(500, "An unexpected error occurred on the server's end.");
      }
    },
  ),
  causeServer(
    "403-for-401",
    "forbidden-for-unauthorized",
    "The framework's permission classes answer 403 where no authentication names a scheme.",
    class extends ListEndpoint {
      override unauthorized(): Reply {
        return this.error(403, "Authentication credentials were not provided.");
      }
    },
  ),
  causeServer(
    "microcache",
    "cached-answers",
    "A proxy keeps each answer for some time, by URL and key.",
    class extends ListEndpoint {
      readonly #kept = new Map<string, { readonly reply: Reply; readonly until: number }>();

      override async handle(exchange: Exchange): Promise<Reply> {
        const key = `${exchange.method} ${exchange.target} ${exchange.headers.authorization ?? ""} ${exchange.headers["if-none-match"] ?? ""}`;
        const kept = this.#kept.get(key);
        if (kept && kept.until > Date.now()) return kept.reply;
        const reply = await super.handle(exchange);
        if (reply.status === 200) this.#kept.set(key, { reply, until: Date.now() + cacheMs });
        return reply;
      }
    },
  ),
  causeServer(
    "lagging-replica",
    "lagging-replica",
    "Lists are read from a replica that has a change only when it has been asked twice more.",
    class extends ListEndpoint {
      readonly #seen = new Map<string, { readonly rows: readonly StoredSession[]; reads: number; version: number }>();

      override visible(query: ListQuery): StoredSession[] {
        const now = super.visible(query).map((row) => ({ ...row }));
        const { id, version } = query.entity;
        const seen = this.#seen.get(id) ?? { rows: now, reads: 0, version };
        this.#seen.set(id, seen);
        if (seen.version === version) return [...seen.rows];
        seen.reads += 1;
        if (seen.reads > 2) this.#seen.set(id, { rows: now, reads: 0, version });
        return [...seen.rows];
      }
    },
  ),
  causeServer(
    "tokens-in-the-process",
    "forgotten-tokens",
    "Tokens are keys of a map in the process, and the deployment has two.",
    class extends ListEndpoint {
      readonly #places = new Map<string, Position>();

      override encode(position: Position, query: ListQuery): string {
        const token = `${this.instance}${super.encode(position, query)}`;
        this.#places.set(`${query.entity.id} ${token}`, position);
        return token;
      }

      override decode(token: string, entityId: string): Position | undefined {
        return this.#places.get(`${entityId} ${token}`);
      }
    },
    { instances: 2 },
  ),
  causeServer(
    "an-hour-off-in-summer",
    "clock-change",
    "Times go through local time without summer: those of the summer come out an hour late.",
    class extends ListEndpoint {
      override timestamp(seconds: number): string {
        return super.timestamp(isSummer(seconds) ? seconds + 3600 : seconds);
      }
    },
  ),
  causeServer(
    "local-time-as-utc",
    "local-time",
    "A column without a zone is read in the server's zone and given out with Z.",
    class extends ListEndpoint {
      override timestamp(seconds: number): string {
        return super.timestamp(seconds + 7 * 3600);
      }
    },
  ),
];
