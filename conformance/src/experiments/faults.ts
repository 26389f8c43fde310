import type { Experiment } from "./experiment.ts";
import type { Lab, QueryParameter } from "./lab.ts";
import { readQuickly } from "./quick-reading.ts";

const isFault = (status: number): boolean => status === 503;

/** Internal faults on the first page and on a later one, after the same pages were served well. */
export const faults: Experiment = {
  id: "faults",
  modes: ["provisioned"],
  needs: ["fault"],
  async run(lab) {
    const first: QueryParameter[] = [["page_size", "5"]];
    const token = readQuickly(await lab.ask({ entity: "faulty", role: "before", query: first }))?.nextToken;
    const second: QueryParameter[] = token === undefined ? first : [...first, ["page_token", token]];
    await lab.ask({ entity: "faulty", role: "before", query: second });
    await lab.plantFault("faulty", 1);
    await askFaulty(lab, "the first page", first);
    await lab.ask({ entity: "faulty", role: "after", query: first });
    await lab.plantFault("faulty", 2);
    await askFaulty(lab, "a page behind a token", second);
    await askFaulty(lab, "the default size", []);
    await lab.ask({ entity: "faulty", role: "after", query: second });
  },
};

async function askFaulty(lab: Lab, probe: string, query: readonly QueryParameter[]): Promise<void> {
  await lab.ask({ entity: "faulty", role: "faulty", probe, query, finalStatus: isFault });
}
