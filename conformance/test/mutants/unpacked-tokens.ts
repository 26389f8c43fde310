import type { Exchange } from "../corpus/exchange.ts";
import { ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import { type Position, parseJson } from "../corpus/page-token.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

type Loose = Readonly<Record<string, unknown>>;

/** Tokens are base64url of a JSON object with names of its own; what is in one is believed as far as `read` believes it. */
abstract class ObjectTokens extends ListEndpoint {
  override encode({ createdAt, id }: Position, { entity }: ListQuery): string {
    return Buffer.from(JSON.stringify({ channel: entity.id, before: createdAt, last: id })).toString("base64url");
  }
  override decode(token: string, entityId: string): Position | undefined {
    const bytes = Buffer.from(token, "base64url");
    if (bytes.toString("base64url") !== token) return undefined;
    return this.read(parseJson(bytes.toString("utf8")), entityId);
  }
  abstract read(value: unknown, entityId: string): Position | undefined;
  /** Where everything has its type, and the entity is the right one. */
  strict(value: Loose, entityId: string): Position | undefined {
    const { channel, before, last } = value;
    if (channel !== entityId || typeof before !== "number" || !Number.isSafeInteger(before)) return undefined;
    return typeof last === "string" ? { createdAt: before, id: last } : undefined;
  }
}

const isObject = (value: unknown): value is Loose =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const everything: Position = { createdAt: Number.MAX_SAFE_INTEGER, id: "~" };

/** Faults that show when a token is unpacked, changed in shape, and packed again. */
export const unpackedTokenMutants: readonly Mutant[] = [
  mutant(
    "null-in-a-token-is-500",
    ["pagination.altered-token-contained"],
    "What JSON.parse gives is taken apart at once: of a token that says null nothing can be read, and that is a TypeError.",
    class extends ObjectTokens {
      read(value: unknown, entityId: string): Position | undefined {
        if (value === undefined) return undefined;
        return this.strict(value as Loose, entityId);
      }
    },
  ),
  mutant(
    "member-missing-from-a-token-is-500",
    ["pagination.altered-token-contained"],
    "Every member is used without a look: where one is missing, a method of undefined is called.",
    class extends ObjectTokens {
      read(value: unknown, entityId: string): Position | undefined {
        if (!isObject(value)) return undefined;
        for (const name of ["channel", "before", "last"]) (value[name] as string).toString();
        return this.strict(value, entityId);
      }
    },
  ),
  mutant(
    "member-of-another-type-is-500",
    ["pagination.altered-token-contained"],
    "A number where a text was: the driver refuses to bind it, and the exception is nobody's. A member that is missing is 400.",
    class extends ObjectTokens {
      read(value: unknown, entityId: string): Position | undefined {
        if (!isObject(value) || value["last"] === undefined || value["before"] === undefined) return undefined;
        if (typeof value["last"] !== "string" || typeof value["before"] !== "number") throw new TypeError("bind");
        return this.strict(value, entityId);
      }
    },
  ),
  mutant(
    "list-in-a-token-is-500",
    ["pagination.altered-token-contained"],
    "typeof [] is object, and so the check lets a list through to a reader of members that throws.",
    class extends ObjectTokens {
      read(value: unknown, entityId: string): Position | undefined {
        if (Array.isArray(value)) throw new TypeError("Cannot read properties of undefined");
        return isObject(value) ? this.strict(value, entityId) : undefined;
      }
    },
  ),
  mutant(
    "token-without-its-channel-lists-the-account",
    ["pagination.altered-token-contained"],
    "The condition on the channel is written only if the token has one: without that member the whole account is listed.",
    class extends ObjectTokens {
      read(value: unknown, entityId: string): Position | undefined {
        if (!isObject(value)) return undefined;
        if (Object.hasOwn(value, "channel")) return this.strict(value, entityId);
        const place = this.strict({ ...value, channel: entityId }, entityId) ?? everything;
        return { ...place, more: "account" };
      }
      override visible(query: ListQuery): StoredSession[] {
        if (query.after?.more !== "account") return super.visible(query);
        const own = [...this.data.entities.values()].filter(({ accountId }) => accountId === query.account.id);
        return own.flatMap(({ sessions }) => sessions);
      }
    },
  ),
  mutant(
    "empty-object-is-everybody-s-list",
    ["pagination.altered-token-contained"],
    "A token of {} is a filter without conditions: it finds the sessions of every channel there is.",
    class extends ObjectTokens {
      read(value: unknown, entityId: string): Position | undefined {
        if (!isObject(value)) return undefined;
        return Object.keys(value).length === 0 ? { ...everything, more: "all" } : this.strict(value, entityId);
      }
      override visible(query: ListQuery): StoredSession[] {
        if (query.after?.more !== "all") return super.visible(query);
        return [...this.data.entities.values()].flatMap(({ sessions }) => sessions);
      }
    },
  ),
  mutant(
    "piece-missing-from-a-text-token-is-500",
    ["pagination.altered-token-contained"],
    "The token is text with separators, packed as base64; it is split, and its third piece is parsed though there may be none.",
    class extends ListEndpoint {
      override encode({ createdAt, id }: Position, { entity }: ListQuery): string {
        return Buffer.from(`${entity.id}|${id}|${createdAt}`).toString("base64url");
      }
      override decode(token: string, entityId: string, _exchange: Exchange): Position | undefined {
        const bytes = Buffer.from(token, "base64url");
        if (bytes.toString("base64url") !== token || !bytes.includes("|")) return undefined;
        const [channel, id = "", time] = bytes.toString("utf8").split("|");
        const createdAt = (time as string).length > 12 ? Number.NaN : Number(time);
        return channel === entityId && Number.isSafeInteger(createdAt) ? { createdAt, id } : undefined;
      }
    },
  ),
];
