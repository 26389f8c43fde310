import type { IndexEntry } from "../embedded-exchanges.ts";
import { html } from "../html-text.ts";
import { transcript } from "../transcript.ts";
import { showCopyButtons } from "./copy.ts";
import type { ExchangeStore } from "./exchange-store.ts";

interface Entry {
  readonly id: number;
  readonly position: number;
  readonly entry: IndexEntry;
  readonly text: string;
}

const AT_ONCE = 25;

/** Lists exchanges, as many at once as a reader can look at, and shows what was said when one is opened. */
export class ExchangeBrowser {
  readonly #store: ExchangeStore;
  readonly #entries: readonly Entry[];
  readonly #list: HTMLElement;
  readonly #more: HTMLButtonElement;
  readonly #count: HTMLElement;
  #matching: readonly Entry[] = [];
  #shown = 0;

  constructor(
    store: ExchangeStore,
    index: readonly IndexEntry[],
    [list, more, count]: readonly [HTMLElement, HTMLButtonElement, HTMLElement],
  ) {
    this.#store = store;
    this.#entries = index.map((entry, position) => entryOf(entry, position, store.ids[position] ?? 0));
    this.#list = list;
    this.#more = more;
    this.#count = count;
    more.addEventListener("click", () => this.#showMore());
  }

  /** Lists the exchanges whose line has every word. */
  filter(text: string): void {
    const words = text.toLowerCase().split(/\s+/);
    this.#matching = this.#entries.filter((entry) => words.every((word) => entry.text.includes(word)));
    this.#list.replaceChildren();
    this.#shown = 0;
    this.#showMore();
  }

  /** Opens one exchange and leads the reader to it. */
  open(id: number): void {
    const at = this.#matching.findIndex((entry) => entry.id === id);
    if (at === -1) return;
    while (this.#shown <= at) this.#showMore();
    const item = this.#list.children[at];
    if (!(item instanceof HTMLDetailsElement)) return;
    item.open = true;
    item.scrollIntoView({ block: "start" });
    item.querySelector("summary")?.focus({ preventScroll: true });
  }

  #showMore(): void {
    const next = this.#matching.slice(this.#shown, this.#shown + AT_ONCE);
    this.#list.append(...next.map((entry) => this.#item(entry)));
    this.#shown += next.length;
    const rest = this.#matching.length - this.#shown;
    this.#more.hidden = rest === 0;
    this.#more.textContent = `Show ${Math.min(rest, AT_ONCE)} more of ${rest}`;
    this.#count.textContent = `${this.#matching.length} of ${this.#entries.length} exchanges match`;
  }

  #item({ id, position, entry: [method, target, status, about] }: Entry): HTMLDetailsElement {
    const item = document.createElement("details");
    item.className = "exchange";
    item.id = `exchange-${id}`;
    item.innerHTML =
      html`<summary><span class="number">#${id}</span> <span class="method">${method}</span> <span class="target">${target}</span> <span class="status">→ ${status}</span> <span class="about">${about}</span></summary>`.markup;
    item.addEventListener("toggle", () => this.#fill(item, position).catch(() => undefined), { once: true });
    return item;
  }

  async #fill(item: HTMLDetailsElement, position: number): Promise<void> {
    const exchange = await this.#store.exchange(position);
    const shown = exchange
      ? transcript(exchange, this.#store.curlContext)
      : html`<p class="note">This page was too small for what was said; the JSON report has it.</p>`;
    item.insertAdjacentHTML("beforeend", shown.markup);
    showCopyButtons(item);
  }
}

function entryOf(entry: IndexEntry, position: number, id: number): Entry {
  return { id, position, entry, text: `#${id} ${entry.join(" ")}`.toLowerCase() };
}
