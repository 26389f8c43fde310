import type { InferredList } from "../../profile/infer/infer-lists.ts";
import type { FactName, Paging } from "../../profile/list-profile.ts";
import { rules } from "../../rules/catalogue.ts";
import type { Rule } from "../../rules/rule.ts";

/** How many rules a run would judge. Those that need a second instance are left out. */
export interface JudgedRules {
  /** With what the document declares alone. */
  readonly declared: number;
  /** With what names suggest of the paging, the id and the total, too. */
  readonly guessed: number;
  /** With every fact that a list of this style can have. */
  readonly all: number;
  /** Further ones of that style whose requests are hostile: with every fact and `--probes all`. */
  readonly hostile: number;
}

/** Counts the rules that a run would judge; none where nothing says or suggests how the list is paged. */
export function judgedRules(list: InferredList): JudgedRules {
  const paging = list.declared?.paging ?? list.guessed?.paging;
  if (!paging) return { declared: 0, guessed: 0, all: 0, hostile: 0 };
  const possible = rules.filter((rule) => isOfStyle(rule, paging) && rule.requires === undefined);
  const ordinary = possible.filter(({ forLists }) => forLists?.hostile === undefined);
  const count = (facts: ReadonlySet<FactName>): number =>
    ordinary.filter(({ forLists }) => (forLists?.facts ?? []).every((fact) => facts.has(fact))).length;
  return {
    declared: list.declared ? count(new Set(list.facts)) : 0,
    guessed: count(new Set([...list.facts, ...guessedFacts(list, paging)])),
    all: ordinary.length,
    hostile: possible.length - ordinary.length,
  };
}

function isOfStyle({ forLists, modes }: Rule, { style }: Paging): boolean {
  return forLists !== undefined && modes.includes("read-only") && forLists.styles?.includes(style) !== false;
}

function guessedFacts({ id, total }: InferredList, paging: Paging): FactName[] {
  return [
    "paging",
    ...(paging.limitParam === undefined ? [] : (["limitParam"] as const)),
    ...(paging.hasMore === undefined ? [] : (["hasMore"] as const)),
    ...(id === undefined ? [] : (["id"] as const)),
    ...(total === undefined ? [] : (["total"] as const)),
  ];
}
