import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listRules, readClauses, readCoverage } from "../src/contract.ts";
import { siteFolder } from "../src/site-paths.ts";
import { launchBrowser, openPage, watch } from "./browser.ts";
import { redocFindings } from "./redoc-findings.ts";
import { type ServedSite, serveSite } from "./served-site.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");
const pages = globSync("*.html", { cwd: siteFolder }).sort();
const html = (name: string): string => readFileSync(join(siteFolder, name), "utf8");

let browser: Browser;
let site: ServedSite;

beforeAll(async () => {
  browser = await launchBrowser();
  site = await serveSite();
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

/** The part of a page that is written here: all of it, or the bar above what Redoc draws. */
const ownPart = (name: string): string =>
  name === "reference.html" ? (html(name).split("</header>")[0] ?? "") : html(name);

function links(name: string): string[] {
  return [...ownPart(name).matchAll(/<(?:a|link|script|img)[^>]* (?:href|src)="([^"]*)"/g)].map(
    ([, href = ""]) => href,
  );
}

/** Why a link of the page leads nowhere; undefined when it leads somewhere, or out of the site. */
function brokenLink(from: string, href: string): string | undefined {
  if (/^(https:|data:)/.test(href)) return undefined;
  const [path = "", fragment] = href.split("#");
  const target = path === "" ? from : path;
  if (globSync(target, { cwd: siteFolder }).length !== 1) return `${from}: ${href} has no page`;
  const isThere = fragment === undefined || html(target).includes(` id="${fragment}"`);
  return isThere ? undefined : `${from}: ${href} has no anchor`;
}

/** Redoc draws what comes into sight: the reader scrolls to the end of it. */
async function drawWholeReference(page: Page): Promise<void> {
  for (const drawn of ["h2", ".schema-name", "[data-line]", ".token.property", 'button[aria-label^="Example: "]']) {
    const all = page.locator(drawn);
    while ((await all.count()) === 0) await page.mouse.wheel(0, 400);
    await all.first().scrollIntoViewIfNeeded();
  }
}

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly where: readonly string[];
}

const isGrave = ({ impact }: Violation): boolean => impact === "serious" || impact === "critical";

/** Rules of axe that look at colours: all that can come out otherwise when the same page turns dark. */
const colourRules = ["color-contrast", "link-in-text-block"];

/**
 * Leaves one word of code in each of a page's colours, and the others as bare text: what axe finds at one word of a colour it
 * finds at all, as they hold text and nothing else, on the same ground.
 */
async function keepOneWordOfEachColour(page: Page): Promise<void> {
  await page.evaluate(() => {
    const styles = new Set<string | null>();
    for (const word of document.querySelectorAll("main pre span[style]:not(:has(*))")) {
      const style = word.getAttribute("style");
      if (styles.has(style)) word.replaceWith(word.textContent ?? "");
      else styles.add(style);
    }
  });
}

/** What axe, which the page holds, has against the page; by all of its rules unless some are named. */
async function violationsOf(page: Page, rules?: readonly string[]): Promise<Violation[]> {
  return page.evaluate(
    async (runOnly) => {
      const { axe } = globalThis as unknown as {
        axe: {
          run(options: object): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
        };
      };
      // Nobody reads the selectors of what passed, which take longer than the rules.
      const { violations } = await axe.run({ ...runOnly, resultTypes: ["violations"], selectors: false });
      return violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map((node) => node.html) }));
    },
    rules && { runOnly: [...rules] },
  );
}

describe("the site", () => {
  it("has a page for each part, and none of its links leads nowhere", () => {
    expect(pages).toContain("requirements.html");
    expect(links("requirements.html").length).toBeGreaterThan(50);
    expect(pages.flatMap((name) => links(name).map((href) => brokenLink(name, href))).filter(Boolean)).toEqual([]);
  });

  it("gives every clause its anchor, and names every rule next to the clauses that it proves", () => {
    const text = html("requirements.html");
    const missing = [
      ...readClauses().clauses.filter(({ id }) => !text.includes(`id="${id}"`)),
      ...listRules().filter(({ id, title }) => !new RegExp(`<code[^>]*>${id}</code>: ${title.slice(0, 8)}`).test(text)),
    ];

    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  it("names next to each clause every mutant that its rules kill, as the suite's own coverage has them", () => {
    const sections = html("requirements.html").split('<section class="clause" id="').slice(1);
    const shown = sections.map((section) => [
      section.split('"')[0],
      [...(section.split("<dt>Catches</dt>")[1] ?? "").matchAll(/<li><code>([\w-]+)<\/code><\/li>/g)].map(
        ([, name]) => name,
      ),
    ]);
    const covered = [...readCoverage()].map(([id, rules]) => [id, rules.flatMap(({ mutants }) => mutants)]);

    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(covered));
    expect(new Set(covered.flatMap(([, mutants]) => mutants)).size).toBeGreaterThan(300);
  });

  it("uses no anchor twice on a page", () => {
    const twice = pages
      .filter((name) => name !== "reference.html")
      .flatMap((name) => {
        const ids = [...html(name).matchAll(/ id="([^"]+)"/g)].map(([, id = ""]) => id);
        return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${name}#${id}`);
      });

    expect(twice).toEqual([]);
  });

  // A page is loaded once for all of them: its layout and its colours are style sheets, not scripts.
  const views = [
    { width: 1400, colorScheme: "light" },
    { width: 1400, colorScheme: "dark" },
    { width: 360, colorScheme: "dark" },
    { width: 360, colorScheme: "light" },
    { width: 768, colorScheme: "light" },
  ] as const;

  it.each(pages)("is accessible, fits and asks for nothing else, at every width, light and dark: %s", async (name) => {
    const page = await openPage(browser, { viewport: { width: 1400, height: 900 } });
    const watched = watch(page, site.origin);
    await page.goto(site.root + name);
    if (name === "reference.html") await drawWholeReference(page);
    await keepOneWordOfEachColour(page);
    await page.evaluate(axeSource);
    const known = name === "reference.html" ? Object.keys(redocFindings) : [];
    for (const { width, colorScheme } of views) {
      const view = `${width} pixels, ${colorScheme}`;
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const violations = await violationsOf(page, colorScheme === "dark" ? colourRules : undefined);
      const ids = violations.map(({ id }) => id).toSorted();

      expect(violations.filter(isGrave), view).toEqual([]);
      expect(
        violations.filter(({ id }) => !known.includes(id)),
        view,
      ).toEqual([]);
      // So that the list does not outlive its findings.
      if (view === "1400 pixels, light") expect(ids, "of Redoc").toEqual(known.toSorted());
      expect(await page.evaluate(() => document.documentElement.scrollWidth), view).toBe(width);
      expect(await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches)).toBe(
        colorScheme === "dark",
      );
    }
    expect(watched).toEqual({ foreign: [], failed: [], complaints: [] });
    await page.close();
  });

  it("is dark on every page once the reference was switched to dark", async () => {
    const page = await openPage(browser, { colorScheme: "light" });
    await page.goto(`${site.root}reference.html`);
    await page.evaluate(() => localStorage.setItem("redoc.colorMode", "dark"));
    await page.goto(`${site.root}requirements.html`);

    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("dark");
    await page.close();
  });
});
