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
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same
const needsReading = /[\\\u0000-\u001f]/;
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

const [OBJECT, ARRAY, QUOTE] = [0x7b, 0x5b, 0x22];

class Reader {
  readonly duplicateMembers: string[] = [];
  readonly #text: string;
  /** Names and indexes on the way to the value that is read. */
  readonly #path: (string | number)[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  readWhole(): unknown {
    this.#skipSpace();
    const value = this.#readValue();
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#fail("there is more text after the JSON value");
    return value;
  }

  #readValue(): unknown {
    if (this.#path.length > MAX_DEPTH) this.#fail(`it is nested more than ${MAX_DEPTH} deep`);
    const code = this.#text.charCodeAt(this.#at);
    if (code === OBJECT) return this.#readObject();
    if (code === ARRAY) return this.#readArray();
    const value = code === QUOTE ? this.#readString() : this.#readNumberOrWord();
    if (value === undefined) this.#fail(Number.isNaN(code) ? "it ends too early" : "a value was expected");
    return value;
  }

  #readNumberOrWord(): unknown {
    const digits = this.#match(number);
    if (digits !== undefined) return Number(digits);
    const found = this.#match(word);
    return found === undefined ? undefined : JSON.parse(found);
  }

  // A string without escapes is a part of the text, and no copy of it.
  #readString(): string | undefined {
    if (this.#text.charCodeAt(this.#at) !== QUOTE) return undefined;
    const end = this.#text.indexOf('"', this.#at + 1);
    const inside = this.#text.slice(this.#at + 1, Math.max(end, 0));
    if (end !== -1 && !needsReading.test(inside)) {
      this.#at = end + 1;
      return inside;
    }
    const quoted = this.#match(string);
    return quoted === undefined ? undefined : JSON.parse(quoted);
  }

  #readObject(): Record<string, unknown> {
    // Without a prototype, a member named __proto__ is a member like any other.
    const object: Record<string, unknown> = Object.create(null);
    this.#readItems("}", () => {
      const name = this.#readString() ?? this.#fail("a member name was expected");
      this.#path[this.#path.length - 1] = name;
      if (Object.hasOwn(object, name)) this.duplicateMembers.push(this.#pointer());
      this.#skipSpace();
      this.#take(":");
      this.#skipSpace();
      object[name] = this.#readValue();
    });
    return object;
  }

  #readArray(): unknown[] {
    const array: unknown[] = [];
    this.#readItems("]", () => {
      this.#path[this.#path.length - 1] = array.length;
      array.push(this.#readValue());
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
    this.#path.push("");
    for (;;) {
      readItem();
      this.#skipSpace();
      if (this.#text[this.#at] === close) break;
      this.#take(",");
      this.#skipSpace();
    }
    this.#path.pop();
    this.#at += 1;
  }

  #pointer(): string {
    return this.#path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  }

  #take(character: string): void {
    if (this.#text[this.#at] !== character) this.#fail(`"${character}" was expected`);
    this.#at += 1;
  }

  #skipSpace(): void {
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at += 1;
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

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
