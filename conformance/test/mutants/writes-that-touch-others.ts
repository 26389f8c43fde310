import type { NewSession, SessionChange } from "../corpus/backend.ts";
import { ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";
import { type Entity, MemoryData, type StoredSession } from "../corpus/memory-data.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

/** Told of each write after it, and may touch what it does not concern. */
abstract class Meddling extends MemoryData {
  override insert(entityId: string, session: NewSession): StoredSession | undefined {
    const made = super.insert(entityId, session);
    const entity = this.entities.get(entityId);
    if (entity !== undefined && made !== undefined && this.isLive(entity)) this.inserted(entity, made);
    return made;
  }
  override remove(entityId: string, sessionId: string): boolean {
    const isGone = super.remove(entityId, sessionId);
    const entity = this.entities.get(entityId);
    const gone = entity?.deleted.at(-1);
    if (isGone && entity !== undefined && gone !== undefined) this.removed(entity, gone);
    return isGone;
  }
  /** Sessions of a scenario come one after another; what is inserted later is a write of its own. */
  isLive(entity: Entity): boolean {
    return this.shared.has(`listed ${entity.id}`);
  }
  inserted(_entity: Entity, _made: StoredSession): void {}
  removed(_entity: Entity, _gone: StoredSession): void {}
}

/** Notes which entities have been listed. */
class Noting extends ListEndpoint {
  override visible(query: ListQuery): StoredSession[] {
    this.data.shared.set(`listed ${query.entity.id}`, true);
    return super.visible(query);
  }
}

function hidesInserted(isHidden: (made: StoredSession, entity: Entity) => boolean): new () => MemoryData {
  return class extends Meddling {
    override inserted(entity: Entity, made: StoredSession): void {
      const index = entity.sessions.indexOf(made);
      if (index >= 0 && isHidden(made, entity)) entity.sessions.splice(index, 1);
    }
  };
}

/** Writes after which another session than the one that was written is not what it was. */
export const writesThatTouchOthers: readonly Mutant[] = [
  mutant(
    "new-session-ends-the-one-in-progress",
    ["pagination.fresh"],
    "Sessions of an entity follow one another, so an insertion ends what is in progress: another session gets a duration that it has not.",
    Noting,
    {
      Data: class extends Meddling {
        override inserted(entity: Entity, made: StoredSession): void {
          entity.sessions.forEach((row, index) => {
            if (row.duration === undefined && row.id !== made.id)
              entity.sessions.splice(index, 1, { ...row, duration: 0 });
          });
        }
      },
    },
  ),
  mutant(
    "session-never-goes-on",
    ["pagination.fresh"],
    "`if (duration != null)`: a PATCH that says null leaves the duration as it was, though it is acknowledged.",
    ListEndpoint,
    {
      Data: class extends MemoryData {
        override update(entityId: string, sessionId: string, change: SessionChange): StoredSession | undefined {
          const acknowledged = super.update(entityId, sessionId, change);
          const entity = this.entities.get(entityId);
          const before = this.shared.get(`duration ${sessionId}`) as number | undefined;
          if (acknowledged === undefined || entity === undefined) return acknowledged;
          const isReopened = "duration" in change && change.duration === undefined && before !== undefined;
          if (acknowledged.duration !== undefined) this.shared.set(`duration ${sessionId}`, acknowledged.duration);
          if (isReopened)
            entity.sessions.splice(entity.sessions.indexOf(acknowledged), 1, { ...acknowledged, duration: before });
          return acknowledged;
        }
        override insert(entityId: string, session: NewSession): StoredSession | undefined {
          const made = super.insert(entityId, session);
          if (made?.duration !== undefined) this.shared.set(`duration ${made.id}`, made.duration);
          return made;
        }
      },
    },
  ),
  mutant(
    "end-at-zero-is-no-end",
    ["pagination.fresh"],
    "`if (change.duration)`: a session that ends after no time at all stays in progress; one that was made so is right.",
    ListEndpoint,
    {
      Data: class extends MemoryData {
        override update(entityId: string, sessionId: string, change: SessionChange): StoredSession | undefined {
          const after = super.update(entityId, sessionId, change);
          const entity = this.entities.get(entityId);
          if (change.duration !== 0 || after === undefined || entity === undefined) return after;
          entity.sessions.splice(entity.sessions.indexOf(after), 1, { ...after, duration: undefined });
          return after;
        }
      },
    },
  ),
  mutant(
    "second-of-a-deleted-one-is-taken",
    ["pagination.fresh"],
    "Soft deletion and a unique index on entity and second: an insertion into the second of a deleted session is a conflict, and is acknowledged all the same.",
    Noting,
    { Data: hidesInserted((made, { deleted }) => deleted.some(({ createdAt }) => createdAt === made.createdAt)) },
  ),
  mutant(
    "deleted-one-comes-back",
    ["pagination.fresh"],
    "An upsert finds the soft-deleted session of that second and takes the mark off it: both are listed.",
    Noting,
    {
      Data: class extends Meddling {
        override inserted(entity: Entity, made: StoredSession): void {
          const twin = entity.deleted.find(({ createdAt }) => createdAt === made.createdAt);
          if (twin !== undefined) entity.sessions.push(twin);
        }
      },
    },
  ),
  mutant(
    "emptied-stays-empty",
    ["pagination.fresh"],
    "An entity whose last session went is put on a list of empty ones, from which nothing takes it: what is inserted afterwards is not listed.",
    Noting,
    { Data: hidesInserted((_, { sessions, deleted }) => sessions.length === 1 && deleted.length > 0) },
  ),
  mutant(
    "behind-the-oldest-is-nothing",
    ["pagination.fresh"],
    "The oldest second of each entity is kept as the end of its list, and an import of an older session does not move it.",
    Noting,
    {
      Data: hidesInserted(
        (made, { sessions }) =>
          sessions.length > 1 && sessions.every((row) => row === made || row.createdAt > made.createdAt),
      ),
    },
  ),
  mutant(
    "deletion-takes-its-twins",
    ["pagination.delete-tolerant"],
    "DELETE … WHERE entity = ? AND created_at = ?: whatever shares the second goes along.",
    ListEndpoint,
    {
      Data: class extends Meddling {
        // Of one that went along, too, it is said that it has been deleted.
        override remove(entityId: string, sessionId: string): boolean {
          return super.remove(entityId, sessionId) || this.shared.has(sessionId);
        }
        override removed(entity: Entity, gone: StoredSession): void {
          for (const { id, createdAt } of entity.sessions) if (createdAt === gone.createdAt) this.shared.set(id, true);
          const rest = entity.sessions.filter(({ createdAt }) => createdAt !== gone.createdAt);
          entity.sessions.splice(0, entity.sessions.length, ...rest);
        }
      },
    },
  ),
  mutant(
    "deletion-takes-the-youngest-twin",
    ["pagination.delete-tolerant"],
    "DELETE … ORDER BY created_at LIMIT 1 after a look-up by second: inside a tie another session may be the one that goes.",
    ListEndpoint,
    {
      Data: class extends Meddling {
        override removed(entity: Entity, gone: StoredSession): void {
          const twin = entity.sessions.findLastIndex(({ createdAt }) => createdAt === gone.createdAt);
          if (twin < 0) return;
          entity.sessions.splice(twin, 1, gone);
        }
      },
    },
  ),
  mutant(
    "update-touches-the-whole-second",
    ["pagination.fresh"],
    "UPDATE … WHERE created_at = ?: whatever shares the second of a session that ends, ends as well.",
    ListEndpoint,
    {
      Data: class extends MemoryData {
        override update(entityId: string, sessionId: string, change: SessionChange): StoredSession | undefined {
          const after = super.update(entityId, sessionId, change);
          const twins = this.entities.get(entityId)?.sessions ?? [];
          for (const [index, twin] of twins.entries())
            if (after !== undefined && twin.createdAt === after.createdAt)
              twins.splice(index, 1, { ...twin, updatedAt: after.updatedAt, duration: after.duration });
          return after;
        }
      },
    },
  ),
];
