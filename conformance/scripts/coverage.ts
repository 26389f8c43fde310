// Writes generated/coverage.json: clause by clause, the rules that prove it and the mutants that each of them kills.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { contractClauses } from "../src/contract/contract-document.ts";
import { rules } from "../src/rules/catalogue.ts";
import { mutants } from "../test/mutants/mutants.ts";
import { excludedClauses } from "./excluded-clauses.ts";

const path = fileURLToPath(new URL("../generated/coverage.json", import.meta.url));

/** Mutants that a rule kills; each of them is run by test/suite, where the rule has to fail. */
function mutantsOf(ruleId: string): string[] {
  return mutants
    .filter(({ killedBy }) => killedBy.includes(ruleId))
    .map(({ name }) => name)
    .sort();
}

function coverage(): object {
  const { contract_version: contractVersion, clauses } = contractClauses();
  return {
    "x-generated": {
      source: "the contract's clauses, src/rules and test/mutants",
      command: "npx -y pnpm@12.21.0 --filter @live-sessions/conformance run generate",
    },
    contract_version: contractVersion,
    mutants: mutants.length,
    clauses: clauses.map(({ id, level }) => ({
      id,
      level,
      rules: rules
        .filter((rule) => rule.clauses.includes(id))
        .map((rule) => ({ id: rule.id, modes: rule.modes, needs: rule.needs ?? [], mutants: mutantsOf(rule.id) })),
      ...(excludedClauses[id] === undefined ? {} : { excluded: excludedClauses[id] }),
    })),
  };
}

const text = `${JSON.stringify(coverage(), undefined, 2)}\n`;
if (process.argv.includes("--check")) {
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
    process.stderr.write("generated/coverage.json is not what clauses, rules and mutants give.\n");
    process.exitCode = 1;
  }
} else {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
