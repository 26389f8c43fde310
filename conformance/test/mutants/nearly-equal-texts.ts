import type { NewSession } from "../corpus/backend.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import { MemoryData, type StoredSession } from "../corpus/memory-data.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

/** Puts another stream key in the place of the one that a session came with. The provisioner tells of what it was given. */
abstract class OtherKeys extends MemoryData {
  abstract keyFor(streamKey: string, entityId: string): string;
  override insert(entityId: string, session: NewSession): StoredSession | undefined {
    const made = super.insert(entityId, session);
    if (made === undefined) return made;
    this.entities.get(entityId)?.sessions.splice(-1, 1, { ...made, streamKey: this.keyFor(made.streamKey, entityId) });
    return made;
  }
}

/** Keeps each stream key of an entity once, in a table of its own, and finds it again there by what `same` makes of it. */
function keptOnce(same: (streamKey: string) => string): new () => MemoryData {
  return class extends OtherKeys {
    readonly #keys = new Map<string, string>();
    keyFor(streamKey: string, entityId: string): string {
      const found = `${entityId} ${same(streamKey)}`;
      const kept = this.#keys.get(found) ?? streamKey;
      this.#keys.set(found, kept);
      return kept;
    }
  };
}

/** Stream keys go through something on their way into a column. */
function stored(change: (streamKey: string) => string): new () => MemoryData {
  return class extends OtherKeys {
    keyFor(streamKey: string): string {
      return change(streamKey);
    }
  };
}

const faithful = ["representation.faithful"] as const;

function inData(name: string, story: string, Data: new () => MemoryData): Mutant {
  return mutant(name, faithful, story, ListEndpoint, { Data });
}

const isNumber = (text: string): boolean => text.trim() !== "" && Number.isFinite(Number(text));

/** Faults of texts that are told apart by less than all of their characters, and of some that only few texts show. */
export const nearlyEqualTextMutants: readonly Mutant[] = [
  inData(
    "keys-kept-once-without-case-and-accents",
    "The unique index compares by utf8mb4_general_ci: a key that differs by case or an accent is the one that was there.",
    keptOnce((key) => key.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()),
  ),
  inData(
    "keys-kept-once-without-blanks-at-the-end",
    "The collation is of the kind PAD SPACE: a key with a blank behind it is the one that was there without.",
    keptOnce((key) => key.replace(/ +$/, "")),
  ),
  inData(
    "keys-kept-once-by-191-characters",
    "The index holds 191 characters of a key, and the rest is not compared.",
    keptOnce((key) => [...key].slice(0, 191).join("")),
  ),
  inData(
    "keys-kept-once-as-numbers",
    "Where both sides look like numbers they are compared as numbers, as `==` does: 1e5 is 100000, and 07 is 7.",
    keptOnce((key) => (isNumber(key) ? String(Number(key)) : key)),
  ),
  inData(
    "keys-kept-once-without-what-is-not-seen",
    "The collation gives a zero-width space no weight: with one, a key is the one that was there without.",
    keptOnce((key) => key.replace(/\p{Cf}/gu, "")),
  ),
  inData(
    "keys-kept-once-by-compatibility",
    "Keys are compared by NFKC: a wide e is an e.",
    keptOnce((key) => key.normalize("NFKC")),
  ),
  inData(
    "runs-of-blanks-become-one",
    "Values pass an XML document whose attributes are normalised: of several blanks one is left.",
    stored((key) => key.replace(/(?<=\S) {2,}(?=\S)/g, " ")),
  ),
  inData(
    "replaced-into-a-template",
    "The key is put into a template by String.replace, to which $& and $1 mean something.",
    stored((key) => "{key}".replace("{key}", key)),
  ),
  inData(
    "byte-order-mark-removed",
    "Every string is read as the beginning of a file: a mark of its byte order is left out.",
    stored((key) => key.replace(/^\ufeff/, "")),
  ),
  inData(
    "texts-like-times-become-times",
    "The JSON library makes a time of every text that looks like one, and writes it back in UTC.",
    stored((key) => (/^\d{4}-\d\d-\d\dT[\d:]+[+-]\d\d:\d\d$/.test(key) ? new Date(key).toISOString() : key)),
  ),
  inData(
    "formulas-are-disarmed",
    "What begins with = gets an apostrophe, as nobody knows who opens it in a spreadsheet.",
    stored((key) => (/^[=@]/.test(key) ? `'${key}` : key)),
  ),
];
