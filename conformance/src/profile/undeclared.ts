import type { FactName, ListProfile } from "./list-profile.ts";

/** What a configuration would say to have a fact judged; the values are examples. */
const LINES: Readonly<Record<FactName, string>> = {
  paging: '"pagination": {"style": "cursor", "cursorParam": "cursor", "nextCursor": "/next", "items": "/data"}',
  limitParam: '"pagination": {"limitParam": "limit"}',
  hasMore: '"pagination": {"hasMore": "/has_more"}',
  id: '"list": {"id": "/id"}',
  order: '"list": {"order": ["-/created"]}',
  "size.minimum": '"list": {"size": {"minimum": 1}}',
  "size.maximum": '"list": {"size": {"maximum": 100}}',
  "size.default": '"list": {"size": {"default": 10}}',
  "size.zero": '"list": {"size": {"zero": "reject"}}',
  "size.over": '"list": {"size": {"over": "clamp"}}',
  total: '"list": {"total": "/count"}',
  secrets: '"list": {"secrets": ["/token"]}',
  authentication: "security and securitySchemes in the document",
  "errors.size": '"list": {"errors": {"size": 400}}',
  "errors.token": '"list": {"errors": {"token": 400}}',
  pageSchema: "a schema of the answer 200 in the document",
  head: "the operation HEAD in the document",
  noun: '"list": {"noun": "invoice"}',
};

/** The facts of those named that a profile lacks. */
export function lackingFacts(profile: ListProfile, facts: readonly FactName[]): FactName[] {
  return facts.filter((fact) => profile.sources[fact] === undefined);
}

/** What to write to have facts judged. */
export function configurationOf(facts: readonly FactName[]): string {
  return facts.map((fact) => LINES[fact]).join(", and ");
}
