import { createHash } from "node:crypto";
import { clientScript } from "./generated/client-script.ts";
import type { Html } from "./html-text.ts";
import { html } from "./html-text.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { WALK_STYLE } from "./walk-style.ts";

/** The parts of a page. */
export interface PageParts {
  readonly title: string;
  readonly top: Html;
  readonly main: Html;
  readonly foot: Html;
}

/** A whole document that loads nothing: style and script stand in it, and the policy allows these two alone. */
export function page({ title, top, main, foot }: PageParts): string {
  const style = PAGE_STYLE + WALK_STYLE;
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(clientScript)}'`,
    `style-src '${hashOf(style)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<a class="skip" href="#rules-heading">To the rules</a>
<a class="skip" href="#exchanges-heading">To the exchanges</a>
${top}
<main>
${main}
</main>
<footer>${foot}</footer>
<script>${{ markup: clientScript }}</script>
</body>
</html>
`.markup;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
