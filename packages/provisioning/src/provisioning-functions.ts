import type { LiveSession, LiveSessionChange, NewLiveSession } from "./live-session.ts";
import type { NewScenario, Scenario } from "./scenario.ts";

/** What a deployment lets the suite do beyond making scenarios. */
export type Capability = "insert" | "update" | "delete" | "fault";

/** What `GET /capabilities` tells, apart from the protocol's version. */
export interface Capabilities {
  readonly capabilities: readonly Capability[];
  /** Milliseconds until an acknowledged change is in every list that is read; default 0. */
  readonly settle_ms?: number;
}

type MaybePromise<T> = T | Promise<T>;

/**
 * The seven functions that a team writes. Input is parsed and complete: defaults are filled in and times are in UTC.
 * The last four may be left out, and their capability with them; the handler answers 501 for such a request.
 * A function that throws gives a bare 500, except that {@link InvalidInput} gives 400.
 */
export interface ProvisioningFunctions {
  capabilities(): MaybePromise<Capabilities>;
  /** Makes accounts and entities that nothing else uses. */
  createScenario(scenario: NewScenario): MaybePromise<Scenario>;
  /** Removes everything of the scenario, its keys too. @returns false when there is no such scenario */
  deleteScenario(scenarioId: string): MaybePromise<boolean>;
  /** @returns undefined when there is no such entity */
  insertLiveSession?(entityId: string, session: NewLiveSession): MaybePromise<LiveSession | undefined>;
  /** @returns undefined when there is no such entity or session */
  updateLiveSession?(
    entityId: string,
    sessionId: string,
    change: LiveSessionChange,
  ): MaybePromise<LiveSession | undefined>;
  /** @returns false when there is no such entity or session */
  deleteLiveSession?(entityId: string, sessionId: string): MaybePromise<boolean>;
  /**
   * The next `requests` GETs of that entity's list that would have been a fresh 200 meet an internal fault instead;
   * HEAD, 304, 4xx and 429 use none up. @returns false when there is no such entity
   */
  injectFaults?(entityId: string, requests: number): MaybePromise<boolean>;
}
