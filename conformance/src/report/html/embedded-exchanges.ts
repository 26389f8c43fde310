import { deflateRawSync } from "node:zlib";
import { firstCharacters } from "../cut-text.ts";
import { collectionIn } from "../live-sessions/stored-purpose.ts";
import type { ReportExchange } from "../report.ts";
import { count } from "./html-text.ts";
import type { ShownExchange } from "./transcript.ts";

/** What a list of exchanges shows of each, as a tuple to save room; see {@link indexEntry}. */
export type IndexEntry = readonly [method: string, target: string, status: string, about: string];

/** The exchanges as they stand in a page: compressed, to be read by the page's script. */
export interface EmbeddedExchanges {
  /** Raw DEFLATE, base64, of the JSON of all {@link IndexEntry}. */
  readonly index: string;
  /** Raw DEFLATE, base64, of the JSON of up to {@link BLOCK_SIZE} exchanges each; null where only the index is there. */
  readonly blocks: readonly (string | null)[];
  /** Id of the first exchange, and how many exchanges a block has. */
  readonly blockSize: number;
  readonly ids: readonly number[];
  /** What is not there, one sentence each. */
  readonly leftOut: readonly string[];
}

/** Exchanges that are compressed together: enough to compress well, few enough to open at once. */
const BLOCK_SIZE = 40;

const MAX_LISTED = 20_000;
const WHOLE_BODY = 200_000;
const CUT_BODY = 400;
const BUDGET = 2_900_000;
const BUDGET_FOR_WHOLE = 2_400_000;

/**
 * Compresses exchanges for a page and keeps it below some three million characters, whatever there is: bodies are whole
 * (up to 200,000 characters) while there is room, exchanges of failures first; then cut; then only listed.
 *
 * @param important ids of exchanges that failures name
 */
export function embedExchanges(
  exchanges: readonly ReportExchange[],
  important: ReadonlySet<number>,
): EmbeddedExchanges {
  const steps = embedding(exchanges, important);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

/**
 * As {@link embedExchanges}, block by block.
 *
 * @yields an empty text between two blocks
 */
export function* embedding(
  exchanges: readonly ReportExchange[],
  important: ReadonlySet<number>,
): Generator<string, EmbeddedExchanges> {
  const listed = exchanges.slice(0, MAX_LISTED);
  const index = compress(listed.map(indexEntry));
  const groups = Array.from({ length: Math.ceil(listed.length / BLOCK_SIZE) }, (_, at) =>
    listed.slice(at * BLOCK_SIZE, (at + 1) * BLOCK_SIZE),
  );
  const order = [...groups.keys()].sort(
    (a, b) => Number(isImportant(groups[b], important)) - Number(isImportant(groups[a], important)) || a - b,
  );
  const blocks: (string | null)[] = groups.map(() => null);
  const tally = { cut: 0, listed: 0 };
  let used = index.length;
  for (const at of order) {
    const block = blockThatFits(groups[at] ?? [], BUDGET_FOR_WHOLE - used, BUDGET - used, tally);
    blocks[at] = block;
    used += block?.length ?? 0;
    yield "";
  }
  return {
    index,
    blocks,
    blockSize: BLOCK_SIZE,
    ids: listed.map(({ id }) => id),
    leftOut: leftOutOf(exchanges.length, listed.length, tally),
  };
}

interface Tally {
  cut: number;
  listed: number;
}

function blockThatFits(group: readonly ReportExchange[], whole: number, cut: number, tally: Tally): string | null {
  // Compressed at all only where there may be room: ten thousand exchanges would take seconds otherwise.
  const block = whole > 0 ? compressCut(group, WHOLE_BODY) : undefined;
  if (block && block.text.length <= whole) {
    tally.cut += block.cut;
    return block.text;
  }
  const short = cut > 0 ? compressCut(group, CUT_BODY) : undefined;
  if (short && short.text.length <= cut) {
    tally.cut += short.cut;
    return short.text;
  }
  tally.listed += group.length;
  return null;
}

function compressCut(group: readonly ReportExchange[], limit: number): { readonly text: string; readonly cut: number } {
  const shown = group.map((exchange) => cutExchange(exchange, limit));
  return {
    text: compress(shown),
    cut: shown.filter(({ missingCharacters }) => missingCharacters !== undefined).length,
  };
}

/** The exchange with no more of its response body than `limit` characters. */
export function cutExchange(exchange: ReportExchange, limit: number): ShownExchange {
  const body = exchange.response?.body;
  if (!exchange.response || !body || body.text.length <= limit) return exchange;
  const text = firstCharacters(body.text, limit);
  return {
    ...exchange,
    response: { ...exchange.response, body: { ...body, text } },
    missingCharacters: body.text.length - text.length,
  };
}

function indexEntry({ request, response, failure, purpose }: ReportExchange): IndexEntry {
  const about = [
    purpose.experiment,
    purpose.role,
    purpose.walk,
    purpose.probe,
    purpose.session,
    purpose.walk === undefined ? collectionIn(purpose) : undefined,
  ];
  return [
    request.method,
    firstCharacters(request.target, 160),
    response ? String(response.status) : (failure?.kind ?? "no response"),
    about.filter((part) => part !== undefined).join(" · "),
  ];
}

function isImportant(group: readonly ReportExchange[] | undefined, important: ReadonlySet<number>): boolean {
  return group?.some(({ id }) => important.has(id)) ?? false;
}

function compress(value: unknown): string {
  return deflateRawSync(JSON.stringify(value)).toString("base64");
}

function leftOutOf(total: number, listed: number, tally: Tally): string[] {
  const rest = total - listed;
  return [
    ...(tally.cut > 0 ? [`Of ${count(tally.cut, "exchange")} the body is cut here.`] : []),
    ...(tally.listed > 0
      ? [`Of ${count(tally.listed, "exchange")} only the request line and the status are here.`]
      : []),
    ...(rest > 0 ? [`${count(rest, "exchange")} after the first ${listed} are not here.`] : []),
  ];
}
