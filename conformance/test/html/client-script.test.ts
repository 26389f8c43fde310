import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { clientScriptSource } from "../../scripts/bundle-html-client.ts";
import { html } from "../../src/report/html/html-text.ts";
import { page } from "../../src/report/html/page.ts";

it("the embedded script is the one that its source gives: `node scripts/bundle-html-client.ts` writes it", async () => {
  const committed = readFileSync(new URL("../../src/report/html/generated/client-script.ts", import.meta.url), "utf8");
  expect(committed).toBe(await clientScriptSource());
});

it("the page's policy allows its own script and style, and nothing else", () => {
  const nothing = html``;
  const text = page({ title: "a report", top: nothing, main: nothing, foot: nothing });
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(text)?.[1]?.replaceAll("&#39;", "'") ?? "";
  const hashOf = (element: string): string => {
    const content = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(text)?.[1] ?? "";
    return createHash("sha256").update(content).digest("base64");
  };

  expect(policy.split("; ")).toEqual([
    "default-src 'none'",
    `script-src 'sha256-${hashOf("script")}'`,
    `style-src 'sha256-${hashOf("style")}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});
