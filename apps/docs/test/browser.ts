import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { inject } from "vitest";

/** Chromium from the npm registry, with its own libraries and fonts: the tests need nothing installed. */
export function launchBrowser(): Promise<Browser> {
  return launchFrom(inject("chromium"));
}

/** As {@link launchBrowser}, from the folder that Chromium was unpacked into. */
export function launchFrom(folder: string): Promise<Browser> {
  return chromium.launch({
    executablePath: join(folder, "chromium"),
    args: ["--no-sandbox", "--disable-gpu"],
    timeout: 0,
    env: { LD_LIBRARY_PATH: join(folder, "al2023/lib"), FONTCONFIG_FILE: join(folder, "fonts.conf"), HOME: folder },
  });
}

/** Opens a page on which waits have no limit of their own: a test's is the only one. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(0);
  return page;
}

/** What a page asked for and complained about since {@link watch} was called on it. */
export interface Watched {
  /** URLs of requests that left `origin`. */
  readonly foreign: string[];
  /** Requests that failed, or were answered with a status of 400 or more. */
  readonly failed: string[];
  /** Errors and warnings on the console, and exceptions nobody caught. */
  readonly complaints: string[];
}

/** Begins to note what goes wrong on `page`; call it before the page is loaded. */
export function watch(page: Page, origin: string): Watched {
  const watched: Watched = { foreign: [], failed: [], complaints: [] };
  page.on("request", (request) => {
    const url = request.url();
    const isOwn = url.startsWith(`${origin}/`) || url.startsWith(`blob:${origin}/`) || url.startsWith("data:");
    if (!isOwn) watched.foreign.push(url);
  });
  page.on("requestfailed", (request) => {
    const failure = `${request.url()} ${request.failure()?.errorText ?? ""}`;
    // A worker's own text, which a reload interrupts: nothing that anybody was asked for.
    if (!(failure.startsWith("blob:") && failure.endsWith("net::ERR_ABORTED"))) watched.failed.push(failure);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) watched.failed.push(`${response.url()} ${response.status()}`);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) watched.complaints.push(message.text());
  });
  page.on("pageerror", (error) => watched.complaints.push(error.message));
  return watched;
}
