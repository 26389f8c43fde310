import type { Report } from "../report/report.ts";

/** How a reporter is to show a report. */
export interface RenderSettings {
  readonly hasColour: boolean;
}

type Renderer = (report: Report, settings: RenderSettings) => Promise<string>;

/** Name of a reporter, as `--reporter` takes it. */
export type ReporterName = "pretty" | "json";

const renderers: Readonly<Record<ReporterName, Renderer>> = {
  pretty: async (report, settings) =>
    (await import("../report/pretty/render-pretty.ts")).renderPretty(report, settings),
  json: async (report) => (await import("../report/render-json.ts")).renderJson(report),
};

/** Every reporter. */
export const reporterNames: readonly ReporterName[] = ["pretty", "json"];

/** A report in one of its forms. */
export function renderReport(name: ReporterName, report: Report, settings: RenderSettings): Promise<string> {
  return renderers[name](report, settings);
}
