import { mutants } from "../mutants/mutants.ts";
import type { CauseServer } from "./cause-server.ts";
import { connectionServers } from "./connection-servers.ts";
import { countingServers } from "./counting-servers.ts";
import { refusingServers } from "./refusing-servers.ts";
import { servingServers } from "./serving-servers.ts";

/** Mutants of the corpus whose fault is one of the causes. */
const amongMutants: Readonly<Record<string, string>> = {
  "keyset-time-only": "time-alone",
  "keyset-time-or-equal": "time-alone-inclusive",
  "ties-shuffled": "no-tie-breaker",
  "tie-order-depends-on-size": "no-tie-breaker",
  "tie-breaker-not-in-order": "opposite-tie-breaker",
  "oldest-first": "other-order",
  "order-by-updated-at": "other-order",
  "order-by-random-id": "other-order",
  "order-by-insertion": "other-order",
};

/** One server and more for each cause that the suite knows. */
export const causeServers: readonly CauseServer[] = [
  ...refusingServers,
  ...connectionServers,
  ...countingServers,
  ...servingServers,
  ...Object.entries(amongMutants).flatMap(([name, diagnosis]) => {
    const found = mutants.find((mutant) => mutant.name === name);
    return found ? [{ ...found, diagnosis }] : [];
  }),
];
