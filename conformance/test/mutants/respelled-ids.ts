import { at, behind } from "../corpus/layered.ts";
import { ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";
import type { Account, Entity, StoredSession } from "../corpus/memory-data.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

const segmentOf = (path: string): string => /live_entities\/([^/]*)/.exec(path)?.[1] ?? "";

/** Own ids that are spelled otherwise than they were given, and mean the same by RFC 3986 or RFC 9562. */
export const respelledIdMutants: readonly Mutant[] = [
  mutant(
    "segment-looked-up-as-it-came",
    ["errors.id-decoded"],
    "The router hands the segment on without decoding it: %61 for a is another id, and 404.",
    class extends ListEndpoint {
      override entityIdIn(path: string): string | undefined {
        return super.entityIdIn(path) === undefined ? undefined : segmentOf(path).toLowerCase();
      }
    },
  ),
  mutant(
    "escape-in-the-path-is-400",
    ["errors.id-decoded"],
    "The gateway's pattern for ids knows hexadecimal digits and hyphens, and it sees the path before it is decoded.",
    behind((exchange, inner) => {
      const segment = segmentOf(exchange.path);
      const hidden = /%(?:2d|3\d|[46][1-6])/i.test(segment);
      return inner(hidden ? at(exchange, "/v1/live_entities//live_sessions") : exchange);
    }),
  ),
  mutant(
    "capital-escapes-alone-are-decoded",
    ["errors.id-decoded"],
    "A decoder of its own looks for %2D and not for %2d.",
    class extends ListEndpoint {
      override entityIdIn(path: string): string | undefined {
        return super.entityIdIn(path.replace(/%(?=[0-9a-f]?[a-f])/g, "%25"));
      }
    },
  ),
  mutant(
    "capitals-find-the-entity-and-no-session",
    ["errors.id-respelled"],
    "The entity is looked up as a uuid, which has no case, and its sessions by the text of the path, which has: 200 and an empty list.",
    class extends ListEndpoint {
      readonly #asked = new WeakMap<object, string>();
      override async authorized(
        exchange: Parameters<ListEndpoint["authorized"]>[0],
        account: Account,
        id: string,
      ): ReturnType<ListEndpoint["authorized"]> {
        this.#asked.set(exchange, decodeURIComponent(segmentOf(exchange.path).replace(/%(?![0-9a-f]{2})/gi, "%25")));
        return super.authorized(exchange, account, id);
      }
      override visible(query: ListQuery): StoredSession[] {
        return super.visible(query).filter((row) => row.entityId === this.#asked.get(query.exchange));
      }
    },
  ),
  mutant(
    "capitals-lead-to-another-entity",
    ["errors.id-respelled"],
    "Ids outside the fast table go to a fallback that takes the account's first entity when nothing fits.",
    class extends ListEndpoint {
      override storedCase(id: string): string {
        return id;
      }
      override entityOf(account: Account, id: string): Entity | undefined {
        const found = super.entityOf(account, id, undefined);
        const isRespelled = found === undefined && this.data.entities.get(id.toLowerCase())?.accountId === account.id;
        return isRespelled
          ? [...this.data.entities.values()].find(
              (each) => each.accountId === account.id && each.id !== id.toLowerCase() && each.sessions.length > 0,
            )
          : found;
      }
    },
  ),
  mutant(
    "id-is-trimmed",
    ["errors.unknown-entity"],
    "The column is CHAR, or the collation pads: an id with a blank after it is the same id.",
    class extends ListEndpoint {
      override storedCase(id: string): string {
        return super.storedCase(id.replace(/ +$/, ""));
      }
    },
  ),
  mutant(
    "id-decoded-twice",
    ["errors.unknown-entity"],
    "A proxy decodes the path before it forwards it, and the framework decodes it again: `%2533` is 3.",
    class extends ListEndpoint {
      override storedCase(id: string): string {
        try {
          return super.storedCase(decodeURIComponent(id));
        } catch {
          return id;
        }
      }
    },
  ),
];
