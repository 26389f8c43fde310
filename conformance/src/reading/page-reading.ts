import { type Exchange, headerOf, type RecordedBody } from "../recording/exchange.ts";
import { comparableId } from "./comparable-id.ts";
import { readJsonText } from "./json-text.ts";
import { type Instant, parseInstant } from "./rfc3339.ts";

/** A session as a page shows it; members are unknown until a rule has looked at them. */
export interface SessionReading {
  /** The id as it is compared, as text; undefined when there is none that could tell sessions apart. */
  readonly id: string | undefined;
  readonly createdAt: Instant | undefined;
  readonly updatedAt: Instant | undefined;
  readonly members: Readonly<Record<string, unknown>>;
  /** JSON pointer of the session in the body. */
  readonly pointer: string;
}

/** A body read as a page of sessions. */
export interface PageReading {
  readonly sessions: readonly SessionReading[];
  /** The token of the next page; undefined at the end, which may be written `""`, null or by leaving it out. */
  readonly nextToken: string | undefined;
  readonly json: Readonly<Record<string, unknown>>;
}

/** A body read as far as it goes. */
export interface BodyReading {
  /** Undefined when the body is not UTF-8. */
  readonly text: string | undefined;
  /** False for a body of more than is kept: nothing in it is judged. */
  readonly isWhole: boolean;
  readonly hasByteOrderMark: boolean;
  /** Why the text is not JSON; undefined when it is. */
  readonly jsonFault: string | undefined;
  readonly json: unknown;
  readonly duplicateMembers: readonly string[];
}

const bodies = new WeakMap<RecordedBody, BodyReading>();
const pages = new WeakMap<RecordedBody, PageReading | { readonly fault: string }>();

/** Reads a body once, strictly: `fatal` UTF-8 and the suite's own JSON reader. */
export function readBody(body: RecordedBody): BodyReading {
  const known = bodies.get(body);
  if (known) return known;
  const reading = readAnew(body);
  bodies.set(body, reading);
  return reading;
}

/** The page that a 200 carries, or in one sentence why there is none. */
export function readPage(exchange: Exchange): PageReading | { readonly fault: string } {
  const { response, failure } = exchange;
  if (!response) return { fault: failure?.message ?? "there was no response" };
  if (response.status !== 200) return { fault: `the status is ${response.status}` };
  const known = pages.get(response.body);
  if (known) return known;
  const reading = readPageAnew(response.body);
  pages.set(response.body, reading);
  return reading;
}

/** True for a media type of JSON, parameters aside. */
export function isJsonMediaType(exchange: Exchange): boolean {
  const type = exchange.response && headerOf(exchange.response, "content-type");
  return /^application\/json\s*(;|$)/i.test(type ?? "");
}

/**
 * A body that says what a page's members say, without being written and read again: its text is written when it is asked for.
 *
 * @param json an object whose `data` is a list
 */
export function bodyOfPage(json: Readonly<Record<string, unknown>>): RecordedBody {
  let written: string | undefined;
  const text = (): string => {
    written ??= JSON.stringify(json);
    return written;
  };
  const body: RecordedBody = {
    encoding: "utf8",
    truncated: false,
    get text() {
      return text();
    },
    get bytes() {
      return Buffer.byteLength(text());
    },
  };
  bodies.set(body, {
    get text() {
      return text();
    },
    isWhole: true,
    hasByteOrderMark: false,
    jsonFault: undefined,
    json,
    duplicateMembers: [],
  });
  return body;
}

function readAnew(body: RecordedBody): BodyReading {
  const unread = { isWhole: true, hasByteOrderMark: false, json: undefined, duplicateMembers: [] };
  // Before its encoding is looked at: the cut may go through a character.
  if (body.truncated)
    return { ...unread, isWhole: false, text: body.text, jsonFault: "it is longer than 1 MiB and was not kept whole" };
  if (body.encoding !== "utf8") return { ...unread, text: undefined, jsonFault: "it is not UTF-8" };
  const hasByteOrderMark = body.text.startsWith("\uFEFF");
  try {
    const { value, duplicateMembers } = readJsonText(hasByteOrderMark ? body.text.slice(1) : body.text);
    return { ...unread, text: body.text, hasByteOrderMark, jsonFault: undefined, json: value, duplicateMembers };
  } catch (error) {
    return {
      ...unread,
      hasByteOrderMark,
      text: body.text,
      jsonFault: error instanceof Error ? error.message : String(error),
    };
  }
}

function readPageAnew(body: RecordedBody): PageReading | { readonly fault: string } {
  const { json, jsonFault } = readBody(body);
  if (jsonFault !== undefined) return { fault: `the body is not JSON: ${jsonFault}` };
  if (!isRecord(json)) return { fault: "the body is not a JSON object" };
  const data = json["data"];
  if (!Array.isArray(data)) return { fault: "the body has no data array" };
  const token = json["next_page_token"];
  return {
    sessions: data.map((row, index) => readSession(row, `/data/${index}`)),
    nextToken: typeof token === "string" && token.trim() !== "" ? token : undefined,
    json,
  };
}

const sessions = new WeakMap<object, SessionReading>();

function readSession(row: unknown, pointer: string): SessionReading {
  if (!isRecord(row)) return readSessionAnew(row, pointer);
  const known = sessions.get(row);
  if (known) return known.pointer === pointer ? known : { ...known, pointer };
  const reading = readSessionAnew(row, pointer);
  sessions.set(row, reading);
  return reading;
}

function readSessionAnew(row: unknown, pointer: string): SessionReading {
  const members = isRecord(row) ? row : {};
  const { id, created_at: createdAt, updated_at: updatedAt } = members;
  return {
    id: typeof id === "string" && id !== "" ? comparableId(id) : typeof id === "number" ? String(id) : undefined,
    createdAt: typeof createdAt === "string" ? parseInstant(createdAt) : undefined,
    updatedAt: typeof updatedAt === "string" ? parseInstant(updatedAt) : undefined,
    members,
    pointer,
  };
}

/** True for a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
