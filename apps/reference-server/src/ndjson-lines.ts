import { RuntimeFailure } from "./cli-error.ts";

/** Bytes of one line. A session has some 250; one of this size already holds no session of ours. */
const MAX_LINE_BYTES = 1024 * 1024;
const LINE_FEED = 0x0a;

/**
 * The lines of NDJSON. They end at `\n` alone, with or without `\r` before it: JSON may hold U+2028 as it is, which other
 * readers of lines take for an end. A byte order mark at the very beginning is dropped.
 *
 * @throws {RuntimeFailure} naming the line that is longer than 1 MiB or not UTF-8
 */
export async function* ndjsonLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  let line = 0;
  for await (const bytes of byteLines(chunks)) {
    line += 1;
    yield decoded(bytes, line);
  }
}

async function* byteLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let line = 1;
  let rest: Uint8Array[] = [];
  let restBytes = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, end)]);
      [rest, restBytes, from, line] = [[], 0, end + 1, line + 1];
    }
    rest.push(chunk.subarray(from));
    restBytes += chunk.length - from;
    if (restBytes > MAX_LINE_BYTES) throw tooLong(line);
  }
  if (restBytes > 0) yield Buffer.concat(rest);
}

function decoded(bytes: Uint8Array, line: number): string {
  if (bytes.length > MAX_LINE_BYTES) throw tooLong(line);
  const withoutReturn = bytes.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes;
  try {
    // It keeps no state from one line to the next, and drops a byte order mark, which is not a character.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: line > 1 }).decode(withoutReturn);
  } catch {
    throw new RuntimeFailure(`Line ${line} is not UTF-8.`);
  }
}

function tooLong(line: number): RuntimeFailure {
  return new RuntimeFailure(`Line ${line} is longer than ${MAX_LINE_BYTES} bytes; one session stands on each line.`);
}
