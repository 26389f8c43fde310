import type { InferredList } from "../../profile/infer/infer-lists.ts";
import type { SizeFacts } from "../../profile/list-profile.ts";

/** The lines of `list`: each fact that no format of a declaration has, as a guess or with what to write. */
export function inferredFacts(list: InferredList): string[] {
  return [
    ...idLines(list),
    '// "order": ["-/created"], // write the sort keys in their order, "-" for descending; a run says what it observes',
    ...sizeLines(list.size),
    ...totalLines(list),
    ...secretLines(list),
    ...errorLines(list),
    ...nounLines(list),
  ];
}

function idLines({ id }: InferredList): string[] {
  if (id === undefined) return ['// "id": "/id", // write the pointer from an item to its unique id'];
  const because = id === "" ? "items are text" : "the member of an item with such a name";
  return [`// "id": ${JSON.stringify(id)}, // a guess: ${because}`];
}

/** Bounds that the document leaves out are for people who know them to write; no number is made up here. */
function sizeLines(size: SizeFacts): string[] {
  const bounds = ["minimum", "maximum", "default"] as const;
  const known = bounds.filter((name) => size[name] !== undefined).map((name) => `${name} ${size[name]}`);
  const open = bounds.filter((name) => size[name] === undefined);
  return [
    ...(known.length === 0 ? [] : [`// The document declares for the page size: ${known.join(", ")}.`]),
    ...(open.length === 0
      ? []
      : [`// Not declared for the page size: ${open.join(", ")}. Add what is true to "size".`]),
    '// "size": { "zero": "reject", "over": "clamp" }, // 0: reject, default or empty; above the maximum: reject or clamp',
  ];
}

function totalLines({ total }: InferredList): string[] {
  return total === undefined
    ? []
    : [`// "total": ${JSON.stringify(total)}, // a guess by its name: how many items the whole list has`];
}

function secretLines({ secrets }: InferredList): string[] {
  if (secrets.length === 0)
    return ['// "secrets": ["/token"], // write the members of an item that no report may show'];
  return [`// "secrets": ${JSON.stringify(secrets)}, // a guess by their names: what no report may show`];
}

function errorLines({ errors }: InferredList): string[] {
  const refusals = errors.filter((status) => status === "400" || status === "422");
  const [only] = refusals;
  if (only === undefined || refusals.length > 1)
    return [
      '// "errors": { "size": 400, "token": 400 }, // write the statuses that answer a bad size and a bad position',
    ];
  return [`// "errors": { "size": ${only}, "token": ${only} }, // a guess: of bad requests, only ${only} is declared`];
}

function nounLines({ path }: InferredList): string[] {
  const segment = path.split("/").findLast((one) => /^[a-z][a-z_-]+$/i.test(one));
  const noun = segment
    ?.replace(/ies$/, "y")
    .replace(/(?<!s)s$/, "")
    .replaceAll(/[_-]/g, " ");
  if (noun === undefined) return ['// "noun": "item", // write what an item is called'];
  return [`// "noun": ${JSON.stringify(noun.toLowerCase())}, // a guess by the path: what an item is called`];
}
