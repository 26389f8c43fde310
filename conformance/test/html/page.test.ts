import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Report } from "../../src/index.ts";
import { launchBrowser, openPage, type Watched, watch } from "./browser.ts";
import { attack, hostileReport } from "./hostile-report.ts";
import { type PageFile, pageFileOf, readOnlyReportOn, reportOn } from "./reports.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser: Browser;
let page: Page;
let watched: Watched;
const reports = new Map<string, Report>();
const files = new Map<string, PageFile>();

beforeAll(async () => {
  browser = await launchBrowser();
  reports.set("conformant", await reportOn("base"));
  reports.set("tie-dropping", await reportOn("keyset-time-only"));
  reports.set("partial", await reportOn("keyset-in-memory", { skipRules: ["errors.*"] }));
  reports.set("read-only", await readOnlyReportOn("keyset-time-only"));
  reports.set("hostile", hostileReport(reportNamed("tie-dropping")));
  for (const [name, report] of reports) files.set(name, pageFileOf(report));
});

afterAll(async () => {
  await browser.close();
  for (const file of files.values()) file.remove();
});

beforeEach(async () => {
  page = await openPage(browser);
  watched = watch(page);
});

afterEach(async () => {
  await page.close();
});

function reportNamed(name: string): Report {
  const report = reports.get(name);
  if (!report) throw new Error(`There is no report "${name}".`);
  return report;
}

async function open(name: string, fragment = ""): Promise<void> {
  await page.goto(`${files.get(name)?.url ?? ""}${fragment}`);
  await page.getByText(/exchanges match/).waitFor();
}

async function openAll(selector: string): Promise<void> {
  await page.evaluate((all) => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>(all)) details.open = true;
  }, selector);
}

/** Leaves a few of what is there many times: axe takes seconds for the colours behind hundreds of lines that are all alike. */
async function leaveFewOfAKind(): Promise<void> {
  await page.evaluate(() => {
    for (const alike of ["details.rule[data-outcome=passed]", "#exchange-list > details"])
      for (const element of [...document.querySelectorAll(alike)].slice(3)) element.remove();
    for (const code of document.querySelectorAll("pre code")) {
      const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        node.nodeValue = node.nodeValue?.slice(0, 200) ?? "";
    }
  });
}

/** What light and dark differ in; all else that axe looks at is the same in both. */
const colourRules = ["color-contrast", "link-in-text-block"];

