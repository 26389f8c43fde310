import type { RangeRequest } from "@live-sessions/server";

interface Page {
  readonly version: string;
  readonly sessions: readonly string[];
}

const MAX_PAGES = 1_000;

/**
 * Keeps the pages that were read last, for as long as their entity has the version that they were read with. Whoever asks
 * knows the version of this moment from the database, so a page is never stale, however many processes write.
 */
export class PageCache {
  readonly #pages = new Map<string, Page>();

  /** @returns the page as it was kept, if it was read at that version */
  get(range: RangeRequest, version: string): readonly string[] | undefined {
    const page = this.#pages.get(keyOf(range));
    return page?.version === version ? page.sessions : undefined;
  }

  /** Keeps a page, in the place of the one that was kept longest where there are a thousand. */
  set(range: RangeRequest, version: string, sessions: readonly string[]): void {
    const key = keyOf(range);
    this.#pages.delete(key);
    this.#pages.set(key, { version, sessions });
    if (this.#pages.size <= MAX_PAGES) return;
    const [oldest] = this.#pages.keys();
    if (oldest !== undefined) this.#pages.delete(oldest);
  }
}

// Ids hold no control characters, so this joins them without ambiguity.
function keyOf({ entityId, after, limit }: RangeRequest): string {
  return after ? `${limit}\n${entityId}\n${after.createdAt}\n${after.sessionId}` : `${limit}\n${entityId}`;
}
