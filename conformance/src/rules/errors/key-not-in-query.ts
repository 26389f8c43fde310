import { Evidence } from "../../findings/evidence.ts";
import { keyInQuery } from "../../questions/keys.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause errors.key-not-in-query. */
export const rule: RuleDefinition = {
  modes: ["provisioned"],
  reads: [keyInQuery],
  dependsOn: ["errors.key-required"],
  explanation: {
    why: "URLs stand in access logs, histories and Referer headers: anyone who reads one has the key (RFC 6750 §5.3).",
    probe:
      "A valid key as api_key, access_token and authorization in the query, and none in the header. On provisioned data only, as the suite's own key stands in the logs from then on.",
    example: "?access_token=uap-… lists the sessions.",
    remedy: "Read the key from the header alone; switch off what a library takes from the query by default.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.of(keyInQuery)) {
      const status = evidence.statusOf(exchange);
      if (status === undefined) continue;
      evidence.compare(
        status >= 400
          ? undefined
          : {
              message: `A key in the query (${exchange.purpose.probe ?? ""}) is answered ${status}.`,
              pointer: "",
              expected: "status 401",
              actual: `status ${status}`,
              exchanges: [exchange.id],
            },
      );
    }
    return evidence.finding("no key was tried in the query");
  },
};
