import type { LawfulServer } from "../corpus/server-under-test.ts";
import { combined } from "./combinations.ts";
import { dataDifferences } from "./data.ts";
import { lawfulServer } from "./difference.ts";
import { pageDifferences } from "./pages-and-tokens.ts";
import { refusalDifferences } from "./refusals.ts";
import { representationDifferences } from "./representation.ts";
import { transportDifferences } from "./transport.ts";

const differences = [
  ...pageDifferences,
  ...representationDifferences,
  ...refusalDifferences,
  ...transportDifferences,
  ...dataDifferences,
];

const singles = differences.map((each) => lawfulServer(`lawful-${each.name}`, each.story, [each]));

const combinations = Array.from({ length: 12 }, (_, seed) => {
  const chosen = combined(differences, 3 + seed, seed);
  const story = `Several at once: ${chosen.map(({ name }) => name).join(", ")}.`;
  return lawfulServer(`lawful-combination-${seed}`, story, chosen);
});

/** A server for each lawful difference, and some that differ in many ways at once. */
export const lawfulServers: readonly LawfulServer[] = [...singles, ...combinations];
