import type { CurlContext } from "../../curl.ts";
import type { IndexEntry } from "../embedded-exchanges.ts";
import { EXCHANGE_DATA_ID, type ExchangeData } from "../exchange-list.ts";
import type { ShownExchange } from "../transcript.ts";

/** The exchanges of the page, unpacked as they are needed. */
export class ExchangeStore {
  readonly #data: ExchangeData;
  readonly #blocks = new Map<number, Promise<readonly ShownExchange[]>>();

  private constructor(data: ExchangeData) {
    this.#data = data;
  }

  /** The page's store; undefined where the browser cannot unpack it. */
  static open(): ExchangeStore | undefined {
    const text = document.getElementById(EXCHANGE_DATA_ID)?.textContent;
    if (!text || !("DecompressionStream" in globalThis)) return undefined;
    return new ExchangeStore(JSON.parse(text));
  }

  get curlContext(): CurlContext {
    const { baseUrls, isDataGone } = this.#data;
    return { baseUrls, isDataGone };
  }

  get ids(): readonly number[] {
    return this.#data.ids;
  }

  index(): Promise<readonly IndexEntry[]> {
    return unpack(this.#data.index);
  }

  /** @param position in {@link ids}. @returns undefined when the page lists the exchange only */
  async exchange(position: number): Promise<ShownExchange | undefined> {
    const { blocks, blockSize } = this.#data;
    const at = Math.floor(position / blockSize);
    const packed = blocks[at];
    if (packed === undefined || packed === null) return undefined;
    const block = this.#blocks.get(at) ?? unpack<readonly ShownExchange[]>(packed);
    this.#blocks.set(at, block);
    return (await block)[position % blockSize];
  }
}

// What comes out is what this very suite put in.
async function unpack<T>(base64: string): Promise<T> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(stream).text());
}
