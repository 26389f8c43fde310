import { noteCutBody } from "../../findings/cut-body.ts";
import { Evidence } from "../../findings/evidence.ts";
import { MEMBERS } from "../../profile/live-sessions/members.ts";
import { accept } from "../../questions/accept.ts";
import { withOthers } from "../../questions/parameters.ts";
import { isAskedBy } from "../../questions/question.ts";
import { isJsonMediaType, readBody } from "../../reading/page-reading.ts";
import { schemaViolations } from "../../reading/page-schema.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause representation.schema. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: "everything",
  dependsOn: ["representation.media-type"],
  explanation: {
    why: "Clients are generated from the schema; what does not fit it fails far from its cause.",
    probe:
      "Every 200 of the run is validated by the schema of the bundled document. Formats are left to the rules about timestamps.",
    example: `A session has "${MEMBERS.duration}": "12.5", or no ${MEMBERS.streamKey}; data is null.`,
    remedy: "Serialise from the types that the document gives; an empty list is [].",
  },
  forLists: {
    title: "Every 200 body fits the schema that the document declares.",
    facts: ["pageSchema"],
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.listRequests) {
      // What another Accept brings is http.accept's matter; another form for unknown parameters, http.unknown-parameters'.
      if (isAskedBy(exchange.purpose, accept)) continue;
      if (isAskedBy(exchange.purpose, withOthers) && !isJsonMediaType(exchange)) continue;
      if (exchange.request.method !== "GET" || exchange.response?.status !== 200) continue;
      const { json, jsonError, isWhole } = readBody(exchange.response.body);
      if (!isWhole) {
        noteCutBody(evidence, exchange.response.body);
        continue;
      }
      if (jsonError !== undefined) {
        evidence.compare({
          message: `A 200 has a body that is not JSON: ${jsonError}.`,
          pointer: "",
          expected: "a JSON object",
          actual: jsonError,
          exchanges: [exchange.id],
        });
        continue;
      }
      const violation = schemaViolations(view.profile, exchange.response.body, json)[0];
      evidence.compare(
        violation && {
          message: `A 200 body does not fit the schema: ${violation.pointer === "" ? "the body" : violation.pointer} ${violation.message}.`,
          pointer: violation.pointer,
          expected: violation.message,
          actual: violation.actual,
          exchanges: [exchange.id],
        },
      );
    }
    return evidence.finding("nothing was answered 200");
  },
};
