import { Evidence } from "../../findings/evidence.ts";
import { unauthorized } from "../../findings/unauthorized.ts";
import { provisionerRequestOf } from "../../questions/provisioning.ts";
import { after, before } from "../../questions/revocation.ts";
import { readPage } from "../../reading/page-reading.ts";
import type { View } from "../../reading/view.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause errors.key-revoked. */
export const rule: RuleDefinition = {
  modes: ["provisioned"],
  reads: [before, after],
  dependsOn: ["errors.key-required", "errors.key-exact"],
  explanation: {
    why: "Keys are taken back because somebody else has them: every minute that they still work is theirs.",
    probe:
      "A scenario of its own, whose key lists a first page and one after a token; the scenario is deleted, and the same requests are made again, at every instance.",
    example: "For a minute after it was taken back, the key is answered from a cache; or 404, as its entity is gone.",
    remedy: "Look the key up on every request, or let whatever remembers keys be told at once.",
  },
  judge(view) {
    const evidence = new Evidence();
    const wasValid = view.of(before).some((exchange) => !("unreadable" in readPage(exchange)));
    if (wasValid)
      for (const exchange of view.of(after)) unauthorized(evidence, exchange, "With a key that was taken back");
    const refusal = refusedDrop(view);
    if (refusal !== undefined) evidence.inconclusive("provisioner", refusal);
    return evidence.finding("the key listed nothing while it was valid");
  },
};

/** What the provisioner did when it was asked to take the key back; undefined where it did that. */
function refusedDrop(view: View): string | undefined {
  const drop = view.recording.exchanges.find(({ purpose }) => provisionerRequestOf(purpose) === "drop scenario");
  if (drop === undefined || drop.response?.status === 204 || drop.failure?.kind === "interrupted") return undefined;
  const answer = drop.response
    ? `answered ${drop.response.status}`
    : `not answered (${drop.failure?.message ?? "nothing came"})`;
  return `the provisioner did not take the key back: ${drop.request.method} ${drop.request.target} was ${answer} instead of 204 (exchange ${drop.id}); what it made for it is still there`;
}
