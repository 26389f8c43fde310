import { Marked, type Tokens } from "marked";
import { highlightedCode } from "./highlighted-code.ts";
import { escapeHtml } from "./layout.ts";

/** Where links of a text lead. */
export interface MarkdownOptions {
  /** Gives the `href` of a link as the text has it another value. */
  readonly link?: (href: string) => string;
  /** Levels by which headings go down; 1 makes `#` an `<h2>`. Default 0. */
  readonly headingShift?: number;
  /** Goes before the id of each heading, so that several texts fit on one page. Default "". */
  readonly idPrefix?: string;
}

const MAX_WHOLE = 24;

/** The id of a heading with this text: lower case, words joined by hyphens. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[`*_]/g, "")
    .replace(/[^\p{Letter}\p{Number}]+/gu, "-")
    .replace(/^-|-$/g, "");
}

/** Markdown as HTML. Headings get ids; code and tables that are too wide scroll, by keyboard too. */
export function renderMarkdown(text: string, options: MarkdownOptions = {}): string {
  return markedWith(options).parse(text, { async: false });
}

/** One line of Markdown, without a paragraph around it. */
export function renderInline(text: string, options: MarkdownOptions = {}): string {
  return markedWith(options).parseInline(text, { async: false });
}

function markedWith({ link = (href) => href, headingShift = 0, idPrefix = "" }: MarkdownOptions): Marked {
  const plain = new Marked();
  return new Marked({
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading): string {
        const level = Math.min(depth + headingShift, 6);
        return `<h${level} id="${idPrefix}${slug(text)}">${this.parser.parseInline(tokens)}</h${level}>\n`;
      },
      code({ text, lang }: Tokens.Code): string {
        return `${highlightedCode(text, lang ?? "")}\n`;
      },
      codespan({ text }: Tokens.Codespan): string {
        // A flag or a name that fits on any line is not broken at its hyphens.
        const isShort = text.length <= MAX_WHOLE;
        return `<code${isShort ? ' class="whole"' : ""}>${escapeHtml(text)}</code>`;
      },
      link({ href, tokens }: Tokens.Link): string {
        return `<a href="${escapeHtml(link(href))}">${this.parser.parseInline(tokens)}</a>`;
      },
      image({ href, text }: Tokens.Image): string {
        return `<span class="picture" tabindex="0" role="group" aria-label="Picture"><img src="${escapeHtml(href)}" alt="${escapeHtml(text)}"></span>`;
      },
      table(token: Tokens.Table): string {
        const html = plain.Renderer.prototype.table.call(this, token);
        return `<div class="wide" tabindex="0" role="group" aria-label="Table">${withLabels(html, token)}</div>\n`;
      },
    },
  });
}

/** Names next to each cell its column: where the window is narrow, the cells of a row stand one below the other. */
function withLabels(html: string, { header }: Tokens.Table): string {
  let cell = 0;
  return html.replace(/<td/g, () => {
    const { text = "" } = header[cell++ % header.length] ?? {};
    return `<td data-label="${escapeHtml(text)}"`;
  });
}
