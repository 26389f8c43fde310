import type { LawfulServer } from "../corpus/server-under-test.ts";
import { closeCalls } from "./close-calls.ts";
import { codingAndValidatorDifferences, ownTimeDifferences } from "./codings-and-validators.ts";
import { combined } from "./combinations.ts";
import { dataDifferences } from "./data.ts";
import { lawfulServer } from "./difference.ts";
import { extentDifferences } from "./extents.ts";
import { frontDoorDifferences } from "./front-doors.ts";
import { frontDifferences } from "./fronts.ts";
import { idAndKeyDifferences } from "./ids-and-keys.ts";
import { nearMissDifferences } from "./near-misses.ts";
import { pageDifferences } from "./pages-and-tokens.ts";
import { refusalDifferences } from "./refusals.ts";
import { representationDifferences } from "./representation.ts";
import { spellingDifferences } from "./spellings.ts";
import { transportDifferences } from "./transport.ts";

const differences = [
  ...pageDifferences,
  ...representationDifferences,
  ...refusalDifferences,
  ...transportDifferences,
  ...dataDifferences,
  ...spellingDifferences,
  ...idAndKeyDifferences,
  ...extentDifferences,
  ...frontDifferences,
  ...frontDoorDifferences,
  ...codingAndValidatorDifferences,
  ...ownTimeDifferences,
  ...closeCalls,
];

// What comes close to a fault stands alone: with others it may be one.
const singles = [...differences, ...nearMissDifferences].map((each) =>
  lawfulServer(`lawful-${each.name}`, each.story, [each]),
);

/** Differences that are hard together. */
const pairs: readonly (readonly [name: string, names: readonly string[]])[] = [
  ["escaped-fault-is-503", ["strings-in-escapes", "fault-is-503-with-retry-after"]],
  ["letters-repeated-in-messages", ["messages-repeat-the-request", "ids-of-one-letter"]],
];

const together = pairs.map(([name, names]) => {
  const chosen = differences.filter((each) => names.includes(each.name));
  return lawfulServer(`lawful-${name}`, chosen.map(({ story }) => story).join(" "), chosen);
});

const combinations = Array.from({ length: 12 }, (_, seed) => {
  const chosen = combined(differences, 3 + seed, seed);
  const story = `Several at once: ${chosen.map(({ name }) => name).join(", ")}.`;
  return lawfulServer(`lawful-combination-${seed}`, story, chosen);
});

/** A server for each lawful difference, and some that differ in many ways at once. */
export const lawfulServers: readonly LawfulServer[] = [...singles, ...together, ...combinations];
