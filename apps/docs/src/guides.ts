import { readFileSync } from "node:fs";
import { join } from "node:path";
import { page } from "./layout.ts";
import { renderInline, renderMarkdown } from "./markdown.ts";
import { docsRoot } from "./site-paths.ts";

/** A guide: `guides/<name>.md`, built as `<name>.html`. */
export interface Guide {
  readonly name: string;
  /** One sentence for the list of guides; Markdown. */
  readonly summary: string;
}

/** The guides, in reading order. */
export const guides: readonly Guide[] = [
  {
    name: "verify-your-server",
    summary: "Ask a deployment whether it keeps the contract: provisioned, read-only, in CI, in your test runner.",
  },
  { name: "use-the-client", summary: "List, walk and resume from TypeScript, and tell failures apart." },
  { name: "run-the-server", summary: "Run the reference server on SQLite, or put the handler on a store of your own." },
  {
    name: "media-servers",
    summary:
      "Have SRS, nginx-rtmp, OvenMediaEngine, Ant Media or MediaMTX write the sessions: the configuration to paste.",
  },
  {
    name: "write-a-provisioner",
    summary: "Let the suite make its own data on your test deployment: whole examples in TypeScript and Python.",
  },
  { name: "order-paging-errors", summary: "How the list is ordered, how a walk goes, and what each error means." },
];

/** The Markdown of a guide, with the files that it shows put in. */
export function guideText({ name }: Guide): string {
  return withFiles(readFileSync(join(docsRoot, "guides", `${name}.md`), "utf8"));
}

/** A guide as a page. */
export function guidePage(guide: Guide): string {
  const text = guideText(guide);
  const [, title = guide.name] = /^# (.+)$/m.exec(text) ?? [];
  const html = renderMarkdown(text, { link: (href) => href.replace(/\.md(?=#|$)/, ".html") });
  return page(title, "guides.html", html);
}

/** The page that lists the guides. */
export function guidesPage(): string {
  const items = guides.map((guide) => {
    const [, title = guide.name] = /^# (.+)$/m.exec(guideText(guide)) ?? [];
    return `<li><a href="${guide.name}.html">${renderInline(title)}</a><br>${renderInline(guide.summary)}</li>`;
  });
  return page("Guides", "guides.html", `<h1>Guides</h1>\n<ul class="cards">${items.join("\n")}</ul>`);
}

/** A fence such as ```` ```ts file=examples/provisioner.ts ```` is filled with that file, which a test runs. */
function withFiles(text: string): string {
  return text.replace(/^```(\w+) file=(\S+)\n```$/gm, (_, language: string, file: string) => {
    return `\`\`\`${language}\n${readFileSync(join(docsRoot, file), "utf8").trimEnd()}\n\`\`\``;
  });
}
