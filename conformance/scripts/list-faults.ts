// Writes generated/list-faults.json: by which rules faults of a walk are caught in each style of paging.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type FaultRow, failedMusts, faultyLists, judgeList } from "../test/lists/judge-list.ts";
import { listFaults } from "../test/lists/list-faults.ts";

const faults: FaultRow[] = [];
for (const { text } of listFaults) {
  const caught = [];
  for (const [style, other, fault] of faultyLists) {
    if (other !== text) continue;
    const report = await judgeList(style, fault);
    caught.push([style, failedMusts(report).map(({ rule }) => rule)] as const);
  }
  faults.push({ fault: text, caught: Object.fromEntries(caught) });
}
const source = "test/lists/list-faults.ts, by: pnpm --filter @live-sessions/conformance run list-faults";
const path = fileURLToPath(new URL("../generated/list-faults.json", import.meta.url));
writeFileSync(path, `${JSON.stringify({ source, faults }, undefined, 2)}\n`);
