import { readFileSync } from "node:fs";
import { join } from "node:path";
import { page } from "./layout.ts";
import { listFaultsTable, realListsText } from "./list-tables.ts";
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
  {
    name: "bill-a-month",
    summary: "Add up the seconds of a month, entity by entity, and no bill rather than half of one.",
  },
  { name: "run-the-server", summary: "Run the reference server on SQLite, or put the handler on a store of your own." },
  {
    name: "media-servers",
    summary:
      "Have SRS, nginx-rtmp, OvenMediaEngine, Ant Media or MediaMTX write the sessions: what holds for all of them.",
  },
  { name: "srs", summary: "The configuration of SRS to paste: `http_hooks`." },
  { name: "nginx-rtmp", summary: "The configuration of nginx-rtmp to paste: `on_publish` and two more." },
  { name: "ovenmediaengine", summary: "The configuration of OvenMediaEngine to paste: `AdmissionWebhooks`." },
  { name: "ant-media", summary: "The settings of Ant Media to paste: its web hook." },
  { name: "mediamtx", summary: "The configuration of MediaMTX to paste: two commands." },
  {
    name: "write-a-provisioner",
    summary: "Let the suite make its own data on your test deployment: whole examples in TypeScript and Python.",
  },
  {
    name: "from-offset-to-keyset",
    summary: "Take a list in Express from OFFSET to a keyset: SQL by hand, Drizzle, Kysely, Sequelize, TypeORM.",
  },
  {
    name: "thirty-servers",
    summary: "What the suite found on servers built with real pagination libraries, by library and version.",
  },
  {
    name: "any-list",
    summary: "Judge a list of your own from its OpenAPI document: three whole examples, and what a verdict means.",
  },
  {
    name: "lists-of-real-software",
    summary: "What lists of json-server, Feathers, SCIMMY, Verdaccio and others do, by version, and why.",
  },
  { name: "order-paging-errors", summary: "How the list is ordered, how a walk goes, and what each error means." },
];

/** The Markdown of a guide, with the files that it shows put in. */
export function guideText({ name }: Guide): string {
  return withTables(withFiles(readFileSync(join(docsRoot, "guides", `${name}.md`), "utf8")));
}

/** The title of a guide: its first heading. */
function titleOf(guide: Guide): string {
  return /^# (.+)$/m.exec(guideText(guide))?.[1] ?? guide.name;
}

/** A guide as a page. */
export function guidePage(guide: Guide): string {
  const html = renderMarkdown(guideText(guide), { link: (href) => href.replace(/\.md(?=#|$)/, ".html") });
  const index = guides.indexOf(guide);
  const [previous, next] = [guides[index - 1], guides[index + 1]].map(
    (other) => other && { href: `${other.name}.html`, label: titleOf(other) },
  );
  return page(titleOf(guide), "guides.html", html, { contentsDepth: 3, previous, next });
}

/** The page that lists the guides. */
export function guidesPage(): string {
  const items = guides.map(
    (guide) =>
      `<li><a href="${guide.name}.html">${renderInline(titleOf(guide))}</a><br>${renderInline(guide.summary)}</li>`,
  );
  return page("Guides", "guides.html", `<h1>Guides</h1>\n<ul class="cards">${items.join("\n")}</ul>`);
}

/** What is generated stands where a comment names it. */
function withTables(text: string): string {
  return text
    .replace("<!-- list-faults -->", () => listFaultsTable())
    .replace("<!-- real-lists -->", () => realListsText());
}

/** A fence such as ```` ```ts file=examples/provisioner.ts ```` is filled with that file, which a test runs. */
function withFiles(text: string): string {
  return text.replace(/^```(\w+) file=(\S+)\n```$/gm, (_, language: string, file: string) => {
    return `\`\`\`${language}\n${readFileSync(join(docsRoot, file), "utf8").trimEnd()}\n\`\`\``;
  });
}
