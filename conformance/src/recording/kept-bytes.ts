import { createHash } from "node:crypto";
import type { TransportFailure, WireResult } from "../transport/wire.ts";
import type { RawExchange } from "./exchange-log.ts";

/** Characters that the bodies of a run may take in its report. */
const MAX_BODIES = 64 * 1024 * 1024;
/** What reading an item or a member takes, in characters that are as much: some hundred bytes each, and a page may be nothing but commas. */
const PER_VALUE = 32;
/** Characters that request lines and headers may take. */
const MAX_HEADS = 16 * 1024 * 1024;

interface KnownBody {
  /** Once it is kept. */
  body?: Uint8Array;
  /** Characters that it takes in a report, or as many as reading it takes. */
  readonly length: number;
}

/**
 * What is kept over a whole run has an end, as a report must be written of it: beyond it bodies are left out, and beyond that of
 * request lines and headers nothing more is sent.
 */
export class KeptBytes {
  #bodies = 0;
  #heads = 0;
  #leftOut = 0;
  /** Bodies by their digest: a run reads the same pages again and again, and keeps each once. */
  readonly #known = new Map<string, KnownBody>();

  /** Why nothing more is sent; undefined while there is room. */
  get failure(): TransportFailure | undefined {
    if (this.#heads <= MAX_HEADS) return undefined;
    return { kind: "budget", message: `${mebibytes(MAX_HEADS)} of request lines and headers are used up` };
  }

  /** What a run leaves out for want of room, one sentence each. */
  get leftOut(): readonly string[] {
    const { failure } = this;
    return [
      ...(this.#leftOut === 0
        ? []
        : [`the bodies of ${this.#leftOut} answers: ${mebibytes(MAX_BODIES)} of bodies are kept in a run`]),
      ...(failure === undefined ? [] : [`all requests after the first ${failure.message}`]),
    ];
  }

  /** The exchange as it is kept: without its answer's body where there is no more room for it. */
  keep(raw: RawExchange): RawExchange {
    this.#heads += raw.request.target.length + (raw.request.body?.length ?? 0) + headersLength(raw.result);
    if ("failure" in raw.result) return raw;
    const { response } = raw.result;
    const known = this.#knownBody(response.body);
    const hasRoom = this.#bodies + known.length <= MAX_BODIES;
    if (hasRoom) {
      this.#bodies += known.length;
      known.body ??= response.body;
    } else this.#leftOut += 1;
    const body = hasRoom && known.body ? known.body : new Uint8Array();
    return { ...raw, result: { response: { ...response, body } } };
  }

  #knownBody(body: Uint8Array): KnownBody {
    const digest = createHash("sha256").update(body).digest("base64");
    const known = this.#known.get(digest) ?? { length: Math.max(writtenLength(body), PER_VALUE * valuesIn(body)) };
    this.#known.set(digest, known);
    return known;
  }
}

function headersLength(result: WireResult): number {
  if ("failure" in result) return result.failure.message.length;
  return result.response.headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
}

/** Characters that bytes take in a JSON string, at most: six for a control character. */
export function writtenLength(bytes: Uint8Array): number {
  let length = 0;
  for (const byte of bytes)
    length += byte < 0x20 || byte === 0x7f ? 6 : byte === 0x22 || byte === 0x5c || byte > 0x7f ? 2 : 1;
  return length;
}

/** Items and members that a body holds, about: each begins behind a comma or a brace. */
function valuesIn(bytes: Uint8Array): number {
  let values = 0;
  for (const byte of bytes) if (byte === COMMA || byte === BRACE) values += 1;
  return values;
}

const [COMMA, BRACE] = [0x2c, 0x7b];

function mebibytes(characters: number): string {
  return `${characters / 1024 / 1024} MiB`;
}
