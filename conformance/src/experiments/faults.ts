import { membersOf, parsedJson } from "../profile/lenient-json.ts";
import { BROWSERS_ACCEPT } from "../questions/accept.ts";
import * as questions from "../questions/faults.ts";
import type { RawExchange } from "../recording/exchange-log.ts";
import { isBusy, waitMsOf } from "../transport/throttled-sender.ts";
import type { Experiment } from "./experiment.ts";
import type { Ask, ExperimentContext } from "./experiment-context.ts";
import { POSITION, type QueryParameter, SIZE } from "./list-request.ts";
import { readQuickly, statusOf } from "./quick-reading.ts";

const isFault = (status: number): boolean => status >= 500;
const MAX_WAIT_MS = 10_000;
const maxAttempts = 5;

/** Internal faults on the first page and on a later one, after the same pages were served well. */
export const faults: Experiment = {
  id: "faults",
  modes: ["provisioned"],
  needs: ["fault"],
  async run(context) {
    const first: QueryParameter[] = [[SIZE, "5"]];
    const token = readQuickly(
      await context.askFirst(questions.before, { collection: "faulty", query: first }),
    )?.nextToken;
    const second: QueryParameter[] = token === undefined ? first : [...first, [POSITION, token]];
    await context.ask(questions.before, { collection: "faulty", query: second });
    await context.plantFault("faulty", 1);
    await askFaulty(context, "the first page", first);
    await context.plantFault("faulty", 2);
    await askFaulty(context, "a page behind a token", second, { instance: context.run.instances - 1 });
    await askFaulty(context, "the default size", [], { accept: BROWSERS_ACCEPT });
    await context.ask(questions.recovered, { collection: "faulty", query: first });
  },
};

/**
 * A 502, 503 or 504 may be the planted fault, or a server that is busy for a moment and keeps the fault for the next request:
 * it is waited for and asked again, and the rule looks at all answers.
 */
async function askFaulty(
  context: ExperimentContext,
  probe: string,
  query: readonly QueryParameter[],
  further: Partial<Ask> = {},
): Promise<void> {
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    const raw = await context.ask(questions.faulty, {
      collection: "faulty",
      probe,
      query,
      finalStatus: isFault,
      ...further,
    });
    if (!("response" in raw.result) || !isBusy(statusOf(raw) ?? 0) || isDeclared(raw)) return;
    const waitMs = Math.min(waitMsOf(raw.result.response, attempt), MAX_WAIT_MS);
    await context.run.wait(waitMs, context.run.signal).catch(() => undefined);
  }
}

function isDeclared(raw: RawExchange): boolean {
  return "response" in raw.result && membersOf(parsedJson(raw.result.response.body))["error_type"] === "api_error";
}
