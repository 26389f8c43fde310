import { configured } from "../lists/run-configured.ts";
import { installed, type RealList } from "./real-list.ts";

/** What a run said of a list. */
export interface JudgedList {
  readonly name: string;
  readonly packages: readonly { readonly name: string; readonly version: string }[];
  readonly set_up: string;
  readonly style: string;
  readonly exit_code: number;
  readonly passed: number;
  /** Rules that could not be proven, with the reason. */
  readonly unproven: readonly string[];
  readonly findings: readonly RealFinding[];
}

/** A rule that a list fails, and why that is true. */
export interface RealFinding {
  readonly rule: string;
  readonly level: string;
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  /** The requests that show it, with what came back. */
  readonly exchanges: readonly string[];
  /** Where in the software it comes from; empty where nobody has looked. */
  readonly because: string;
}

interface ReportedRule {
  readonly id: string;
  readonly level: string;
  readonly outcome: string;
  readonly reason_text?: string;
  readonly failure?: {
    readonly message: string;
    readonly expected: string;
    readonly actual: string;
    readonly exchanges: readonly number[];
  };
}

interface Reported {
  readonly rules: readonly ReportedRule[];
  readonly summary: { readonly passed: number };
  readonly list: { readonly paging: { readonly style: string } };
  readonly exchanges: readonly {
    readonly id: number;
    readonly request: { readonly target: string; readonly headers: Readonly<Record<string, string>> };
    readonly response?: { readonly status: number };
  }[];
}

/** Starts a list, judges it by `run --config --probes all` as its user would, and ends it. */
export async function judgeRealList(list: RealList): Promise<JudgedList> {
  const server = await list.start();
  try {
    const config = { document: "openapi.json", operation: "listNotes", base_url: server.url, ...list.config };
    const files = { "openapi.json": JSON.stringify(list.document) };
    const run = await configured(config, ["--probes", "all", "--seed", "1"], {}, files);
    if (run.report === "") throw new Error(`${list.name} was not judged: ${run.err}`);
    const report: Reported = JSON.parse(run.report);
    return {
      name: list.name,
      packages: list.packages.map(installed),
      set_up: list.setUp,
      style: report.list.paging.style,
      exit_code: run.exitCode,
      passed: report.summary.passed,
      unproven: report.rules
        .filter(({ outcome }) => outcome === "inconclusive" || outcome === "errored")
        .map(({ id, reason_text: reason }) => `${id}: ${reason ?? ""}`),
      findings: report.rules.flatMap((rule) => findingOf(rule, report, list)),
    };
  } finally {
    await server.close();
  }
}

function findingOf({ id, level, outcome, failure }: ReportedRule, report: Reported, list: RealList): RealFinding[] {
  if (!failure || (outcome !== "failed" && outcome !== "warned")) return [];
  const { message, expected, actual } = failure;
  const exchanges = failure.exchanges.flatMap((number) => {
    const exchange = report.exchanges.find((one) => one.id === number);
    return exchange ? [`GET ${exchange.request.target} → ${exchange.response?.status ?? "no answer"}`] : [];
  });
  return [{ rule: id, level, message, expected, actual, exchanges, because: list.because[id] ?? "" }];
}
