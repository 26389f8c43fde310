import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../../src/index.ts";
import { launchBrowser, openPage, watch } from "./browser.ts";
import { largeReport } from "./large-report.ts";
import { pageFileOf, reportOn } from "./reports.ts";

const exchanges = 10_000;
const mostCharacters = 5_000_000;

let browser: Browser;
let report: Report;

beforeAll(async () => {
  browser = await launchBrowser();
  report = largeReport(await reportOn("keyset-time-only"), exchanges);
});

afterAll(() => browser.close());

describe("a report of 10,000 exchanges", () => {
  it("stays below 5 MB, opens, filters, and says what it left out", async ({ annotate }) => {
    const began = performance.now();
    const file = pageFileOf(report);
    const rendered = performance.now();
    const page = await openPage(browser);
    const watched = watch(page);
    await page.goto(file.url);
    await page.getByText(`${exchanges} of ${exchanges} exchanges match`).waitFor();
    const opened = performance.now();
    const filterMs = await page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>("#exchange-filters input");
      const start = performance.now();
      if (input) input.value = "page_size=7 200";
      input?.dispatchEvent(new Event("input", { bubbles: true }));
      document.body.getBoundingClientRect();
      return performance.now() - start;
    });
    const figures = `JSON ${megabytes(JSON.stringify(report).length)}, HTML ${megabytes(file.text.length)}; rendered in ${(rendered - began).toFixed(0)} ms, open after ${(opened - rendered).toFixed(0)} ms, filtered in ${filterMs.toFixed(0)} ms`;
    await annotate(figures);
    process.stdout.write(`10,000 exchanges: ${figures}\n`);

    expect(Buffer.byteLength(file.text)).toBeLessThan(mostCharacters);
    expect(await page.locator("#exchange-count").textContent()).toMatch(/^[1-9]\d* of 10000 exchanges match$/);
    expect(await page.locator("#exchanges > p").first().textContent()).toMatch(
      /Of [\d,]+ exchanges .* The JSON report has everything\./,
    );
    expect(watched).toEqual({ requests: [], complaints: [] });
    await page.close();
    file.remove();
  });

  it("still shows those of a failure whole", async () => {
    const file = pageFileOf(report);
    const named = report.rules.flatMap(({ failure }) => failure?.exchanges ?? []);
    const page = await openPage(browser);
    await page.goto(`${file.url}#exchange-${named[0]}`);
    await page.locator(`#exchange-${named[0]} .transcript`).waitFor();

    expect(await page.locator(`#exchange-${named[0]} .transcript`).textContent()).not.toContain(
      "left out of this page",
    );
    await page.close();
    file.remove();
  });
});

function megabytes(characters: number): string {
  return `${(characters / 1e6).toFixed(1)} MB`;
}
