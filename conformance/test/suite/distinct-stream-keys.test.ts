import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { Report } from "../../src/report/report.ts";
import { runConformance } from "../../src/running/run-conformance.ts";
import type { NewSession } from "../corpus/backend.ts";
import { startDeployment } from "../corpus/deployment.ts";
import { ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";
import { MemoryData, type StoredSession } from "../corpus/memory-data.ts";
import { readOnlyOptions } from "./own-scenario.ts";

/** Every session has a stream key that no other one has. */
class DistinctStreamKeys extends MemoryData {
  override insert(entityId: string, session: NewSession): StoredSession | undefined {
    const streamKey = `key_${createHash("sha256").update(String(this.serial)).digest("hex").slice(0, 20)}`;
    return super.insert(entityId, { ...session, streamKey });
  }
}

/** A key stands where the contract has it, and inside another member. */
class ShowingKeysTwice extends ListEndpoint {
  override item(row: StoredSession, query: ListQuery): Readonly<Record<string, unknown>> {
    return { ...super.item(row, query), ingest_url: `rtmp://ingest.example/live/${row.streamKey}` };
  }
}

const fewSessions = 1_250;
const manySessions = 8 * fewSessions;
/** What grows with the square of the number of secrets takes 64 times as long for eight times as many. */
const mostTimesAsLong = 24;

/** A run on so many sessions, and the milliseconds of this process that it took. */
async function runOn(sessions: number): Promise<{ readonly report: Report; readonly cpuMs: number }> {
  const started = await startDeployment(ShowingKeysTwice, { Data: DistinctStreamKeys });
  try {
    const options = { ...(await readOnlyOptions(started, sessions)), seed: 1 };
    const before = process.cpuUsage();
    const report = await runConformance(options);
    const { user, system } = process.cpuUsage(before);
    return { report, cpuMs: (user + system) / 1000 };
  } finally {
    await started.close();
  }
}

test("a run on 10,000 sessions with as many stream keys shows none of them, and takes no longer than there are more of them", async () => {
  const few = await runOn(fewSessions);
  const { report, cpuMs } = await runOn(manySessions);
  expect(report.exit_code).toBe(0);
  expect(cpuMs / few.cpuMs).toBeLessThan(mostTimesAsLong);
  const text = JSON.stringify(report);
  expect(text.match(/key_[0-9a-f]{8,}/g)).toBeNull();
  for (const where of ['"stream_key":"', "rtmp://ingest.example/live/"]) {
    const shown = text.replaceAll("\\", "").split(where).slice(1);
    const places = shown.map((after) => /^\[stream-key (\d+)\]"/.exec(after)?.[1]);
    expect(places).not.toContain(undefined);
    expect(new Set(places).size, where).toBeGreaterThan(9900);
  }
});