describe("the page", () => {
  it.each(["conformant", "tie-dropping", "partial", "read-only"])(
    "shows verdict and counts of a %s report",
    async (name) => {
      const report = reportNamed(name);
      await open(name);

      expect(await page.locator("#verdict").textContent()).toBe(report.verdict);
      const counts = await page
        .locator("[data-count]")
        .evaluateAll((all) => all.map((count) => [count.getAttribute("data-count"), Number(count.textContent)]));
      expect(Object.fromEntries(counts)).toEqual(report.summary);
      const outcomes = await page
        .locator("details.rule")
        .evaluateAll((all) => all.map((rule) => [rule.id, rule.getAttribute("data-outcome")]));
      expect(Object.fromEntries(outcomes)).toEqual(
        Object.fromEntries(report.rules.map(({ id, outcome }) => [id, outcome])),
      );
    },
  );

  it("is green for nothing but a whole proof, and lists what was skipped as unproven", async () => {
    const report = reportNamed("partial");
    await open("partial");

    expect(report.verdict).toBe("partially-proven");
    expect(await page.locator(".verdict.v-passed").count()).toBe(0);
    const unproven = await page.locator(".unproven a").allTextContents();
    expect(unproven).toEqual(
      expect.arrayContaining(report.rules.filter(({ outcome }) => outcome === "skipped").map(({ id }) => id)),
    );
    expect(await page.locator("details.rule[data-outcome=skipped] .o-passed").count()).toBe(0);
  });

  it.each(["conformant", "tie-dropping", "hostile"])("asks for nothing and complains of nothing (%s)", async (name) => {
    await open(name);
    await openAll("#exchange-list details");
    await page.locator("#exchange-list .transcript").nth(5).waitFor();

    expect(watched).toEqual({ requests: [], complaints: [] });
  });

  it.each([360, 1400])("fits %i pixels", async (width) => {
    await page.setViewportSize({ width, height: 800 });
    for (const name of ["tie-dropping", "hostile"]) {
      await open(name);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBe(width);
    }
  });

  const views = ["conformant", "tie-dropping"].flatMap((name) =>
    (["light", "dark"] as const).flatMap((scheme) => [360, 1400].map((width) => [name, scheme, width] as const)),
  );

  it.each(views)(
    "has no serious fault for those who cannot see or use a mouse: %s, %s, %i pixels",
    async (name, colorScheme, width) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await open(name);
      await openAll("#exchange-list details:first-child, .facts, details.rule[open] details");
      await page.locator("#exchange-list .transcript").first().waitFor();
      await leaveFewOfAKind();
      await page.evaluate(axeSource);
      const violations = await page.evaluate(
        async (only) => {
          const { violations: all } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
            resultTypes: ["violations"],
            ...(only === undefined ? {} : { runOnly: only }),
          });
          return all.map(({ id, impact, nodes }) => ({
            id,
            impact,
            where: nodes.slice(0, 3).map(({ target }) => target.join(" ")),
          }));
        },
        colorScheme === "dark" ? colourRules : undefined,
      );

      expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
    },
  );

  it.each([
    [1400, 900],
    [360, 800],
  ])(
    "shows verdict, cause and the first lost session on the first screen of %i by %i pixels",
    async (width, height) => {
      const [cause] = reportNamed("tie-dropping").diagnoses ?? [];
      await page.setViewportSize({ width, height });
      await open("tie-dropping");

      expect(await page.locator("#cause-heading").textContent()).toBe(cause?.title);
      expect(await page.locator(".close-up .mark-lost .word").first().textContent()).toBe("lost");
      for (const part of ["#verdict", "#cause-heading", ".close-up svg"]) {
        const box = await page.locator(part).boundingBox();
        expect((box?.y ?? height) + (box?.height ?? height), part).toBeLessThanOrEqual(height);
        expect((box?.x ?? width) + (box?.width ?? width), part).toBeLessThanOrEqual(width);
      }
    },
  );

  it("draws the walk as wide as its frame allows, up to half as much again as it is", async () => {
    await page.setViewportSize({ width: 1400, height: 900 });
    await open("tie-dropping");
    const drawing = page.locator("[id='pagination.exactly-once'] .drawing svg");
    const [natural, shown] = await drawing.evaluate((svg) => [
      Number(svg.getAttribute("width")),
      svg.getBoundingClientRect().width,
    ]);

    expect(shown).toBeGreaterThan(1.3 * (natural ?? 0));
  });

  it("has the ids and the titles of all rules one below the other", async () => {
    await page.setViewportSize({ width: 1400, height: 900 });
    await open("tie-dropping");
    for (const column of [".outcome", ".level", ".rule-id", ".title"]) {
      const lefts = await page
        .locator(`details.rule > summary > ${column}`)
        .evaluateAll((all) => all.map((cell) => Math.round(cell.getBoundingClientRect().left)));
      expect(new Set(lefts).size, column).toBe(1);
    }
  });

  it.each(["conformant", "tie-dropping"])("cuts nothing on paper (%s)", async (name) => {
    await open(name);
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 720, height: 1000 });
    const cut = await page.evaluate(() => {
      dispatchEvent(new Event("beforeprint"));
      const isCut = (element: Element): boolean => {
        const { right, width } = element.getBoundingClientRect();
        const isHidden = getComputedStyle(element).overflow !== "visible" && !element.closest("svg");
        const isInner =
          element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1;
        return width > 0 && (right > innerWidth + 1 || (isHidden && isInner));
      };
      return [...document.querySelectorAll("body *:not(.skip)")]
        .filter(isCut)
        .map(({ outerHTML }) => outerHTML.slice(0, 200));
    });

    expect(cut).toEqual([]);
  });

  it("leads from a link to a rule, and to an exchange, however it is reached", async () => {
    await open("conformant", "#pagination.exactly-once");
    expect(await page.locator("[id='pagination.exactly-once']").getAttribute("open")).toBe("");

    await page.evaluate(() => {
      location.hash = "#exchange-200";
    });
    await page.locator("#exchange-200 .transcript").waitFor();
    expect(await page.locator("#exchange-200 pre").first().textContent()).toContain(
      reportNamed("conformant").exchanges[199]?.request.target,
    );
  });
});

