import type { Report } from "../../src/report/report.ts";

/** Values that differ from run to run, each named by the order in which it first occurs. */
class Names {
  readonly #known = new Map<string, string>();

  of(kind: string, value: string): string {
    const key = `${kind} ${value}`;
    const known = this.#known.get(key) ?? `<${kind} ${this.#known.size + 1}>`;
    this.#known.set(key, known);
    return known;
  }
}

const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
const port = /127\.0\.0\.1:\d+/g;
const recent = /\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z\b/g;

/**
 * What a report says of its target, without what another run on the same target would have otherwise: ids, ports, the
 * clock's time, the seed, the exchanges, which hold tokens, and how much a rule compared, which the ids decide where they
 * order what shares a second. What is left of two runs on one server is equal.
 *
 * @param startedAtMs instants after this one are of the clock; earlier ones are data
 */
export function normaliseReport(report: Report, startedAtMs: number): object {
  const { duration_ms: _, exchanges, target, evidence, ...rest } = report;
  const { oldest_token_s: _age, ...data } = evidence;
  const calm = {
    ...rest,
    evidence: data,
    target: { ...target, seed: 0 },
    rules: rest.rules.map(({ compared, ...rule }) => ({
      ...rule,
      hasCompared: compared !== undefined && compared > 0,
    })),
    exchanges: exchanges.map(({ purpose }) => purpose),
  };
  const names = new Names();
  const text = JSON.stringify(calm)
    .replace(uuid, (id) => names.of("id", id.toLowerCase()))
    .replace(port, (authority) => names.of("port", authority))
    .replace(recent, (time) => (Date.parse(time) >= startedAtMs - 1000 ? "<now>" : time));
  return JSON.parse(text) as object;
}

/** The outcome of every rule, and what a failure says, whatever the seed chose to ask. */
export function outcomesOf({ verdict, exit_code: exitCode, summary, rules }: Report): object {
  const outcomes = rules.map(({ id, outcome, reason }) => [
    id,
    reason === undefined ? outcome : `${outcome}: ${reason}`,
  ]);
  return { verdict, exitCode, summary, rules: Object.fromEntries(outcomes) };
}
