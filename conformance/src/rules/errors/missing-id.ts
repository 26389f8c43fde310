import { LIST_PATH } from "../../contract/generated/list-names.ts";
import { Evidence } from "../../findings/evidence.ts";
import * as collections from "../../questions/collections.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause errors.missing-id. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: [collections.missingId],
  explanation: {
    why: `A client with an empty variable asks for ${LIST_PATH.replace("/v1", "").replace("{id}", "")}; it must not be given somebody's sessions.`,
    probe: "The path with an empty segment in place of the id.",
    example: "An empty segment is answered 200 with all sessions there are, or 500.",
    remedy: "Let the route ask for at least one character.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.of(collections.missingId)) {
      const status = evidence.statusOf(exchange);
      if (status === undefined) continue;
      const isRight = status === 400 || status === 404 || (status >= 300 && status < 400);
      evidence.compare(
        isRight
          ? undefined
          : {
              message: `An empty id segment is answered ${status}.`,
              pointer: "",
              expected: "status 400, 404 or a redirect",
              actual: `status ${status}`,
              exchanges: [exchange.id],
            },
      );
    }
    return evidence.finding("no empty id segment was tried");
  },
};
