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
<p>Each rule has been seen to fail. Below it are the faulty servers, each with one fault, on which the suite's own tests see it fail.</p>
${filterForm(families)}
<h2 id="lawful">Lawful everywhere</h2>
<p>No MUST is broken by any of these, under whatever clause:</p>
${list(lawful)}
${families.map((family) => familySection(family, clauses, proof)).join("\n")}`;
  return page("Requirements", "requirements.html", body, { contentsDepth: 3 });
}

/** Chooses the clauses that are shown; a script brings it to life, and without one it stays hidden. */
function filterForm(families: readonly string[]): string {
  const options = families.map((family) => `<option>${family}</option>`).join("");
  return `<form class="clause-filter" hidden>
<label>Level <select name="level"><option value="">MUST and SHOULD</option><option>MUST</option><option>SHOULD</option></select></label>
<label>Family <select name="family"><option value="">all</option>${options}</select></label>
<output></output>
</form>`;
}

function familySection(family: string, clauses: readonly Clause[], proof: Proof): string {
  const own = clauses.filter((clause) => clause.family === family);
  const sections = own.map((clause) => clauseSection(clause, proof)).join("\n");
  return `<div class="clause-family"><h2 id="${family}">${family}</h2>\n${sections}</div>`;
}

function clauseSection({ id, level, family, text, source, lawful = [] }: Clause, proof: Proof): string {
  const proving = proof.rules.filter((rule) => rule.clauses.includes(id));
  const killed = (rule: ListedRule): readonly string[] =>
    proof.coverage.get(id)?.find((covered) => covered.id === rule.id)?.mutants ?? [];
  return `<section class="clause" id="${id}" data-level="${level}" data-family="${family}" aria-labelledby="${id}-title">
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

/** Where a clause comes from, in words for a reader who has not seen the description that the contract started from. */
function sourceLink(source: string): string {
  const [, name] = /^decisions\/(.+)\.md$/.exec(source) ?? [];
  if (name !== undefined) return `<a href="decisions.html#${name}">decision: ${name}</a>`;
  const [, rfc, section] = /^RFC (\d+) §([\d.]+)$/.exec(source) ?? [];
  if (rfc !== undefined)
    return `<a href="https://www.rfc-editor.org/rfc/rfc${rfc}#section-${section}">${escapeHtml(source)}</a>`;
  const [, topic] = /^(.+) page$/.exec(source) ?? [];
  if (topic === undefined) return escapeHtml(source);
  const part = topic === "source" ? "" : `, on ${escapeHtml(topic)}`;
  return `<a href="decisions.html#decisions">the original description${part}</a>`;
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${renderInline(item)}</li>`).join("")}</ul>`;
}
