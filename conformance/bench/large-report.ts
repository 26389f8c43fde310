import type { Page } from "playwright-core";
import { launchBrowser } from "../test/html/browser.ts";
import { largeReport } from "../test/html/large-report.ts";
import { pageFileOf, reportOn } from "../test/html/reports.ts";

const exchanges = 10_000;
const rounds = 7;

interface Figures {
  readonly openMs: number;
  readonly firstPaintMs: number;
  readonly filterMs: number;
  readonly renderMs: number;
  readonly bytes: number;
}

/** Prints how large the page of a large report is, and how long it takes to render, open and filter; medians. */
export async function printLargeReport(): Promise<void> {
  const report = largeReport(await reportOn("keyset-time-only"), exchanges);
  const browser = await launchBrowser();
  try {
    const figures: Figures[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now();
      const file = pageFileOf(report);
      const renderMs = performance.now() - begun;
      const page = await browser.newPage();
      figures.push({ renderMs, bytes: Buffer.byteLength(file.text), ...(await measure(page, file.url)) });
      await page.close();
      file.remove();
    }
    const of = (name: keyof Figures): number => median(figures.map((one) => one[name]));
    process.stdout.write(`
A report of ${exchanges.toLocaleString("en")} exchanges in Chromium, median of ${rounds} rounds (budgets: 5 MB, 1,000 ms)
  page            ${(of("bytes") / 1e6).toFixed(2)} MB
  rendered in     ${of("renderMs").toFixed(0)} ms
  opened in       ${of("openMs").toFixed(0)} ms, all exchanges ready to filter
  first paint     ${of("firstPaintMs").toFixed(0)} ms
  filtered in     ${of("filterMs").toFixed(0)} ms
`);
  } finally {
    await browser.close();
  }
}

async function measure(page: Page, url: string): Promise<Pick<Figures, "openMs" | "firstPaintMs" | "filterMs">> {
  const begun = performance.now();
  await page.goto(url);
  await page.getByText(`${exchanges} of ${exchanges} exchanges match`).waitFor();
  const openMs = performance.now() - begun;
  const firstPaintMs = await page.evaluate(() => performance.getEntriesByType("paint")[0]?.startTime ?? Number.NaN);
  const filterMs = await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>("#exchange-filters input");
    const start = performance.now();
    if (input) input.value = "page_size=7 200";
    input?.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.getBoundingClientRect();
    return performance.now() - start;
  });
  return { openMs, firstPaintMs, filterMs };
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
