import { unansweredTail } from "../diagnosis/causes/target-stopped.ts";
import type { Experiment } from "../experiments/experiment.ts";
import type { RunContext } from "../experiments/experiment-context.ts";
import { readMockExamples } from "../experiments/mock-examples.ts";
import { Openings } from "../experiments/openings.ts";
import { liveSessionsProfile } from "../profile/live-sessions/live-sessions-profile.ts";
import { View } from "../reading/view.ts";
import type { Exchange } from "../recording/exchange.ts";
import type { RawExchange } from "../recording/exchange-log.ts";
import { INTERRUPTED_BODIES, MAX_INTERRUPTED_CHARACTERS } from "../recording/interrupted-bodies.ts";
import { KeptBytes, writtenLength } from "../recording/kept-bytes.ts";
import type { CollectionReference, Recording } from "../recording/recording.ts";
import { learnItemSecrets, learnSecrets, noteTokens, redactExchange } from "../recording/redact-exchange.ts";
import { Secrets } from "../recording/secrets.ts";
import { ruleNamed } from "../rules/catalogue.ts";
import type { ScenarioPlan } from "../scenario/live-sessions/scenario.ts";
import { applicableFinding } from "../verdict/judge-recording.ts";
import { Breather } from "./breather.ts";
import { type Collected, collect, type LanesAfter } from "./collect.ts";
import { collectionsGiven } from "./live-sessions/collection-options.ts";
import type { OpenTarget } from "./open-target.ts";
import type { ConformanceOptions } from "./options.ts";
import { preflight } from "./preflight.ts";
import { abortLater, cleanUp, type Provisioned, provision } from "./provisioning.ts";

/** A run's recording, and whether it was stopped before its end. */
export interface RecordedRun {
  readonly recording: Recording;
  readonly isInterrupted: boolean;
  /** What could not be cleaned up. */
  readonly warnings: readonly string[];
}

/** What decides what a run asks, and how many things at a time. */
export interface RunChoices {
  readonly seed: number;
  readonly plan: ScenarioPlan;
  /** By the milliseconds of the target's fastest answer. */
  readonly isFar: (fastestMs: number) => boolean;
}

/** From an interruption on, as someone waits for it. Without one, a provisioner has the time that any request has. */
const cleanUpTimeoutMs = 5000;

/** Provisions if the mode asks for it, makes sure that the target answers, runs the experiments and cleans up. */
export async function recordRun(
  target: OpenTarget,
  options: ConformanceOptions,
  { seed, plan, isFar }: RunChoices,
  wanted: readonly Experiment[],
): Promise<RecordedRun> {
  const signal = options.signal ?? new AbortController().signal;
  const provisioned =
    target.provisioner && (await provision(target.provisioner, options.provisionerAuthorization, plan, signal));
  const warnings: string[] = [];
  try {
    const runContext = runContextOf(target, options, seed, provisioned, signal);
    if (runContext.settleMs > 0) await target.wait(runContext.settleMs, signal).catch(() => undefined);
    const { exchanges: firstOnes, fastestMs } = await preflight(runContext, target.mode, target.baseUrls);
    const available = wanted.filter((experiment) => isAvailable(experiment, runContext));
    const made = provisioned ? [provisioned.exchange] : [];
    const record = ({ exchanges, leftOut }: Collected): Promise<Recording> =>
      recordingOf(runContext, target, { exchanges: [...made, ...firstOnes(), ...exchanges], leftOut }, options);
    const lanesAfter: LanesAfter = async (exchanges) =>
      isFar(fastestMs) && bearsConcurrency(await record({ exchanges, leftOut: [] })) ? farLanes : 1;
    const collected = await collect(runContext, available, lanesAfter, options.onProgress ?? (() => undefined));
    const leftOut = [...settlingCut(provisioned), ...collected.leftOut, ...runContext.keptBytes.leftOut];
    const recording = await record({ ...collected, leftOut });
    // Where the target has stopped, its provisioner may have ended with it: that is a finding, and no reason to have no report.
    if (collected.error !== undefined && unansweredTail(recording).length === 0) throw collected.error.cause;
    return { recording, isInterrupted: signal.aborted, warnings };
  } finally {
    if (provisioned && target.provisioner) {
      const { id, keys } = provisioned.scenario;
      const patience = abortLater(signal, cleanUpTimeoutMs);
      const isKept = options.keepScenario !== undefined;
      if (isKept) options.keepScenario?.({ id, keys });
      const failure = isKept
        ? keptWarning(id)
        : await cleanUp(target.provisioner, options.provisionerAuthorization, id, patience);
      if (failure !== undefined) warnings.push(failure);
    }
  }
}

function keptWarning(id: string): string {
  return `The scenario ${id} was kept: DELETE /scenarios/${id} at the provisioner deletes it.`;
}

function settlingCut(provisioned: Provisioned | undefined): string[] {
  const { settleMs = 0, declaredSettleMs = 0 } = provisioned?.capabilities ?? {};
  if (declaredSettleMs <= settleMs) return [];
  return [
    `what takes longer to settle than ${settleMs} ms, the maximum: the provisioner declares ${declaredSettleMs} ms`,
  ];
}

const nearbyMs = 60;
const farLanes = 4;

/** Whether the fastest answer took as long as those of a target that is far away. */
export function takesLong(fastestMs: number): boolean {
  return fastestMs >= nearbyMs;
}

