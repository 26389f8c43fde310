import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { exportedFile } from "./site-paths.ts";

/** A normative sentence of the contract. */
export interface Clause {
  readonly id: string;
  readonly level: "MUST" | "SHOULD";
  readonly family: string;
  /** Markdown, one paragraph. */
  readonly text: string;
  /** "source page", a section of an RFC, or a page below `decisions/`. */
  readonly source: readonly string[];
  /** What servers may do differently without breaking it. */
  readonly lawful?: readonly string[];
}

/** Every clause, with the differences that hold under all of them. */
export interface Clauses {
  readonly contract_version: string;
  readonly lawful: readonly string[];
  readonly clauses: readonly Clause[];
}

/** A rule of the conformance suite, as `list --json` prints it. */
export interface ListedRule {
  readonly id: string;
  readonly level: "MUST" | "SHOULD";
  readonly title: string;
  /** Contract version that brought it. */
  readonly since: string;
  readonly clauses: readonly string[];
  readonly modes: readonly string[];
  /** Capabilities of the provisioner that it needs. */
  readonly needs: readonly string[];
}

/** A rule of the suite and the faulty servers that it catches, by name. */
export interface ProvingRule {
  readonly id: string;
  readonly mutants: readonly string[];
}

/** By clause, the rules that prove it; each names the mutants that the suite's own tests see it fail. */
export function readCoverage(): ReadonlyMap<string, readonly ProvingRule[]> {
  const file = join(dirname(exportedFile("@live-sessions/conformance/package.json")), "generated/coverage.json");
  const { clauses } = JSON.parse(readFileSync(file, "utf8")) as {
    clauses: readonly { readonly id: string; readonly rules: readonly ProvingRule[] }[];
  };
  return new Map(clauses.map(({ id, rules }) => [id, rules]));
}

/** The clauses of the bundled contract. */
export function readClauses(): Clauses {
  return JSON.parse(readFileSync(exportedFile("@live-sessions/openapi/clauses.json"), "utf8")) as Clauses;
}

/** The suite's command line, as it is built. */
export function suiteCli(): string {
  return join(dirname(exportedFile("@live-sessions/conformance/package.json")), "dist/cli.js");
}

/** What the suite's command line prints on stdout for `args`. @throws when it is not built, or fails */
export function runSuite(...args: string[]): string {
  if (!existsSync(suiteCli())) throw new Error("The suite is not built: run `npx -y pnpm@12.21.0 build`");
  return execFileSync(process.execPath, [suiteCli(), ...args], { encoding: "utf8" });
}

/** Every rule of the suite. */
export function listRules(): readonly ListedRule[] {
  return JSON.parse(runSuite("list", "--json")) as ListedRule[];
}
