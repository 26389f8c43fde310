import type { Report } from "./report.ts";

/** A report whose exchanges know the list that they asked, so that their pages can be read; as it is for live sessions. */
export function withList(report: Report): Report {
  const { list: profile, target, exchanges } = report;
  if (!profile) return report;
  const list = { profile, baseUrls: target.base_urls };
  return { ...report, exchanges: exchanges.map((exchange) => ({ ...exchange, list })) };
}
