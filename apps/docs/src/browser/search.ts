import MiniSearch, { type AsPlainObject, type SearchResult } from "minisearch";
import { type SearchEntry, searchOptions } from "./search-options.ts";

declare global {
  var liveSessionsSearchIndex: AsPlainObject | undefined;
}

const MAX_RESULTS = 12;

let loading: Promise<MiniSearch<SearchEntry>> | undefined;

/** Makes the search field in the header work; the index is loaded when it gets the focus. */
export function startSearch(): void {
  const form = document.querySelector<HTMLFormElement>(".site-search");
  const field = form?.querySelector("input");
  const results = form?.querySelector<HTMLElement>(".site-search-results");
  if (!form || !field || !results) return;
  form.hidden = false;
  field.addEventListener("focus", () => void loadIndex());
  field.addEventListener("input", () => void showResults(field, results));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    results.querySelector<HTMLElement>("a")?.click();
  });
  form.addEventListener("keydown", (event) => moveByKey(event, field, results));
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) results.hidden = true;
  });
  results.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("a") !== null) results.hidden = true;
  });
  addEventListener("keydown", (event) => focusBySlash(event, field));
}

async function showResults(field: HTMLInputElement, results: HTMLElement): Promise<void> {
  const query = field.value.trim();
  const found = query === "" ? [] : (await loadIndex()).search(query);
  // Another letter was typed while the index came.
  if (query !== field.value.trim()) return;
  results.hidden = query === "";
  const [status, list] = [results.querySelector("p"), results.querySelector("ol")];
  if (status !== null) status.textContent = countText(found.length);
  list?.replaceChildren(...found.slice(0, MAX_RESULTS).map(resultItem));
}

function countText(count: number): string {
  if (count === 0) return "Nothing found.";
  return count > MAX_RESULTS ? `The first ${MAX_RESULTS} of ${count}` : `${count} found`;
}

function resultItem({ title, page, href }: SearchResult): HTMLLIElement {
  const [item, link, place] = [
    document.createElement("li"),
    document.createElement("a"),
    document.createElement("small"),
  ];
  link.href = String(href);
  link.textContent = String(title);
  place.textContent = ` ${page}`;
  item.append(link, place);
  return item;
}

function loadIndex(): Promise<MiniSearch<SearchEntry>> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "search-index.js";
    script.onload = () => {
      const { liveSessionsSearchIndex: index } = globalThis;
      if (index === undefined) reject(new Error("search-index.js holds no index"));
      else resolve(MiniSearch.loadJS<SearchEntry>(index, searchOptions));
    };
    script.onerror = () => reject(new Error("search-index.js could not be loaded"));
    document.head.append(script);
  });
  return loading;
}

function moveByKey(event: KeyboardEvent, field: HTMLInputElement, results: HTMLElement): void {
  const stops: (Element | null)[] = [field, ...results.querySelectorAll("a")];
  const now = stops.indexOf(document.activeElement);
  if (event.key === "Escape") {
    results.hidden = true;
    field.focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const next = stops[now + (event.key === "ArrowDown" ? 1 : -1)];
    if (results.hidden || !(next instanceof HTMLElement)) return;
    event.preventDefault();
    next.focus();
  }
}

function focusBySlash(event: KeyboardEvent, field: HTMLInputElement): void {
  const isTyping = event.target instanceof Element && event.target.closest("input, textarea, select") !== null;
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  field.focus();
}
