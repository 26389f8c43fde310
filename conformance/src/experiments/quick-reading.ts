import { valueAt } from "../profile/json-pointer.ts";
import { parsedJson } from "../profile/lenient-json.ts";
import { comparableId } from "../reading/comparable-id.ts";
import { readListPage } from "../reading/list-page.ts";
import { listOf } from "../reading/page-reading.ts";
import { valueText } from "../reading/value-text.ts";
import type { RawExchange } from "../recording/exchange-log.ts";
import type { WireResponse } from "../transport/wire.ts";

/** As much of a page as is needed to ask for the next one; judging reads it again, and strictly. */
export interface QuickPage {
  /** As they are compared. */
  readonly itemIds: readonly string[];
  /** The token of the next page; undefined at the end. */
  readonly nextToken: string | undefined;
}

/** Reads a 200 leniently; undefined when there is nothing to go on with. */
export function readQuickly(raw: RawExchange): QuickPage | undefined {
  if ("failure" in raw.result || raw.result.response.status !== 200) return undefined;
  const page = read(raw, raw.result.response);
  if ("unreadable" in page) return undefined;
  const { id = "" } = listOf(raw).profile;
  return {
    itemIds: page.items.map((item) => comparableId(valueText(valueAt(item, id)))),
    nextToken: page.next,
  };
}

/** The items of a page. Read again each time: a walk that held them would hold all that is in them. */
export function itemsOf(raw: RawExchange): readonly unknown[] {
  if ("failure" in raw.result) return [];
  const page = read(raw, raw.result.response);
  return "unreadable" in page ? [] : page.items;
}

/** Why a 200 is not a page, in a few words; undefined when it is one. */
export function unreadableReasonOf(raw: RawExchange): string | undefined {
  if ("failure" in raw.result) return undefined;
  const page = read(raw, raw.result.response);
  return "unreadable" in page ? page.unreadable : undefined;
}

function read(raw: RawExchange, response: WireResponse): ReturnType<typeof readListPage> {
  return readListPage(listOf(raw), {
    json: parsedJson(withoutByteOrderMark(response.body)),
    headers: response.headers,
    position: raw.purpose.position,
    instance: raw.request.instance,
    target: raw.request.target,
  });
}

function withoutByteOrderMark(body: Uint8Array): Uint8Array {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? body.subarray(3) : body;
}

/** Status of the answer, undefined when there is none. */
export function statusOf(raw: RawExchange): number | undefined {
  return "failure" in raw.result ? undefined : raw.result.response.status;
}