describe("the filters", () => {
  /** Goes to a field by the link that skips to its part, and on from there. */
  async function focus(name: string): Promise<void> {
    const part = name.split("-", 1)[0] ?? "";
    await page.locator(`a.skip[href^="#${part}"]`).focus();
    await page.keyboard.press("Enter");
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press("Tab");
      const active = await page.evaluate(() => {
        const { activeElement } = document;
        return activeElement instanceof HTMLInputElement
          ? `${activeElement.form?.id} ${activeElement.name} ${activeElement.value}`.trim()
          : "";
      });
      if (active === name) return;
    }
    throw new Error(`The keyboard does not reach "${name}".`);
  }

  it("of the rules are worked by keyboard alone", async () => {
    const { rules } = reportNamed("tie-dropping");
    await open("tie-dropping");
    await focus("rule-filters outcome passed");
    await page.keyboard.press("Space");
    const open_ = rules.filter(({ outcome }) => outcome !== "passed").length;
    expect(await page.locator("details.rule:visible").count()).toBe(open_);

    await focus("rule-filters text");
    await page.keyboard.type("exactly-once lost");
    await page.keyboard.press("Enter");
    expect(await page.locator("details.rule:visible .rule-id").allTextContents()).toContain("pagination.exactly-once");
    expect(await page.locator("#rule-count").textContent()).toMatch(
      new RegExp(`^\\d+ of ${rules.length} rules shown$`),
    );
  });

  it("that count outcomes show those that are pressed, by mouse and keyboard", async () => {
    const { rules } = reportNamed("tie-dropping");
    const numberOf = (...outcomes: readonly string[]): number =>
      rules.filter(({ outcome }) => outcomes.includes(outcome)).length;
    const shown = page.locator("details.rule:visible");
    await open("tie-dropping");
    const [failed, inconclusive] = [
      page.getByRole("button", { name: /failed/ }),
      page.getByRole("button", { name: /inconclusive/ }),
    ];

    await failed.click();
    expect([await failed.getAttribute("aria-pressed"), await shown.count()]).toEqual(["true", numberOf("failed")]);
    await inconclusive.focus();
    await page.keyboard.press("Space");
    expect(await shown.count()).toBe(numberOf("failed", "inconclusive"));
    expect(await page.locator("#rule-filters [value=passed]").isChecked()).toBe(false);
    await page.keyboard.press("Enter");
    await failed.click();
    expect([await failed.getAttribute("aria-pressed"), await shown.count()]).toEqual(["false", rules.length]);
    await page.locator("#rule-filters [value=passed]").uncheck();
    expect([await failed.getAttribute("aria-pressed"), await inconclusive.getAttribute("aria-pressed")]).toEqual([
      "true",
      "true",
    ]);
  });

  it("that count outcomes are links to the first rule of theirs where scripts do not run", async () => {
    const plain = await openPage(browser, { javaScriptEnabled: false });
    await plain.goto(files.get("tie-dropping")?.url ?? "");
    await plain.locator("a.chip", { hasText: "failed" }).click();
    const first = reportNamed("tie-dropping").rules.find(({ outcome }) => outcome === "failed");
    expect(new URL(plain.url()).hash).toBe(`#${first?.id}`);
    await plain.close();
  });

  it("of the exchanges find them by number, request, status and purpose", async () => {
    const { exchanges } = reportNamed("tie-dropping");
    await open("tie-dropping");
    await focus("exchange-filters text");
    await page.keyboard.type("401 keys");

    const expected = exchanges.filter(
      ({ purpose, response }) => purpose.experiment === "keys" && response?.status === 401,
    ).length;
    expect(expected).toBeGreaterThan(0);
    expect(await page.locator("#exchange-count").textContent()).toBe(
      `${expected} of ${exchanges.length} exchanges match`,
    );
  });
});

describe("the picture of a walk", () => {
  it.each(["tie-dropping", "read-only"])("says which sessions were lost, in words too (%s)", async (name) => {
    const failure = reportNamed(name).rules.find(({ id }) => id === "pagination.exactly-once")?.failure;
    await open(name);
    const figure = page.locator("[id='pagination.exactly-once'] figure");

    expect(await figure.locator("svg[role=img]").getAttribute("aria-label")).toMatch(/ \d+ lost\. .*share/);
    expect(await figure.locator(".mark-lost .word").first().textContent()).toBe("lost");
    await figure.locator(".facts summary").click();
    const row = figure.locator("tr", { hasText: failure?.sessions.at(-1) ?? "?" });
    expect(await row.textContent()).toMatch(/tie of \d.*lost: /);
  });

  it("marks with every mark a shape of its own, so that colour says nothing alone", async () => {
    await open("tie-dropping");
    expect(await page.locator(".mark-lost path").first().getAttribute("d")).toMatch(/^M.*Z$/);
    expect(await page.locator(".mark-expected rect").count()).toBeGreaterThan(10);
  });
});

describe("text of a hostile server", () => {
  it("stays text, wherever it stands", async () => {
    await open("hostile");
    await openAll("details");
    await page.locator("#exchange-list .transcript").nth(20).waitFor();

    expect(await page.evaluate(() => "hacked" in globalThis)).toBe(false);
    expect(await page.locator("script").count()).toBe(2);
    expect(await page.locator("img, [onerror], [onload]").count()).toBe(0);
    expect(watched.complaints).toEqual([]);
    expect(await page.locator(".failures").textContent()).toContain(attack.slice(0, 60));
    expect(await page.locator("#exchange-list pre").nth(1).textContent()).toContain(attack.slice(0, 60));
  });

  it("cannot hide or turn what stands next to it", async () => {
    await open("hostile");
    const text = (await page.locator("main").textContent()) ?? "";

    expect(text).toContain("\\u2028\\u202e\\u0000\\ud800");
    for (const character of ["\u2028", "\u202e", "\u0000"]) expect(text.includes(character)).toBe(false);
  });
});
