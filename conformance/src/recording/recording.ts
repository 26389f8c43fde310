import type { ListProfile } from "../profile/list-profile.ts";
import type { Exchange } from "./exchange.ts";

/** How the target is reached and what is known of its data. A mode is declared by the caller, never guessed. */
export type Mode = "provisioned" | "read-only" | "mock";

/** What a provisioner can do (provisioning protocol, version 1). */
export type Capability = "insert" | "update" | "delete" | "fault";

/** A collection of the run, by the name that experiments use for it. */
export interface CollectionReference {
  readonly name: string;
  readonly id: string;
  /** Name of the account that it belongs to. */
  readonly account: string;
}

/** Everything that judging reads: pure data, the same in a report read back. */
export interface Recording {
  readonly mode: Mode;
  readonly baseUrls: readonly string[];
  readonly capabilities: readonly Capability[];
  /** Milliseconds after which a change must be visible, as the provisioner declares; 0 without one. */
  readonly settleMs: number;
  readonly seed: number;
  readonly collections: readonly CollectionReference[];
  readonly exchanges: readonly Exchange[];
  /** The list that was judged; undefined for live sessions. */
  readonly list?: ListProfile;
  /** What a budget or the data made the run leave out, one sentence each. */
  readonly leftOut: readonly string[];
}
