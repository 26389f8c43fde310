import type { View } from "../../reading/view.ts";
import type { Exchange } from "../../recording/exchange.ts";

/** Exchanges to put in place of recorded ones, by id; undefined takes one out. */
export type Planting = ReadonlyMap<number, Exchange | undefined>;

/** A fault that can be planted in recorded exchanges, as a server that had it would have answered. */
export interface PlantedFault {
  readonly id: string;
  /** Rules that are asked first; any rule may catch it. */
  readonly expected: readonly string[];
  /** What to plant, or in a few words what this run's data lack for it. */
  readonly plant: (view: View) => Planting | string;
}
