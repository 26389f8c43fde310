// Writes docs-images: what the HTML report shows of a server that loses sessions, and of one that keeps the contract.
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { launchBrowser, openPage } from "../test/html/browser.ts";
import { pageFileOf, reportOn } from "../test/html/reports.ts";

const folder = fileURLToPath(new URL("../docs-images/", import.meta.url));

/** Opens the report of a run on a server of the corpus, and has `shoot` take its picture. */
async function picture(
  server: string,
  deviceScaleFactor: number,
  shoot: (page: Page) => Promise<unknown>,
): Promise<void> {
  const report = pageFileOf(await reportOn(server));
  const page = await openPage(browser, { viewport: { width: 1100, height: 900 }, deviceScaleFactor });
  await page.goto(report.url);
  await shoot(page);
  await page.close();
  report.remove();
}

const browser = await launchBrowser();
try {
  await picture("keyset-time-only", 2, async (page) => {
    // Nobody follows a link of a picture.
    await page.locator(".close-up a").evaluate((link) => link.remove());
    await page.locator(".close-up").screenshot({ path: `${folder}report-lost-in-a-tie.png` });
  });
  await picture("base", 1, async (page) => {
    const end = await page.getByRole("heading", { name: "The run", exact: true }).boundingBox();
    const clip = { x: 0, y: 0, width: 1100, height: Math.floor(end?.y ?? 640) - 24 };
    await page.screenshot({ path: `${folder}report-conformant.png`, clip, fullPage: true });
  });
} finally {
  await browser.close();
}
