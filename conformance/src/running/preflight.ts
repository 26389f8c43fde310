import { ExperimentContext, type RunContext } from "../experiments/experiment-context.ts";
import { openingAsks, UNREAD_COLLECTION } from "../experiments/openings.ts";
import { statusOf, unreadableReasonOf } from "../experiments/quick-reading.ts";
import type { ListProfile } from "../profile/list-profile.ts";
import { LIVE_SESSIONS } from "../profile/live-sessions/live-sessions-profile.ts";
import { control } from "../questions/preflight.ts";
import type { RawExchange } from "../recording/exchange-log.ts";
import type { Mode } from "../recording/recording.ts";
import { ConfigurationError } from "../verdict/configuration-error.ts";
import { doubledPrefix } from "./doubled-prefix.ts";
import { TargetError } from "./target-error.ts";

/** What was asked beforehand. */
export interface Preflight {
  /** Those that no experiment has taken for its own. */
  readonly exchanges: () => readonly RawExchange[];
  /** Milliseconds that the fastest of the requests took: about a round trip, whatever else the machine was doing. */
  readonly fastestMs: number;
}

/**
 * Makes sure, before anything is judged, that the target answers, that it is not a mock, and, read-only, that key and collection are right.
 * Every collection that a provisioner made is asked for, but one.
 *
 * @throws TargetError when there is no answer
 * @throws ConfigurationError when the run was set up wrongly
 */
export async function preflight(runContext: RunContext, mode: Mode, baseUrls: readonly string[]): Promise<Preflight> {
  const context = new ExperimentContext(runContext, control.experiment);
  let fastestMs = Number.POSITIVE_INFINITY;
  const timed = async <T>(work: Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    const result = await work;
    fastestMs = Math.min(fastestMs, performance.now() - startedAt);
    return result;
  };
  for (let instance = 0; instance < runContext.instances; instance += 1) {
    const raw = await timed(context.ask(control, { collection: "populated", instance }));
    if ("failure" in raw.result && !["interrupted", "budget", "busy"].includes(raw.result.failure.kind)) {
      throw new TargetError(`The target does not answer: ${raw.result.failure.message}.`);
    }
    refuseDoubledPrefix(raw, baseUrls[instance] ?? "");
    if (mode === "read-only") checkReadOnly(raw, runContext.list.profile);
  }
  // A foreign target is asked for nothing but its list.
  if (mode !== "mock" && runContext.list.profile.name === LIVE_SESSIONS) await timed(refuseMock(runContext));
  if (mode === "provisioned")
    for (const collection of runContext.provisioned.keys()) await open(runContext, context, collection);
  const asked = context.exchanges.filter(({ purpose }) => purpose.collection === "populated");
  return { exchanges: () => [...asked, ...runContext.openings.rest], fastestMs };
}

/** Asks for a collection that the provisioner made, before anything else: is it there, and under that key? */
async function open(runContext: RunContext, context: ExperimentContext, collection: string): Promise<void> {
  if (collection === "populated" || collection === UNREAD_COLLECTION) return;
  runContext.openings.keep(await context.ask(control, { ...openingAsks.get(collection), collection, isTimed: true }));
}

function refuseDoubledPrefix(raw: RawExchange, baseUrl: string): void {
  const wrong = statusOf(raw) === 404 ? doubledPrefix(baseUrl, raw.request.target) : undefined;
  if (wrong !== undefined) throw new ConfigurationError(`The target answers 404, and ${wrong}.`);
}

function checkReadOnly(raw: RawExchange, profile: ListProfile): void {
  const status = statusOf(raw);
  if (profile.name !== LIVE_SESSIONS) {
    checkList(raw, status, profile);
    return;
  }
  if (status === 401)
    throw new ConfigurationError("The target answers 401: it does not accept the key in LIVE_SESSIONS_AUTHORIZATION.");
  if (status === 403 || status === 404) {
    throw new ConfigurationError(
      `The target answers ${status} for the live entity: check --live-entity, the base URL, and that the key belongs to the same account.`,
    );
  }
}

function checkList(raw: RawExchange, status: number | undefined, { name, path, authentication }: ListProfile): void {
  const unreadable = status === 200 ? unreadableReasonOf(raw) : undefined;
  if (unreadable !== undefined)
    throw new ConfigurationError(
      `The target answers ${name} with something other than a page: ${unreadable}; check the pointers of the pagination and the base URL.`,
    );
  if (status === 401 || status === 403)
    throw new ConfigurationError(
      `The target answers ${status}: ${authentication ? `it does not accept LIST_AUTHORIZATION in the ${authentication.in} ${authentication.name}` : `no authentication is declared for ${name}`}.`,
    );
  if (status !== undefined && status !== 200)
    throw new ConfigurationError(`The target answers ${status} to GET ${path}: check the base URL, /path and /query.`);
}

// Prism answers anything it is asked, so a run that took it for a server would prove nothing; on a route that it does
// not know it names itself.
async function refuseMock(runContext: RunContext): Promise<void> {
  const request = {
    method: "GET",
    instance: 0,
    target: "/live-sessions-conformance-preflight",
    headers: { accept: "application/json", ...runContext.headers },
  };
  const result = await runContext.sender.send(request, runContext.signal, () => true);
  if ("failure" in result || !Buffer.from(result.response.body).toString("latin1").includes("stoplight.io/prism"))
    return;
  throw new ConfigurationError(
    "The target is Prism, a mock: it has no state that could be judged. Use --mock <url> for it.",
  );
}
