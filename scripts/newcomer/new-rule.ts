import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const clause = `
  - id: http.no-store
    level: SHOULD
    title: A page is not stored by any cache.
    text: >-
      A page SHOULD carry \`Cache-Control: no-store\`, as it holds stream keys.
    source: [RFC 9111 §5.2.2.5]
`;

const rule = `import { Evidence } from "../../findings/evidence.ts";
import { headerOf } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause http.no-store. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: "everything",
  explanation: {
    why: "A browser on a shared machine keeps pages on its disk, and with them stream keys.",
    probe: "Cache-Control of every page of the run.",
    example: "Cache-Control: private, max-age=60.",
    remedy: "Send Cache-Control: no-store with every page.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const { exchange } of view.pages) {
      const value = exchange.response && headerOf(exchange.response, "cache-control");
      const failure = {
        message: "A page may be stored.",
        pointer: "",
        expected: "Cache-Control: no-store",
        actual: value ?? "no Cache-Control",
        exchanges: [exchange.id],
      };
      evidence.compare(value === "no-store" ? undefined : failure);
    }
    return evidence.finding("no page was read");
  },
};
`;

const mutant = `  mutant(
    "kept-in-the-browser",
    ["http.no-store"],
    "Pages may be kept by the browser for a minute.",
    withHeader("cache-control", "private, max-age=60"),
  ),
`;

const mutantsBegin = "export const httpMutants: readonly Mutant[] = [\n";

/** Writes a clause, its rule and a faulty server into the clone at `root`, as CONTRIBUTING.md says that a change goes. */
export function addClauseAndRule(root: string): void {
  const clauses = join(root, "openapi/clauses.yaml");
  writeFileSync(clauses, `${readFileSync(clauses, "utf8").trimEnd()}\n${clause}`);
  writeFileSync(join(root, "conformance/src/rules/http/no-store.ts"), rule);
}

/** Adds the faulty server that {@link addClauseAndRule}'s rule fails. */
export function addMutant(root: string): void {
  const file = join(root, "conformance/test/mutants/http.ts");
  const text = readFileSync(file, "utf8");
  if (!text.includes(mutantsBegin)) throw new Error(`${file} has no line ${mutantsBegin.trim()}`);
  writeFileSync(file, text.replace(mutantsBegin, mutantsBegin + mutant));
}

/** Writes the sentence for users that goes with the rule. */
export function addChangeset(root: string): void {
  const packages = ["openapi", "conformance"].map((name) => `"@live-sessions/${name}": minor\n`).join("");
  writeFileSync(
    join(root, ".changeset/no-store.md"),
    `---\n${packages}---\n\nPages SHOULD be \`no-store\` (\`http.no-store\`).\n`,
  );
}
