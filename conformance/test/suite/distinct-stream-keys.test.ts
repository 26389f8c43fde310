import { createHash } from "node:crypto";
import { expect, test } from "vitest";
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

// What grows with the square of the number of secrets takes minutes here; the limit of time is that of every test.
test("a run on 10,000 sessions with as many stream keys ends in the time of any test, and shows none of the keys", async () => {
  const started = await startDeployment(ShowingKeysTwice, { Data: DistinctStreamKeys });
  try {
    const report = await runConformance({ ...(await readOnlyOptions(started, 10_000)), seed: 1 });
    expect(report.exit_code).toBe(0);
    const text = JSON.stringify(report);
    expect(text.match(/key_[0-9a-f]{8,}/g)).toBeNull();
    for (const where of ['"stream_key":"', "rtmp://ingest.example/live/"]) {
      const shown = text.replaceAll("\\", "").split(where).slice(1);
      const places = shown.map((after) => /^\[stream-key (\d+)\]"/.exec(after)?.[1]);
      expect(places).not.toContain(undefined);
      expect(new Set(places).size, where).toBeGreaterThan(9900);
    }
  } finally {
    await started.close();
  }
});
