import type { Clause, Clauses, ListedRule, ProvingRule } from "./contract.ts";
import { escapeHtml, page } from "./layout.ts";
import { renderInline } from "./markdown.ts";

/** What a clause's rules are, and what they catch. */
interface Proof {
  readonly rules: readonly ListedRule[];
  readonly coverage: ReadonlyMap<string, readonly ProvingRule[]>;
}

/** The page that lists every clause, each with the anchor `#<clause id>` that reports lead to. */
export function requirementsPage({ contract_version, lawful, clauses }: Clauses, proof: Proof): string {
  const families = [...new Set(clauses.map(({ family }) => family))];
  const count = (level: string): number => clauses.filter((clause) => clause.level === level).length;
  const body = `<h1>Requirements</h1>
<p>What contract ${escapeHtml(contract_version)} asks of a server, sentence by sentence: ${count("MUST")} that any conforming server keeps
(MUST) and ${count("SHOULD")} of good practice (SHOULD). Rules of the conformance suite cite them by id, and an id is for ever.</p>
<p>Each rule has been seen to fail: below it stand the faulty servers, each with one fault, that the suite's own tests hold it against.</p>
<nav aria-label="Families"><ul class="inline">${families.map((family) => `<li><a href="#${family}">${family}</a></li>`).join("")}</ul></nav>
<h2 id="lawful">Lawful everywhere</h2>
<p>No MUST is broken by any of these, under whatever clause:</p>
${list(lawful)}
${families.map((family) => familySection(family, clauses, proof)).join("\n")}`;
  return page("Requirements", "requirements.html", body);
}

function familySection(family: string, clauses: readonly Clause[], proof: Proof): string {
  const own = clauses.filter((clause) => clause.family === family);
  return `<h2 id="${family}">${family}</h2>\n${own.map((clause) => clauseSection(clause, proof)).join("\n")}`;
}

function clauseSection({ id, level, text, source, lawful = [] }: Clause, proof: Proof): string {
  const proving = proof.rules.filter((rule) => rule.clauses.includes(id));
  const killed = (rule: ListedRule): readonly string[] =>
    proof.coverage.get(id)?.find((covered) => covered.id === rule.id)?.mutants ?? [];
  return `<section class="clause" id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title"><a href="#${id}"><code>${id}</code></a> <span class="level ${level.toLowerCase()}">${level}</span></h3>
<p>${renderInline(text)}</p>
<dl>
<dt>Source</dt><dd>${source.map(sourceLink).join(", ")}</dd>
${lawful.length > 0 ? `<dt>Lawful</dt><dd>${list(lawful)}</dd>` : ""}
<dt>Proved by</dt><dd>${proving.length > 0 ? list(proving.map(ruleText)) : "no rule yet"}</dd>
<dt>Catches</dt><dd>${proving.map((rule) => mutantList(rule, killed(rule))).join("")}</dd>
</dl>
</section>`;
}

function ruleText({ id, title, modes, needs }: ListedRule): string {
  const conditions = [`modes ${modes.join(", ")}`, ...(needs.length > 0 ? [`needs ${needs.join(", ")}`] : [])];
  return `\`${id}\`: ${title} (${conditions.join("; ")})`;
}

function mutantList({ id }: ListedRule, mutants: readonly string[]): string {
  const names = mutants.map((name) => `<li><code>${escapeHtml(name)}</code></li>`).join("");
  const count = `${mutants.length} faulty ${mutants.length === 1 ? "server" : "servers"}`;
  return `<details class="mutants"><summary>${count}<span class="visually-hidden"> that ${escapeHtml(id)} catches</span></summary><ul class="inline">${names}</ul></details>`;
}

function sourceLink(source: string): string {
  const [, name] = /^decisions\/(.+)\.md$/.exec(source) ?? [];
  return name === undefined ? escapeHtml(source) : `<a href="decisions.html#${name}">decision: ${name}</a>`;
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${renderInline(item)}</li>`).join("")}</ul>`;
}
