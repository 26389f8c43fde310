import { MAX_PAGE_SIZE } from "../../contract/generated/page-size.ts";
import { SIZE, targetOf } from "../../experiments/list-request.ts";
import { liveSessionsProfile } from "../../profile/live-sessions/live-sessions-profile.ts";
import { doubledPrefix } from "../../running/doubled-prefix.ts";
import { collectionsGiven } from "../../running/live-sessions/collection-options.ts";
import type { OpenTarget } from "../../running/open-target.ts";
import type { ConformanceOptions } from "../../running/options.ts";
import { percentEncoded } from "../../transport/percent-encoded.ts";
import type { WireResponse } from "../../transport/wire.ts";
import { plainMessage } from "../plain-message.ts";
import { type DoctorCheck, failed, fine, note } from "./check.ts";
import { examineSessions } from "./examine-sessions.ts";

const CLOCK_TOLERANCE_MS = 5000;
/** Prism names itself in its errors. */
const PRISM_MARK = "stoplight.io/prism";

/** Asks every instance of a target once: does it answer, with what clock, to whom? */
export async function examineTarget(target: OpenTarget, options: ConformanceOptions): Promise<DoctorCheck[]> {
  const checks: DoctorCheck[] = [];
  for (const instance of target.baseUrls.keys()) checks.push(...(await examineInstance(target, options, instance)));
  return checks;
}

async function examineInstance(
  target: OpenTarget,
  options: ConformanceOptions,
  instance: number,
): Promise<DoctorCheck[]> {
  const url = target.baseUrls[instance] ?? "";
  const id = collectionsGiven(options).own ?? "live-sessions-conformance-doctor";
  const path = targetOf(liveSessionsProfile(), percentEncoded(id), [[SIZE, String(MAX_PAGE_SIZE)]]);
  const startedAt = performance.now();
  const answer = await ask(target, options, instance, path);
  const tookMs = Math.round(performance.now() - startedAt);
  if (!("status" in answer)) return [failed(`${url} does not answer: ${plainMessage(answer.message)}.`, 4)];
  const wrong = answer.status === 404 ? doubledPrefix(url, path) : undefined;
  return [
    wrong === undefined
      ? fine(`${url} answers, ${answer.status} after ${tookMs} ms.`)
      : failed(`${url} answers 404, and ${wrong}.`, 2),
    clockCheck(answer),
    ...(target.mode === "mock" ? [] : await mockFindings(target, options, instance)),
    ...(target.mode === "read-only" ? examineSessions(answer) : []),
  ];
}

async function ask(
  target: OpenTarget,
  options: ConformanceOptions,
  instance: number,
  path: string,
): Promise<WireResponse | { readonly message: string }> {
  const authorization = options.authorization === undefined ? {} : { authorization: options.authorization };
  const headers = { accept: "application/json", ...options.headers, ...authorization };
  const request = { method: "GET", instance, target: path, headers };
  const result = await target.sender.send(request, options.signal ?? new AbortController().signal, () => true);
  return "failure" in result ? result.failure : result.response;
}

async function mockFindings(target: OpenTarget, options: ConformanceOptions, instance: number): Promise<DoctorCheck[]> {
  const answer = await ask(target, options, instance, "/live-sessions-conformance-preflight");
  const isPrism = "status" in answer && Buffer.from(answer.body).toString("latin1").includes(PRISM_MARK);
  return isPrism ? [failed("The target is Prism, a mock: use --mock <url> for it.", 2)] : [];
}

function clockCheck({ headers }: WireResponse): DoctorCheck {
  const date = headers.find(([name]) => name === "date")?.[1];
  const offMs = date === undefined ? Number.NaN : Date.parse(date) - Date.now();
  if (Number.isNaN(offMs)) return note("The target sends no Date, so its clock is not known.");
  const seconds = (offMs / 1000).toFixed(0);
  return Math.abs(offMs) <= CLOCK_TOLERANCE_MS
    ? fine("The target's clock agrees with this machine's within 5 s.")
    : note(`The target's clock is ${seconds} s off this machine's; nothing is judged by the clock.`);
}
