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

async function violationsOf(page: Page): Promise<Violation[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.map(({ id, impact, nodes }) => ({ id, impact, where: nodes.map((node) => node.html) }));
  });
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

  const views = [
    { width: 360, colorScheme: "light" },
    { width: 360, colorScheme: "dark" },
    { width: 768, colorScheme: "light" },
    { width: 1400, colorScheme: "light" },
    { width: 1400, colorScheme: "dark" },
  ] as const;

  it.each(views)(
    "is accessible, fits and asks for nothing else, $width pixels wide and $colorScheme",
    async ({ width, colorScheme }) => {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      context.setDefaultTimeout(0);
      for (const name of pages) {
        const page = await context.newPage();
        const watched = watch(page, site.origin);
        await page.goto(site.root + name);
        if (name === "reference.html") await drawWholeReference(page);
        const violations = await violationsOf(page);

        expect(violations.filter(isGrave), name).toEqual([]);
        const known = name === "reference.html" ? Object.keys(redocFindings) : [];
        expect(
          violations.filter(({ id }) => !known.includes(id)),
          name,
        ).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBe(width);
        expect(watched, name).toEqual({ foreign: [], failed: [], complaints: [] });
        await page.close();
      }
      await context.close();
    },
  );

  it("still has of Redoc what is listed, so that the list does not outlive its findings", async () => {
    const page = await openPage(browser, { viewport: { width: 1400, height: 900 } });
    await page.goto(`${site.root}reference.html`);
    await drawWholeReference(page);

    expect((await violationsOf(page)).map(({ id }) => id).toSorted()).toEqual(Object.keys(redocFindings).toSorted());
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
