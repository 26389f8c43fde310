import { randomUUID } from "node:crypto";
import type { Report, ReportExchange } from "../../src/index.ts";

/** A report with many exchanges, each with ids and a token of its own: what a long list of somebody's own gives. */
export function largeReport(report: Report, size: number): Report {
  const some = report.exchanges.filter(({ response }) => (response?.body.bytes ?? 0) < 20_000);
  const exchanges = Array.from({ length: size }, (_, index) => renewed(some[index % some.length], index + 1));
  return { ...report, exchanges: exchanges.filter((exchange) => exchange !== undefined) };
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

function renewed(exchange: ReportExchange | undefined, id: number): ReportExchange | undefined {
  if (!exchange) return undefined;
  const text = JSON.stringify(exchange).replace(uuid, () => randomUUID());
  return { ...JSON.parse(text), id };
}
