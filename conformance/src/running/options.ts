import type { ListProfile } from "../profile/list-profile.ts";
import type { Probes } from "../profile/probes.ts";
import type { RunOrigin } from "../report/run-origin.ts";
import type { FetchFunction } from "../transport/fetch-transport.ts";
import type { JudgingOptions } from "../verdict/settings.ts";
import type { CollectionOptions } from "./live-sessions/collection-options.ts";

/** A scenario that a run has left where it is. */
export interface KeptScenario {
  readonly id: string;
  /** API key by account name. */
  readonly keys: ReadonlyMap<string, string>;
}

/** A list that is not the contract's own. */
export interface ListOptions {
  readonly profile: ListProfile;
  /** `walk` sends what any client may send; `all` also bad sizes, garbage positions and wrong keys. Default `walk`. */
  readonly probes?: Probes;
}

/** What `runConformance` takes. Exactly one of `baseUrl` and `fetch`, unless `mock` is true. */
export interface ConformanceOptions extends JudgingOptions, CollectionOptions {
  /** The server to judge, path prefix kept; several are instances of one deployment, and walks go round them. */
  readonly baseUrl?: string | readonly string[];
  /** A handler in the same process instead of a server. */
  readonly fetch?: FetchFunction;
  /** URL of a provisioner, or its handler: mode provisioned. */
  readonly provisioner?: string | FetchFunction;
  /** Value of the provisioner's `Authorization` header, if it wants one. */
  readonly provisionerAuthorization?: string;
  /** Provisioned: what was made is not deleted, and handed over at the end; its keys are secrets. Default: it is deleted. */
  readonly keepScenario?: (kept: KeptScenario) => void;
  /** Any other list instead of live sessions, read-only: what it is, and what may be sent. */
  readonly list?: ListOptions;
  /** Mode mock: true starts Prism on the bundled document, or on `document`; with `baseUrl`, the Prism there. */
  readonly mock?: boolean;
  /** Mode mock: another bundled document than the published one. */
  readonly document?: Readonly<Record<string, unknown>>;
  /** Read-only: the API key, as sent in `Authorization`. */
  readonly authorization?: string;
  /** Further headers of every request to the target. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Read-only: also try POST, PUT, PATCH and DELETE. Default false. */
  readonly allowUnsafeMethods?: boolean;
  /** Per request, until the last byte. Default 10,000 ms. */
  readonly timeoutMs?: number;
  /** Provisioned: milliseconds that a page token is kept before it is used again, at the end of the run. Default 0. */
  readonly patienceMs?: number;
  /** Default 1,000. */
  readonly maxRequests?: number;
  /** Requests a second. Default 20, on loopback and in the same process unlimited. */
  readonly requestsPerSecond?: number;
  /** Chooses page sizes and shuffles. Default: random, shown in the report. */
  readonly seed?: number;
  /** Where the run is made, for the report; the CLI reads it from the variables of CI services. */
  readonly origin?: RunOrigin;
  /** Stops the run; what was collected is still judged and reported. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, experiment: string) => void;
  /** Called with each request to the target: how many it has had so far. */
  readonly onRequest?: (requests: number) => void;
}
