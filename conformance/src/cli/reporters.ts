import type { Report } from "../report/report.ts";

/** How a reporter is to show a report. */
export interface RenderSettings {
  readonly hasColour: boolean;
}

type Renderer = (report: Report, settings: RenderSettings) => Promise<string>;

/** Name of a reporter, as `--reporter` takes it. */
export type ReporterName = "pretty" | "json" | "junit" | "markdown" | "html";

const renderers: Readonly<Record<ReporterName, Renderer>> = {
  pretty: async (report, settings) =>
    (await import("../report/pretty/render-pretty.ts")).renderPretty(report, settings),
  json: async (report) => (await import("../report/render-json.ts")).renderJson(report),
  junit: async (report) => (await import("../report/junit/render-junit.ts")).renderJunit(report),
  markdown: async (report) => (await import("../report/markdown/render-markdown.ts")).renderMarkdown(report),
  html: async (report) => (await import("../report/html/render-html.ts")).renderHtml(report),
};

/** Every reporter. */
export const reporterNames: readonly ReporterName[] = ["pretty", "json", "junit", "markdown", "html"];

/** A report in one of its forms. */
export function renderReport(name: ReporterName, report: Report, settings: RenderSettings): Promise<string> {
  return renderers[name](report, settings);
}
