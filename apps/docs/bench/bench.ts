// How soon a reader sees the reference, and how large the site is; in Chromium, with an empty cache in each round.
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { siteFolder } from "../src/site-paths.ts";
import { launchFrom } from "../test/browser.ts";
import { serveSite } from "../test/served-site.ts";
import { unpackedChromium } from "../test/unpack-chromium.ts";

const rounds = 11;
const budgetMs = 1000;
const pages = ["", "reference.html", "requirements.html", "verify-your-server.html"];

interface Paint {
  readonly firstMs: number;
  readonly contentfulMs: number;
  /** When the operation's heading is there, drawn by Redoc's script; NaN on other pages. */
  readonly operationMs: number;
}

async function paintOf(browser: Browser, url: string, isReference: boolean): Promise<Paint> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  if (isReference) await page.getByRole("heading", { name: "List all live sessions" }).waitFor();
  const operationMs = isReference ? await page.evaluate(() => performance.now()) : Number.NaN;
  // A paint is entered once it was shown, which may be after the page is loaded.
  const entries = await page.evaluate(
    () =>
      new Promise<Record<string, number>>((resolve) => {
        const seen: Record<string, number> = {};
        new PerformanceObserver((list, observer) => {
          for (const { name, startTime } of list.getEntries()) seen[name] = startTime;
          if (!("first-contentful-paint" in seen)) return;
          observer.disconnect();
          resolve(seen);
        }).observe({ type: "paint", buffered: true });
      }),
  );
  await context.close();
  const { "first-paint": firstMs = Number.NaN, "first-contentful-paint": contentfulMs = Number.NaN } = entries;
  return { firstMs, contentfulMs, operationMs };
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const browser = await launchFrom(await unpackedChromium());
const site = await serveSite();
try {
  process.stdout.write(`\nPaint in Chromium, median of ${rounds} rounds (budget of the reference ${budgetMs} ms)\n`);
  for (const name of pages) {
    const paints: Paint[] = [];
    for (let round = 0; round < rounds; round += 1)
      paints.push(await paintOf(browser, site.root + name, name === "reference.html"));
    const of = (key: keyof Paint): string => `${median(paints.map((paint) => paint[key])).toFixed(0)} ms`;
    const operation = name === "reference.html" ? `, the operation after ${of("operationMs")}` : "";
    const label = name === "" ? "index.html" : name;
    process.stdout.write(
      `  ${label.padEnd(28)} first ${of("firstMs")}, contentful ${of("contentfulMs")}${operation}\n`,
    );
  }
  for (const name of globSync("*", { cwd: siteFolder }).sort()) {
    const file = join(siteFolder, name);
    const packed = gzipSync(readFileSync(file)).length;
    process.stdout.write(`  ${name.padEnd(28)} ${kilobytes(statSync(file).size)}, ${kilobytes(packed)} gzipped\n`);
  }
} finally {
  await browser.close();
  await site.close();
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}
