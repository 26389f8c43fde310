import type { Report } from "../../src/index.ts";

/** Text that would run, end an element or an attribute, or turn what stands next to it, if it were not only text. */
export const attack: string = `</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">"'\`><svg onload=window.hacked=1>\u2028\u202e\u0000\ud800&lt;b&gt;`;

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A report whose strings all end in the attack, but for those by which the page finds its way. */
export function hostileReport(report: Report): Report {
  const plain: Json = JSON.parse(JSON.stringify(report));
  return JSON.parse(JSON.stringify(withAttack(plain, [])));
}

const kept: ReadonlySet<string> = new Set([
  "verdict",
  "outcome",
  "level",
  "mode",
  "encoding",
  "experiment",
  "role",
  "walk",
  "entity",
  "key",
  "schema_version",
  "id",
  "page_size",
  "kind",
  "capabilities",
  "reason",
  "body",
]);

function withAttack(value: Json, path: readonly string[]): Json {
  if (Array.isArray(value)) return value.map((item: Json, index) => withAttack(item, [...path, String(index)]));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withAttack(item, [...path, name])]));
  }
  if (typeof value !== "string") return value;
  const name = path.findLast((step) => !/^\d+$/.test(step)) ?? "";
  if (path.includes("body") && name === "text") return hostileBody(value);
  return kept.has(name) ? value : value + attack;
}

// Ids of sessions keep their beginning and stay ids, so that pictures of walks are drawn of hostile ones.
function hostileBody(text: string): string {
  try {
    const attacked = JSON.stringify(attack).slice(1, -1);
    return JSON.stringify(JSON.parse(text)).replace(
      /("(?:id|message)":"[^"]+)"/g,
      (_, start: string) => `${start}${attacked}"`,
    );
  } catch {
    return text + attack;
  }
}
