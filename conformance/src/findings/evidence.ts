import { isObject } from "../profile/json-pointer.ts";
import { questionOf } from "../questions/catalogue.ts";
import { isJsonMediaType, readBody } from "../reading/page-reading.ts";
import type { Exchange } from "../recording/exchange.ts";
import type { TransportFailure } from "../transport/wire.ts";
import type { Failure, Finding, Reason } from "./finding.ts";

const reasonOfFailure: Partial<Record<TransportFailure["kind"], Reason>> = {
  busy: "busy",
  budget: "budget",
  interrupted: "interrupted",
};

/** Failures of one rule that are kept; more are counted. */
const MAX_FAILURES = 50;

/**
 * Gathers what a rule compares. A pass needs evidence: a rule that compared nothing is inconclusive, and so is one
 * whose requests were not all answered. The first failure stands for all of them, unless a worse one is among them.
 */
export class Evidence {
  #compared = 0;
  readonly #failures: Failure[] = [];
  #failed = 0;
  #unproven: { reason: Reason; text: string } | undefined;

  /** Counts one comparison and notes what is wrong with it, if anything. */
  compare(failure: Failure | undefined): void {
    this.#compared += 1;
    if (!failure) return;
    this.#failed += 1;
    if (this.#failures.length < MAX_FAILURES) this.#failures.push(failure);
  }

  /** Notes that something could not be compared. */
  inconclusive(reason: Reason, text: string): void {
    this.#unproven ??= { reason, text };
  }

  /**
   * The status of an answer; undefined when there was none. No answer to a request is a failure of its own
   * (the server hung, broke off or closed the connection), except where the suite sent nothing or was asked to wait.
   */
  statusOf(exchange: Exchange): number | undefined {
    if (exchange.response) {
      if (!isOfFirewall(exchange)) return exchange.response.status;
      this.inconclusive(
        "no-answer",
        `${describe(exchange)}: a firewall in front refused it by itself (${exchange.response.status}); run the suite behind it`,
      );
      return undefined;
    }
    const { kind, message } = exchange.failure ?? { kind: "connection", message: "no response" };
    const reason = reasonOfFailure[kind];
    if (reason) this.inconclusive(reason, `${describe(exchange)}: ${message}`);
    else
      this.compare({
        message: `${describe(exchange)} got no answer: ${message}.`,
        pointer: "",
        expected: "an answer",
        actual: message,
        exchanges: [exchange.id],
      });
    return undefined;
  }

  get compared(): number {
    return this.#compared;
  }

  /**
   * @param nothing says what was missing when nothing was compared
   * @param inapplicable why a run like this compares nothing, if there is a reason
   */
  finding(nothing: string, inapplicable?: Finding): Finding {
    if (this.#compared === 0 && inapplicable) return inapplicable;
    const [failure, ...others] = this.#failures;
    if (failure) return { outcome: "failed", failure, others, failed: this.#failed, compared: this.#compared };
    if (this.#unproven) return { outcome: "inconclusive", ...this.#unproven };
    if (this.#compared === 0) return { outcome: "inconclusive", reason: "no-evidence", text: nothing };
    return { outcome: "passed", compared: this.#compared };
  }
}

const firewallStatuses: ReadonlySet<number> = new Set([403, 413, 414, 431]);

/** True for a refusal of a hostile request in a form that is not the declared one: somebody in front of the server spoke. */
function isOfFirewall(exchange: Exchange): boolean {
  const question = questionOf(exchange.purpose);
  if (question?.isHostile !== true && question?.isSuspicious !== true) return false;
  const status = exchange.response?.status ?? 0;
  if (!firewallStatuses.has(status) || (question.isOverlong === true && status === 414)) return false;
  const json = exchange.response && isJsonMediaType(exchange) ? readBody(exchange.response.body).json : undefined;
  return !(isObject(json) && typeof json["error_type"] === "string");
}

/** A request in a few words: method, collection, what it probes. */
function describe(exchange: Exchange): string {
  const { collection, probe, walk, role } = exchange.purpose;
  const what = probe ?? walk ?? role;
  return `${exchange.request.method} on ${collection ?? "the target"} (${what})`;
}
