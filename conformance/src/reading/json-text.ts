/** What a JSON text says beyond its value. */
export interface JsonReading {
  readonly value: unknown;
  /** JSON pointers (RFC 6901) of members that occur twice in one object. */
  readonly duplicateMembers: readonly string[];
}

/** The text is not JSON (RFC 8259). */
export class JsonTextError extends Error {
  override readonly name = "JsonTextError";
  /** Characters before the error. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 §7 forbids just these in a string
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const space = /[ \t\n\r]*/y;
const word = /true|false|null/y;
const MAX_DEPTH = 1000;

/**
 * Reads a JSON text and notes members that occur twice in one object (RFC 8259 §4 leaves their meaning open, and
 * readers differ: the contract forbids them). The suite reads with this, not with the parsers of client and server.
 *
 * @throws JsonTextError when the text is not JSON, or nested more than 1,000 deep
 */
export function readJsonText(text: string): JsonReading {
  const reader = new Reader(text);
  const value = reader.readWhole();
  return { value, duplicateMembers: reader.duplicateMembers };
}

class Reader {
  readonly duplicateMembers: string[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readWhole(): unknown {
    this.#skipSpace();
    const value = this.#readValue("", 0);
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#fail("there is more text after the JSON value");
    return value;
  }

  #readValue(pointer: string, depth: number): unknown {
    if (depth > MAX_DEPTH) this.#fail(`it is nested more than ${MAX_DEPTH} deep`);
    const next = this.#text[this.#at];
    if (next === "{") return this.#readObject(pointer, depth);
    if (next === "[") return this.#readArray(pointer, depth);
    const token = this.#match(next === '"' ? string : word) ?? this.#match(number);
    if (token === undefined) this.#fail(next === undefined ? "it ends too early" : "a value was expected");
    return JSON.parse(token);
  }

  #readObject(pointer: string, depth: number): Record<string, unknown> {
    // Without a prototype, a member named __proto__ is a member like any other.
    const object: Record<string, unknown> = Object.create(null);
    this.#readItems("}", () => {
      const quoted = this.#match(string) ?? this.#fail("a member name was expected");
      const name: string = JSON.parse(quoted);
      const memberPointer = `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      if (Object.hasOwn(object, name)) this.duplicateMembers.push(memberPointer);
      this.#skipSpace();
      this.#take(":");
      this.#skipSpace();
      object[name] = this.#readValue(memberPointer, depth + 1);
    });
    return object;
  }

  #readArray(pointer: string, depth: number): unknown[] {
    const array: unknown[] = [];
    this.#readItems("]", () => {
      array.push(this.#readValue(`${pointer}/${array.length}`, depth + 1));
    });
    return array;
  }

  #readItems(close: string, readItem: () => void): void {
    this.#at += 1;
    this.#skipSpace();
    if (this.#text[this.#at] === close) {
      this.#at += 1;
      return;
    }
    for (;;) {
      readItem();
      this.#skipSpace();
      if (this.#text[this.#at] === close) break;
      this.#take(",");
      this.#skipSpace();
    }
    this.#at += 1;
  }

  #take(character: string): void {
    if (this.#text[this.#at] !== character) this.#fail(`"${character}" was expected`);
    this.#at += 1;
  }

  #skipSpace(): void {
    this.#match(space);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #fail(message: string): never {
    throw new JsonTextError(`${message} (at character ${this.#at})`, this.#at);
  }
}
