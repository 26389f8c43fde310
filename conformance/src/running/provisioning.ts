import type { ProvisionedItem } from "../experiments/experiment-context.ts";
import { scenario as scenarioQuestion } from "../questions/provisioning.ts";
import type { RawExchange } from "../recording/exchange-log.ts";
import type { CollectionReference } from "../recording/recording.ts";
import { type PlannedCollection, plannedCollections } from "../scenario/live-sessions/protocol.ts";
import {
  expectNoContent,
  type ProvisionerCapabilities,
  parseCapabilities,
  parseScenario,
  type Scenario,
} from "../scenario/live-sessions/provisioner.ts";
import type { ScenarioPlan } from "../scenario/live-sessions/scenario.ts";
import { percentEncoded } from "../transport/percent-encoded.ts";
import type { ThrottledSender } from "../transport/throttled-sender.ts";
import type { WireRequest } from "../transport/wire.ts";

/** A provisioned scenario, and what it took to make it. */
export interface Provisioned {
  readonly scenario: Scenario;
  readonly capabilities: ProvisionerCapabilities;
  readonly collections: ReadonlyMap<string, CollectionReference>;
  /** By collection, newest first. */
  readonly sessions: ReadonlyMap<string, readonly ProvisionedItem[]>;
  readonly exchange: RawExchange;
}

/** Asks what the provisioner can do and has it make the scenario. @throws ProvisionerError */
export async function provision(
  sender: ThrottledSender,
  authorization: string | undefined,
  plan: ScenarioPlan,
  signal: AbortSignal,
): Promise<Provisioned> {
  const capabilities = parseCapabilities(await sender.send(requestOf("GET", "/capabilities", authorization), signal));
  const request = requestOf("POST", "/scenarios", authorization, JSON.stringify(plan));
  // Broken off, it might still make a scenario that nobody could delete: only its answer says which.
  const { attempts, ...result } = await sender.send(request, abortLater(signal, ANSWER_TIMEOUT_MS));
  const planned = plannedCollections(plan);
  const counts = new Map(planned.map(({ name, items }) => [name, items.length]));
  const scenario = parseScenario(result, counts, plan.accounts);
  const collections = planned.map(
    ({ name, account }) => [name, { name, account, id: scenario.collections.get(name)?.id ?? "" }] as const,
  );
  return {
    scenario,
    capabilities,
    collections: new Map(collections),
    sessions: new Map(planned.map((collection) => [collection.name, pairUp(collection, scenario)])),
    exchange: { purpose: scenarioQuestion, request, result, attempts },
  };
}

const ANSWER_TIMEOUT_MS = 5000;

/** A signal that aborts so much later than another one. */
export function abortLater(signal: AbortSignal, ms: number): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => {
    setTimeout(() => controller.abort(signal.reason), ms).unref();
  };
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort, { once: true });
  return controller.signal;
}

function pairUp({ name, items }: PlannedCollection, scenario: Scenario): ProvisionedItem[] {
  const made = scenario.collections.get(name)?.sessions ?? [];
  const sessions = items.flatMap(({ createdAt = "", isInProgress }, index) => {
    const id = made[index]?.id;
    return id === undefined ? [] : [{ id, createdAt, isInProgress }];
  });
  return sessions.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** Deletes what was provisioned. @returns why it is still there, in a sentence; what was judged stays judged */
export async function cleanUp(
  sender: ThrottledSender,
  authorization: string | undefined,
  scenarioId: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const path = `/scenarios/${percentEncoded(scenarioId)}`;
  try {
    expectNoContent(await sender.send(requestOf("DELETE", path, authorization), signal), `DELETE ${path}`);
    return undefined;
  } catch (error) {
    return `What the run made was not deleted: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function requestOf(method: string, target: string, authorization: string | undefined, body?: string): WireRequest {
  const headers = {
    accept: "application/json",
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(authorization === undefined ? {} : { authorization }),
  };
  return { method, instance: 0, target, headers, ...(body === undefined ? {} : { body }) };
}
