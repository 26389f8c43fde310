import { readFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { OpenApiDocument } from "../src/reference-page.ts";
import { exportedFile, siteFolder } from "../src/site-paths.ts";
import { launchBrowser, openPage, type Watched, watch } from "./browser.ts";
import { type ServedSite, serveSite } from "./served-site.ts";

let browser: Browser;
let site: ServedSite;
let page: Page;
let watched: Watched;

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
  watched = watch(page, site.origin);
});

afterEach(() => page.close());

const open = async (): Promise<void> => {
  await page.goto(`${site.root}reference.html`);
  // Redoc draws what comes into sight: a reader scrolls there, and no more.
  await page.mouse.wheel(0, 1500);
};

describe("the reference", () => {
  it.each([360, 1400])("shows the operation without a click, %i pixels wide", async (width) => {
    await page.setViewportSize({ width, height: 900 });
    await open();
    await page.getByRole("heading", { name: "List all live sessions" }).waitFor();
    await page.getByText("page_token", { exact: true }).filter({ visible: true }).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });

  it("asks no other origin for anything, and nothing fails", async () => {
    await open();
    await page.getByRole("heading", { name: "List all live sessions" }).waitFor();

    expect(watched).toEqual({ foreign: [], failed: [], complaints: [] });
  });

  it("leads a reader without scripts to the document itself", async () => {
    const plain = await openPage(browser, { javaScriptEnabled: false });
    await plain.goto(`${site.root}reference.html`);

    expect(await plain.locator("noscript a").isVisible()).toBe(true);
    await plain.close();
  });

  it.each(["light", "dark"] as const)("follows a reader who prefers %s", async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await open();
    const luminance = await page.evaluate(() => {
      const colour = getComputedStyle(document.querySelector(".site-header") ?? document.body).backgroundColor;
      return (colour.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
    });

    expect(luminance > 380).toBe(colorScheme === "light");
    expect(await page.evaluate(() => document.documentElement.classList.contains("dark"))).toBe(colorScheme === "dark");
  });

  it("shows each of the document's samples when a reader chooses it", async () => {
    const document = JSON.parse(
      readFileSync(exportedFile("@live-sessions/openapi/openapi.json"), "utf8"),
    ) as OpenApiDocument;
    const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
    const samples = operations.flatMap((operation) => operation["x-codeSamples"] ?? []);
    await open();
    const panel = page.locator(".panel-request-samples");
    expect(samples.length).toBe(4);
    for (const { label, source } of samples.toReversed()) {
      await panel.locator('button[aria-haspopup="menu"]').last().click();
      await page.getByRole("menuitem", { name: label, exact: true }).click();
      const [line = ""] = source.split("\n");

      await panel.getByText(line.trim()).first().waitFor();
    }
  });

  it("has the button that copies a sample above its text, on a phone too", async () => {
    await page.setViewportSize({ width: 360, height: 900 });
    await open();
    const text = page.locator(".panel-request-samples pre").first();
    await text.scrollIntoViewIfNeeded();
    const firstLine = await text.evaluate((pre) => {
      const range = document.createRange();
      range.selectNodeContents(pre);
      return range.getBoundingClientRect().top;
    });
    const button = await page.locator('.panel-request-samples button[aria-label="Copy"]:visible').boundingBox();

    expect((button?.y ?? 0) + (button?.height ?? 900)).toBeLessThanOrEqual(firstLine);
  });

  it("shows no mark of Markdown in a summary", async () => {
    expect(readFileSync(join(siteFolder, "reference.html"), "utf8")).not.toMatch(/"summary":"[^"]*`/);
  });

  it("lies still where it is when a reader follows its own links", async () => {
    await open();
    await page
      .getByRole("link", { name: /List all live sessions/ })
      .first()
      .click();

    expect(new URL(page.url()).pathname).toBe("/some/where/reference.html");
    await page.reload();
    await page.getByRole("heading", { name: "List all live sessions" }).waitFor();
    expect(watched).toEqual({ foreign: [], failed: [], complaints: [] });
  });

  it.each(["openapi.yaml", "openapi.json"])("offers %s for download, byte for byte", async (name) => {
    await open();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name }).click();
    const path = await (await download).path();

    expect(readFileSync(path, "utf8")).toBe(readFileSync(exportedFile(`@live-sessions/openapi/${name}`), "utf8"));
  });
});

describe("the site's server", () => {
  it.each([
    "/",
    "/some/where/nothing.html",
    "/some/where/../../../package.json",
    "/some/where/../package.json",
    "/some/where/%2e%2e/package.json",
    "/some/where/%",
  ])("answers 404 for %s, taken literally", async (path) => {
    // fetch would resolve the dots by itself.
    const status = await new Promise((resolve, reject) => {
      get(site.origin, { path }, (response) => resolve(response.resume().statusCode)).once("error", reject);
    });

    expect(status).toBe(404);
  });
});
