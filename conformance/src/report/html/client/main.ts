import { copyOnClick, showCopyButtons } from "./copy.ts";
import { ExchangeBrowser } from "./exchange-browser.ts";
import { ExchangeStore } from "./exchange-store.ts";
import { filterRules } from "./rule-filters.ts";

/** What makes the page more than paper; without it everything but the list of all exchanges can be read. */
async function start(): Promise<void> {
  filterRules();
  copyOnClick();
  showCopyButtons(document);
  openWhenPrinted();
  const browser = await listExchanges();
  const follow = (): void => followFragment(browser);
  addEventListener("hashchange", follow);
  follow();
}

async function listExchanges(): Promise<ExchangeBrowser | undefined> {
  const store = ExchangeStore.open();
  const form = document.querySelector<HTMLFormElement>("#exchange-filters");
  const list = document.getElementById("exchange-list");
  const more = document.querySelector<HTMLButtonElement>("#exchange-more");
  const count = document.getElementById("exchange-count");
  if (!store || !form || !list || !more || !count) return undefined;
  const browser = new ExchangeBrowser(store, await store.index(), [list, more, count]);
  const apply = (): void => browser.filter(String(new FormData(form).get("text") ?? ""));
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  document.getElementById("exchange-note")?.remove();
  apply();
  return browser;
}

/** A link to a rule or an exchange opens it, wherever it comes from. */
function followFragment(browser: ExchangeBrowser | undefined): void {
  const id = decodeURIComponent(location.hash.slice(1));
  const exchange = /^exchange-(\d+)$/.exec(id)?.[1];
  if (exchange !== undefined) browser?.open(Number(exchange));
  const rule = document.getElementById(id);
  if (!(rule instanceof HTMLDetailsElement) || exchange !== undefined) return;
  rule.hidden = false;
  rule.open = true;
  rule.scrollIntoView({ block: "start" });
}

/** On paper nothing can be opened: failures are, with their exchanges. */
function openWhenPrinted(): void {
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>("details.rule[open] details"))
      details.open = true;
  });
}

start().catch((error: unknown) => {
  const note = document.getElementById("exchange-note");
  if (note) note.textContent = `The exchanges of this page could not be read: ${String(error)}`;
});
