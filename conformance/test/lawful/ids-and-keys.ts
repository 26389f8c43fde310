import type { NewSession } from "../corpus/backend.ts";
import type { EndpointClass, ListQuery } from "../corpus/list-endpoint.ts";
import { type Account, MemoryData, type StoredSession } from "../corpus/memory-data.ts";
import { type Difference, difference } from "./difference.ts";

const same = (Base: EndpointClass): EndpointClass => Base;

/** Counts ids by kind; other ids than UUIDs are made of that. */
abstract class CountedIds extends MemoryData {
  readonly counts: Map<string, number> = new Map();
  override newId(kind: string): string {
    this.serial += 1;
    const count = this.counts.get(kind) ?? 0;
    this.counts.set(kind, count + 1);
    return this.idOf(kind, count);
  }
  abstract idOf(kind: string, count: number): string;
}

/** `chan0` and `CHAN0` are two live entities, and `s0` and `S0` two sessions. */
class CasePairs extends CountedIds {
  idOf(kind: string, count: number): string {
    const id = `${kind === "entity" ? "chan" : kind.slice(0, 1)}${Math.floor(count / 2)}`;
    return count % 2 === 0 ? id : id.toUpperCase();
  }
}

/** One letter for an entity, at most two, and the same letters for sessions. */
class ShortestIds extends CountedIds {
  idOf(_kind: string, count: number): string {
    const letter = String.fromCharCode(97 + (count % 26));
    return count < 26 ? letter : `${letter}${Math.floor(count / 26).toString(36)}`;
  }
}

/** Sessions are numbered within their entity: `1` is in every one of them. */
class NumbersWithinAnEntity extends MemoryData {
  override insert(entityId: string, session: NewSession): StoredSession | undefined {
    const entity = this.entities.get(entityId);
    const stored = super.insert(entityId, session);
    if (entity === undefined || stored === undefined) return undefined;
    const numbered = { ...stored, id: String(entity.sessions.length + entity.deleted.length) };
    entity.sessions[entity.sessions.length - 1] = numbered;
    return numbered;
  }
}

/** Gives a session for which no stream key is asked one of its own making. */
abstract class OwnStreamKeys extends MemoryData {
  override insert(entityId: string, session: NewSession): StoredSession | undefined {
    const stored = super.insert(entityId, session);
    const entity = this.entities.get(entityId);
    if (stored === undefined || entity === undefined || session.streamKey !== undefined) return stored;
    const keyed = { ...stored, streamKey: this.keyOf(stored) };
    entity.sessions[entity.sessions.length - 1] = keyed;
    return keyed;
  }
  abstract keyOf(session: StoredSession): string;
}

const words = ["page_size", "application", "data", "message", "id", "The", "api_error", "session", "json", "live"];

class WordsAsKeys extends OwnStreamKeys {
  keyOf({ serial }: StoredSession): string {
    return words[serial % words.length] ?? "";
  }
}

class EntityIdsAsKeys extends OwnStreamKeys {
  keyOf({ entityId }: StoredSession): string {
    return entityId;
  }
}

class SessionIdsAsKeys extends OwnStreamKeys {
  keyOf({ id }: StoredSession): string {
    return id;
  }
}

class DigitsAsKeys extends OwnStreamKeys {
  keyOf({ serial }: StoredSession): string {
    return String(serial % 10);
  }
}

/** Keys by number, as somebody makes them up for tests: the first is all zeros, each further one differs from it in its end. */
class NumberedKeys extends MemoryData {
  override createAccount(): Account {
    const { id } = super.createAccount();
    const authorization = `uap-${"0".repeat(32)}-0000000${this.accounts.size - 1}`;
    const account = { id, authorization };
    this.accounts.set(id, account);
    return account;
  }
}

/** Lawful differences in ids and stream keys: short ones, ordinary words, and ones that stand for two things. */
export const idAndKeyDifferences: readonly Difference[] = [
  difference("ids-in-case-pairs", [], "Each second entity has the id of the one before in capitals.", same, {
    Data: CasePairs,
  }),
  difference("ids-of-one-letter", [], "Entities and sessions have ids of one letter, at most of two.", same, {
    Data: ShortestIds,
  }),
  difference("session-ids-within-an-entity", [], "Sessions are numbered from 1 in each entity of its own.", same, {
    Data: NumbersWithinAnEntity,
  }),
  difference("stream-keys-that-are-words", [], "Stream keys are words that bodies and URLs consist of.", same, {
    Data: WordsAsKeys,
  }),
  difference("stream-keys-that-are-entity-ids", [], "A session's stream key is its entity's id.", same, {
    Data: EntityIdsAsKeys,
  }),
  difference("stream-keys-that-are-session-ids", [], "A session's stream key is its own id.", same, {
    Data: SessionIdsAsKeys,
  }),
  difference(
    "uuids-in-upper-case",
    [],
    "Every UUID of a list is in capitals, the ids of sessions too; the provisioner's are not.",
    (Base) =>
      class extends Base {
        override item(row: StoredSession, query: ListQuery): Readonly<Record<string, unknown>> {
          const item = super.item(row, query);
          return { ...item, id: row.id.toUpperCase(), entity_id: row.entityId.toUpperCase() };
        }
      },
  ),
  difference("numbered-keys", [], "API keys of tests are numbered from 0, and differ in their last character.", same, {
    Data: NumberedKeys,
  }),
  difference("stream-keys-of-one-digit", [], "Stream keys are single digits.", same, { Data: DigitsAsKeys }),
];
