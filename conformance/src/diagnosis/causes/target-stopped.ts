import { isOfTheProvisioner } from "../../questions/provisioning.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { Recording } from "../../recording/recording.ts";
import type { TransportFailure } from "../../transport/wire.ts";
import { type Cause, shown } from "../cause.ts";

const FEWEST_UNANSWERED = 5;

const silent: ReadonlySet<TransportFailure["kind"]> = new Set(["connection", "timeout", "protocol"]);

/** The exchanges from which on a target gave no answer any more; none where it answered to the end. */
export function unansweredTail({ exchanges }: Pick<Recording, "exchanges">): readonly Exchange[] {
  const sent = exchanges.filter(({ purpose, failure }) => !isOfTheProvisioner(purpose) && failure?.kind !== "budget");
  const lastAnswered = sent.findLastIndex(({ response }) => response !== undefined);
  const tail = sent.slice(lastAnswered + 1).filter(isSilent);
  return lastAnswered === -1 || tail.length < FEWEST_UNANSWERED ? [] : tail;
}

function isSilent({ failure }: Exchange): boolean {
  return failure !== undefined && silent.has(failure.kind);
}

/** The process ended, or hangs: nothing proves anything from there on. */
export const targetStopped: Cause = {
  id: "target-stopped",
  find({ view }) {
    const tail = unansweredTail(view.recording);
    const [first] = tail;
    if (!first) return undefined;
    const { method, target } = first.request;
    return {
      title: `The target stopped answering at exchange ${first.id}.`,
      because: `${method} ${target} got no answer (${first.failure?.message ?? "none"}), and neither did any of the ${tail.length - 1} requests after it.`,
      remedy:
        "Look at what the server logged for that request: an error outside of any handler ends its process. Fix it, restart the server, and judge it again; earlier failures may remain.",
      explains: "all",
      exchanges: shown(tail.slice(0, 2)),
    };
  },
};
