import type { Report } from "../report/report.ts";

/** How a reporter shows a report. */
export interface RenderSettings {
  readonly hasColour: boolean;
  /** The reference site, for links to clauses. */
  readonly siteUrl?: string;
}

/** What a report is written as, in pieces: signals have their turn between two of them. */
type Pieces = readonly string[] | Generator<string>;

type Renderer = (report: Report, settings: RenderSettings) => Promise<Pieces>;

/** Every reporter by its name, as `--reporter` takes it; the first one is the default. */
const renderers: ReadonlyMap<string, Renderer> = new Map<string, Renderer>([
  [
    "pretty",
    async (report, settings) => [(await import("../report/pretty/render-pretty.ts")).renderPretty(report, settings)],
  ],
  ["json", async (report) => (await import("../report/render-json.ts")).jsonPieces(report)],
  ["junit", async (report) => [(await import("../report/junit/render-junit.ts")).renderJunit(report)]],
  [
    "markdown",
    async (report, settings) => [
      (await import("../report/markdown/render-markdown.ts")).renderMarkdown(report, settings),
    ],
  ],
  ["html", async (report, settings) => (await import("../report/html/render-html.ts")).htmlPieces(report, settings)],
  [
    "sarif",
    async (report, settings) => [(await import("../report/sarif/render-sarif.ts")).renderSarif(report, settings)],
  ],
]);

/** The names of all reporters. */
export const reporterNames: readonly string[] = [...renderers.keys()];

/** A report in one of its forms. @throws Error for a name that no reporter has */
export function renderReport(name: string, report: Report, settings: RenderSettings): Promise<Pieces> {
  const render = renderers.get(name);
  if (!render) throw new Error(`there is no reporter ${name}`);
  return render(report, settings);
}
