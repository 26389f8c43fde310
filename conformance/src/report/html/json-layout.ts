/** A line of JSON as it is shown. */
export interface JsonLine {
  readonly depth: number;
  readonly text: string;
  /** JSON pointers of the values that begin or go on in this line; the innermost last. */
  readonly pointer: string;
}

interface Level {
  readonly close: string;
  index: number;
  name: string;
}

const tokens = /"(?:[^"\\]|\\[\s\S])*"?|[{}[\],:]|[^\s{}[\],:"]+/g;

const MAX_DEPTH = 50;

/**
 * Lays JSON out, a member or an item a line. Only white space changes: every number and string keeps the characters
 * that came, members that are there twice stay, and text that breaks off is laid out as far as it goes.
 *
 * @returns undefined when the text is not an object or an array, or nested too deep to be worth it
 */
export function layOutJson(text: string): JsonLine[] | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  const layout = new Layout();
  for (const [token] of text.matchAll(tokens)) {
    layout.take(token);
    if (layout.depth > MAX_DEPTH) return undefined;
  }
  return layout.finish();
}

class Layout {
  readonly #lines: JsonLine[] = [];
  readonly #levels: Level[] = [];
  #text = "";
  #pointer = "";
  #isName = false;

  get depth(): number {
    return this.#levels.length;
  }

  take(token: string): void {
    if (token === "{" || token === "[") this.#open(token);
    else if (token === "}" || token === "]") this.#close(token);
    else if (token === ",") this.#next();
    else if (token === ":") this.#text += ": ";
    else this.#value(token);
  }

  finish(): JsonLine[] {
    this.#breakLine();
    return this.#lines;
  }

  #open(token: string): void {
    this.#begin();
    this.#text += token;
    this.#breakLine();
    this.#levels.push({ close: token === "{" ? "}" : "]", index: 0, name: "" });
    this.#isName = token === "{";
  }

  #close(token: string): void {
    this.#breakLine();
    this.#levels.pop();
    const opened = this.#lines.at(-1);
    // An empty object or array stays on one line.
    if (opened && /[{[]$/.test(opened.text) && opened.depth === this.#levels.length) {
      this.#lines.pop();
      this.#text = opened.text;
      this.#pointer = opened.pointer;
    } else {
      this.#pointer = this.#here();
    }
    this.#text += token;
    this.#isName = false;
  }

  #next(): void {
    this.#text += ",";
    this.#breakLine();
    const level = this.#levels.at(-1);
    if (!level) return;
    level.index += 1;
    this.#isName = level.close === "}";
  }

  #value(token: string): void {
    const level = this.#levels.at(-1);
    if (this.#isName && level) {
      level.name = nameOf(token);
      this.#isName = false;
    }
    this.#begin();
    this.#text += token;
  }

  #begin(): void {
    if (this.#text === "") this.#pointer = this.#here();
  }

  #here(): string {
    return this.#levels.map(({ close, index, name }) => `/${close === "]" ? index : escapePointer(name)}`).join("");
  }

  #breakLine(): void {
    if (this.#text !== "") this.#lines.push({ depth: this.#levels.length, text: this.#text, pointer: this.#pointer });
    this.#text = "";
  }
}

function nameOf(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token;
  }
}

// RFC 6901 §3
function escapePointer(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
