import type { NewSession, SessionChange } from "../corpus/backend.ts";
import type { EndpointClass, ListQuery } from "../corpus/list-endpoint.ts";
import { type Entity, MemoryData, type StoredSession, uuidOf } from "../corpus/memory-data.ts";
import { utcSeconds } from "../corpus/timestamps.ts";
import { type Difference, difference } from "./difference.ts";

const same = (Base: EndpointClass): EndpointClass => Base;
const settleMs = 50;

/** Ids whose case is all that tells some of them apart. */
class ShortIds extends MemoryData {
  override newId(kind: string): string {
    super.newId(kind);
    // Pairs of ids differ in case alone.
    const stem = uuidOf(`${kind} ${Math.floor(this.serial / 2)}`).slice(0, 8);
    return this.serial % 2 === 0 ? `s${stem}K` : `S${stem}k`;
  }
}

/** Ids without a small letter. */
class UpperIds extends MemoryData {
  override newId(kind: string): string {
    return super.newId(kind).replaceAll("-", "").slice(0, 26).toUpperCase();
  }
}

/** Ids that a path has to escape. */
class OddIds extends MemoryData {
  override newId(kind: string): string {
    return `${kind}:é ${super.newId(kind).slice(0, 8)}+100%?#`;
  }
}

/** Ids that are numbers, as text. */
class NumericIds extends MemoryData {
  override newId(kind: string): string {
    super.newId(kind);
    return String(this.serial);
  }
}

/** Stream keys that JSON has to escape, and no two of which are equal. */
class OddStreamKeys extends MemoryData {
  override insert(entityId: string, session: NewSession): StoredSession | undefined {
    const streamKey = session.streamKey ?? `live "${this.serial}"\\é/&<>=+\u2028`;
    return super.insert(entityId, { ...session, streamKey });
  }
}

/** Lengths are kept in milliseconds; the provisioner tells of what is kept. */
class MillisecondDurations extends MemoryData {
  override insert(entityId: string, session: NewSession): StoredSession | undefined {
    return super.insert(entityId, { ...session, duration: rounded(session.duration) });
  }
  override update(entityId: string, sessionId: string, change: SessionChange): StoredSession | undefined {
    const kept = "duration" in change ? { ...change, duration: rounded(change.duration) } : change;
    return super.update(entityId, sessionId, kept);
  }
}

function rounded(duration: number | undefined): number | undefined {
  return duration === undefined ? undefined : Math.round(duration * 1000) / 1000;
}

interface Snapshot {
  readonly until: number;
  readonly sessions: readonly StoredSession[];
}

/** Remembers what each entity's list was until when. */
class ReplicatedData extends MemoryData {
  readonly past: Map<string, Snapshot[]> = new Map();
  keep(entityId: string): void {
    const snapshots = this.past.get(entityId) ?? [];
    snapshots.push({ until: performance.now(), sessions: [...(this.entities.get(entityId)?.sessions ?? [])] });
    this.past.set(entityId, snapshots.slice(-400));
  }
  /** The list as it was `settleMs` ago, less a little so that the promise is kept. */
  lagging(entity: Entity): readonly StoredSession[] {
    const then = performance.now() - settleMs + 15;
    return this.past.get(entity.id)?.find(({ until }) => until > then)?.sessions ?? entity.sessions;
  }
  override insert(entityId: string, session: NewSession): StoredSession | undefined {
    this.keep(entityId);
    return super.insert(entityId, session);
  }
  override update(entityId: string, sessionId: string, change: SessionChange): StoredSession | undefined {
    this.keep(entityId);
    return super.update(entityId, sessionId, change);
  }
  override remove(entityId: string, sessionId: string): boolean {
    this.keep(entityId);
    return super.remove(entityId, sessionId);
  }
}

/** Reads from a replica at every instance from `first` on. */
const replicated =
  (first: number) =>
  (Base: EndpointClass): EndpointClass =>
    class extends Base {
      override visible(query: ListQuery): StoredSession[] {
        if (this.instance < first || !(this.data instanceof ReplicatedData)) return super.visible(query);
        return [...this.data.lagging(query.entity)];
      }
    };

/** Lawful differences in the data, in the deployment and in its provisioner. */
export const dataDifferences: readonly Difference[] = [
  difference("case-sensitive-ids", [], "Ids are not UUIDs, and some differ in case alone.", same, { Data: ShortIds }),
  difference(
    "ids-of-one-case",
    [],
    "Ids are of capitals and digits, as ULIDs are, and known again in small letters.",
    (Base) =>
      class extends Base {
        override storedCase(id: string): string {
          return id.toUpperCase();
        }
      },
    { Data: UpperIds },
  ),
  difference("ids-that-need-escaping", [], "Ids hold spaces, `%`, `?`, `#` and letters outside ASCII.", same, {
    Data: OddIds,
  }),
  difference("numeric-ids", [], "Ids are numbers written as text.", same, { Data: NumericIds }),
  difference("stream-keys-of-any-character", [], "Stream keys hold quotes, backslashes and line separators.", same, {
    Data: OddStreamKeys,
  }),
  difference("durations-in-milliseconds", [], "Durations are kept to the millisecond; the provisioner says so.", same, {
    Data: MillisecondDurations,
  }),
  difference("read-replica", [], "Reads lag behind writes by up to 50 ms, which is declared.", replicated(0), {
    Data: ReplicatedData,
    settleMs,
  }),
  difference(
    "read-replica-at-the-second-instance",
    [],
    "The first instance is fresh at once; the second lags by up to 50 ms, which is declared.",
    replicated(1),
    {
      Data: ReplicatedData,
      settleMs,
      instances: 2,
    },
  ),
  difference("three-instances", [], "Three base URLs on the same data.", same, { instances: 3 }),
  difference("path-prefix", [], "The base URL has a path.", same, { prefix: "/api/v2/live" }),
  difference("provisioner-cannot-change", [], "The provisioner makes scenarios, and can do nothing else.", same, {
    capabilities: [],
  }),
  difference(
    "provisioner-only-inserts",
    [],
    "The provisioner can insert, and neither update, delete nor plant a fault.",
    same,
    { capabilities: ["insert"] },
  ),
  difference("provisioner-plants-no-faults", [], "The provisioner can change sessions, and plants no faults.", same, {
    capabilities: ["update", "delete", "insert"],
  }),
  difference(
    "provisioner-has-further-capabilities",
    [],
    "The provisioner names capabilities that nobody knows yet, and has further members.",
    same,
    {
      capabilities: ["insert", "update", "delete", "fault", "clock"],
      extra: { number: 7, labels: {} },
    },
  ),
  difference("provisioner-spells-offsets", [], "The provisioner's times end in +00:00.", same, {
    spell: (seconds) => utcSeconds(seconds).replace("Z", "+00:00"),
  }),
  difference("provisioner-spells-milliseconds", [], "The provisioner's times have milliseconds.", same, {
    spell: (seconds) => new Date(seconds * 1000).toISOString(),
  }),
  difference("provisioner-spells-local-time", [], "The provisioner's times are the right instants at +05:30.", same, {
    spell: (seconds) => utcSeconds(seconds + 19_800).replace("Z", "+05:30"),
  }),
];
