import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { siteFolder } from "../src/site-paths.ts";
import { launchBrowser, openPage } from "./browser.ts";
import { type ServedSite, serveSite } from "./served-site.ts";

let browser: Browser;
let site: ServedSite;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  site = await serveSite();
});

afterAll(async () => {
  await browser.close();
  await site.close();
});

beforeEach(async () => {
  page = await openPage(browser);
});

afterEach(() => page.close());

/** Types into the search as a reader without a mouse does, and follows the first thing that was found. */
async function followFirst(query: string): Promise<string> {
  await page.keyboard.press("/");
  await page.keyboard.type(query);
  await page.locator(".site-search-results li").first().waitFor();
  await page.keyboard.press("ArrowDown");
  const target = (url: URL): boolean => url.href !== start;
  const start = page.url();
  await page.keyboard.press("Enter");
  await page.waitForURL(target);
  return page.url().split("/").at(-1) ?? "";
}

describe("the search", () => {
  it.each([
    ["a clause", "token-stays-in-its-entity", "requirements.html#pagination.token-stays-in-its-entity"],
    ["a rule by its sentence", "walk created_at never increases", "requirements.html#ordering.newest-first"],
    ["a flag", "--known-failures", "command-line.html#run--known-failures"],
    ["a guide by its title", "write a provisioner", "write-a-provisioner.html#write-a-provisioner"],
    ["a library that was tried", "typeorm-cursor-pagination", "thirty-servers.html#cursors"],
    ["a decision", "equal created_at", "decisions.html#equal-created-at--ties-are-broken-by-id-descending"],
    ["a parameter of the reference", "page_token", "reference.html"],
  ])("finds %s, by keyboard alone", async (_, query, href) => {
    await page.goto(site.root);
    await page.keyboard.press("/");
    await page.keyboard.type(query);
    await page.locator(".site-search-results li").first().waitFor();
    const found = await page
      .locator(".site-search-results a")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));

    expect(found).toContain(href);
  });

  it("leads from the reference to what was found", async () => {
    await page.goto(`${site.root}reference.html`);

    expect(await followFirst("pagination.exactly-once")).toBe("requirements.html#pagination.exactly-once");
  });

  it("works on a page that was opened from a file", async () => {
    await page.goto(pathToFileURL(join(siteFolder, "decisions.html")).href);

    expect(await followFirst("pagination.terminates")).toBe("requirements.html#pagination.terminates");
  });

  it("says so when nothing is found, and goes away on Escape", async () => {
    await page.goto(site.root);
    await page.keyboard.press("/");
    await page.keyboard.type("zzzzzzzz");
    await page.getByText("Nothing found.").waitFor();
    await page.keyboard.press("Escape");

    expect(await page.getByText("Nothing found.").isVisible()).toBe(false);
  });
});

describe("a site that was opened from its files, with no network,", () => {
  const fileOf = (name: string): string => pathToFileURL(join(siteFolder, name)).href;

  beforeEach(() => page.context().setOffline(true));

  it("draws the reference, and asks for nothing but files next to it", async () => {
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(fileOf("reference.html"));
    await page.mouse.wheel(0, 1500);
    await page.getByRole("heading", { name: "List all live sessions" }).waitFor();

    expect(asked.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(fileOf("")))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("shows its picture, filters, and leads on", async () => {
    await page.goto(fileOf("index.html"));
    const width = await page.locator(".picture img").evaluate((image: HTMLImageElement) => image.naturalWidth);
    await page.getByRole("link", { name: "Requirements" }).click();
    await page.getByLabel("Family").selectOption("ordering");

    expect(width).toBeGreaterThan(500);
    expect(await page.getByText("4 shown").isVisible()).toBe(true);
    expect(page.url()).toBe(fileOf("requirements.html"));
  });
});

describe("the requirements", () => {
  it("show the clauses of the level and family that a reader chooses, and say how many", async () => {
    await page.goto(`${site.root}requirements.html`);
    await page.getByLabel("Level").selectOption("SHOULD");
    await page.getByLabel("Family").selectOption("ordering");
    expect(await page.getByText("0 shown").isVisible()).toBe(true);
    await page.getByLabel("Family").selectOption("http");
    const shown = await page
      .locator(".clause:visible")
      .evaluateAll((clauses) => clauses.map(({ id, className }) => ({ id, className })));

    expect(shown.map(({ id }) => id)).toContain("http.head");
    expect(shown.every(({ id }) => id.startsWith("http."))).toBe(true);
    expect(await page.locator(".clause:visible .level.must").count()).toBe(0);
  });

  it("show a clause that a link leads to, whatever was chosen", async () => {
    await page.goto(`${site.root}requirements.html`);
    await page.getByLabel("Level").selectOption("SHOULD");
    await page.goto(`${site.root}requirements.html#pagination.exactly-once`);

    await page.locator('[id="pagination.exactly-once"]').waitFor({ state: "visible" });
  });
});

describe("a page", () => {
  it("copies a block of code as it stands", async () => {
    const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    const other = await context.newPage();
    await other.goto(site.root);
    await other.getByRole("button", { name: "Copy" }).last().click();
    await other.getByRole("button", { name: "Copied" }).waitFor();

    expect((await other.evaluate(() => navigator.clipboard.readText())).trim()).toBe("npx -y pnpm@12.21.0 start");
    await context.close();
  });

  it.each(["nowhere.html", "some/where/else"])("that is not there (%s) leads home", async (path) => {
    const response = await page.goto(site.root + path);
    expect(response?.status()).toBe(404);
    await page.getByRole("link", { name: "home page" }).click();
    await page.getByRole("heading", { name: "A paged list that loses nothing" }).waitFor();

    expect(page.url()).toBe(`${site.root}index.html`);
  });
});
