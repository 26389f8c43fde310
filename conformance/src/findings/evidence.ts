import type { Exchange } from "../recording/exchange.ts";
import type { TransportFailure } from "../transport/wire.ts";
import type { Failure, Finding, Reason } from "./finding.ts";

const reasonOfFailure: Partial<Record<TransportFailure["kind"], Reason>> = {
  busy: "busy",
  budget: "budget",
  interrupted: "interrupted",
};

/**
 * Gathers what a rule compares. A pass needs evidence: a rule that compared nothing is inconclusive, and so is one
 * whose requests were not all answered. The first failure stands for all of them.
 */
export class Evidence {
  #compared = 0;
  #failure: Failure | undefined;
  #unproven: { reason: Reason; text: string } | undefined;

  /** Counts one comparison and notes what is wrong with it, if anything. */
  compare(failure: Failure | undefined): void {
    this.#compared += 1;
    this.#failure ??= failure;
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
    if (exchange.response) return exchange.response.status;
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

  /** @param nothing says what was missing when nothing was compared */
  finding(nothing: string): Finding {
    if (this.#failure) return { outcome: "failed", failure: this.#failure };
    if (this.#unproven) return { outcome: "inconclusive", ...this.#unproven };
    if (this.#compared === 0) return { outcome: "inconclusive", reason: "no-evidence", text: nothing };
    return { outcome: "passed", compared: this.#compared };
  }
}

/** A request in a few words: method, entity, what it probes. */
function describe(exchange: Exchange): string {
  const { entity, probe, walk, role } = exchange.purpose;
  const what = probe ?? walk ?? role;
  return `${exchange.request.method} on ${entity ?? "the target"} (${what})`;
}
