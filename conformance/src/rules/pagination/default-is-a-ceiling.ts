import { Evidence } from "../../judging/evidence.ts";
import { everyExperiment, type Rule } from "../rule.ts";

const defaultSize = 10;

/** Clause pagination.default-is-a-ceiling. */
export const defaultIsACeiling: Rule = {
  id: "pagination.default-is-a-ceiling",
  since: "1.0.0",
  level: "MUST",
  clauses: ["pagination.default-is-a-ceiling"],
  title: "Without page_size a page holds at most 10 sessions.",
  modes: ["provisioned", "read-only"],
  experiments: everyExperiment,
  explanation: {
    why: "A client that leaves the size to the server is promised small pages.",
    probe: "Every page of the run that was asked for without page_size, of entities with more sessions than ten.",
    example: "Without page_size, 25 sessions come.",
    remedy: "Set the default to 10 where the parameter is read, for later pages too.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const page of view.pages) {
      if (page.exchange.request.target.includes("page_size=")) continue;
      const count = page.sessions.length;
      if (count < defaultSize && page.nextToken === undefined) continue;
      evidence.compare(
        count <= defaultSize
          ? undefined
          : {
              message: `Without page_size, ${count} sessions came on one page.`,
              pointer: `/data/${defaultSize}`,
              expected: `at most ${defaultSize} sessions`,
              actual: `${count} sessions`,
              exchanges: [page.exchange.id],
            },
      );
    }
    return evidence.finding("no entity with more than ten sessions was read without page_size");
  },
};