/**
 * A target that answers at once is asked one thing at a time; a far one several, or a run would be all waiting. How fast an
 * answer is also depends on this machine, and no verdict may: a target that mixes up requests at the same time, or of which
 * that was not asked, is never asked several things, so that its fault shows in the rule that looks for it and in no other.
 */
function bearsConcurrency(recording: Recording): boolean {
  return applicableFinding(ruleNamed("http.concurrent"), new View(recording)).outcome === "passed";
}

function isAvailable(experiment: Experiment, runContext: RunContext): boolean {
  const has = (experiment.needs ?? []).every((need) => runContext.capabilities.includes(need));
  return has && experiment.modes.includes(runContext.mode);
}

function runContextOf(
  target: OpenTarget,
  options: ConformanceOptions,
  seed: number,
  provisioned: Provisioned | undefined,
  signal: AbortSignal,
): RunContext {
  const examples = target.mode === "mock" ? readMockExamples(target.document, liveSessionsProfile()) : undefined;
  return {
    mode: target.mode,
    instances: target.baseUrls.length,
    sender: target.sender,
    provisioner: target.provisioner,
    provisionerAuthorization: options.provisionerAuthorization,
    capabilities: provisioned?.capabilities.capabilities ?? [],
    settleMs: provisioned?.capabilities.settleMs ?? 0,
    seed,
    collections: provisioned?.collections ?? collectionsOf(options, examples?.collectionId),
    provisioned: provisioned?.sessions ?? new Map(),
    keys: new Map(provisioned?.scenario.keys ?? [["owner", options.authorization ?? (options.list ? "" : mockKey)]]),
    headers: options.headers ?? {},
    allowUnsafeMethods: options.allowUnsafeMethods ?? false,
    hasConnections: options.fetch === undefined,
    clock: Date.now,
    patienceMs: options.patienceMs ?? 0,
    examples,
    openings: new Openings(),
    kept: new Map(),
    keptBytes: new KeptBytes(),
    probes: options.list ? (options.list.probes ?? "walk") : "all",
    list: { profile: options.list?.profile ?? liveSessionsProfile(), baseUrls: target.baseUrls },
    signal,
    wait: target.wait,
  };
}

/** A mock takes any key; this one is nobody's. */
const mockKey = "uap-0f0e0d0c0b0a09080706050403020100-0a1b2c3d";

function collectionsOf(
  options: ConformanceOptions,
  exampleId: string | undefined,
): ReadonlyMap<string, CollectionReference> {
  const { own, other, empty, foreign } = collectionsGiven(options);
  const given: readonly (readonly [name: string, id: string | undefined, account: string])[] = [
    ["populated", exampleId ?? own ?? options.list?.profile.name, "owner"],
    ["sibling", other, "owner"],
    ["empty", empty, "owner"],
    ["foreign", foreign, "stranger"],
  ];
  return new Map(
    given.flatMap(([name, id, account]) => (id === undefined ? [] : [[name, { name, id, account }] as const])),
  );
}

/** Milliseconds that redacting may go on after an interruption; bodies that are left by then are left out. */
const MAX_REDACTING_MS = 300;

// Secrets are learnt from everything before anything is redacted: one that an early error echoed may be known only later.
async function recordingOf(
  runContext: RunContext,
  target: OpenTarget,
  collected: Collected,
  options: ConformanceOptions,
): Promise<Recording> {
  const breather = new Breather();
  const secrets = secretsOf(runContext, options);
  for (const raw of collected.exchanges) {
    learnSecrets(raw, secrets);
    await breather.pause();
  }
  for (const raw of collected.exchanges) {
    noteTokens(raw, secrets);
    await breather.pause();
  }
  if (options.list) learnItemSecrets(options.list.profile, collected.exchanges, secrets);
  const exchanges: Exchange[] = [];
  let leftMs = MAX_REDACTING_MS;
  let leftCharacters = MAX_INTERRUPTED_CHARACTERS;
  for (const raw of collected.exchanges) {
    const startedAt = performance.now();
    const isKept = leftMs > 0 && leftCharacters > 0;
    exchanges.push(redactExchange(isKept ? raw : withoutBody(raw), exchanges.length + 1, secrets));
    if (runContext.signal.aborted) {
      leftMs -= performance.now() - startedAt;
      if (isKept && "response" in raw.result) leftCharacters -= writtenLength(raw.result.response.body);
    }
    await breather.pause();
  }
  return {
    mode: runContext.mode,
    ...(options.list === undefined ? {} : { list: options.list.profile }),
    baseUrls: target.baseUrls,
    capabilities: runContext.capabilities,
    settleMs: runContext.settleMs,
    seed: runContext.seed,
    collections: [...runContext.collections.values()],
    exchanges,
    leftOut: [...collected.leftOut, ...(leftMs > 0 && leftCharacters > 0 ? [] : [INTERRUPTED_BODIES])],
  };
}

function secretsOf(runContext: RunContext, options: ConformanceOptions): Secrets {
  const secrets = new Secrets();
  for (const [account, key] of runContext.keys) secrets.addKey(key, account);
  if (options.provisionerAuthorization !== undefined)
    secrets.addKey(options.provisionerAuthorization, "of the provisioner");
  for (const [name, value] of Object.entries(options.headers ?? {})) secrets.addHeader(value, name.toLowerCase());
  for (const { id } of runContext.collections.values()) secrets.addId(id);
  return secrets;
}

function withoutBody(raw: RawExchange): RawExchange {
  if ("failure" in raw.result) return raw;
  return { ...raw, result: { response: { ...raw.result.response, body: new Uint8Array() } } };
}
