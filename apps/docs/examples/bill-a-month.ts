// The seconds of a month, for each live entity:
//   BASE_URL=… LIVE_SESSIONS_AUTHORIZATION=… node bill-a-month.ts 2026-01 <live entity> <live entity>
import { createLiveSessionsClient, forEachEntity, type LiveSession } from "@live-sessions/client";

const [month = "", ...ids] = process.argv.slice(2);
const since = new Date(`${month}-01T00:00:00Z`);
const until = new Date(since);
until.setUTCMonth(since.getUTCMonth() + 1);

const client = createLiveSessionsClient({
  baseUrl: process.env["BASE_URL"] ?? "",
  authorization: process.env["LIVE_SESSIONS_AUTHORIZATION"] ?? "",
});

interface Bill {
  readonly seconds: string;
  readonly ended: number;
  /** Not billed yet: their durations are not known. */
  readonly inProgress: number;
}

async function billOf(sessions: AsyncIterable<LiveSession>): Promise<Bill> {
  let [milliseconds, ended, inProgress] = [0, 0, 0];
  for await (const { duration } of sessions) {
    if (typeof duration === "number") {
      // Whole milliseconds: sums of fractions drift.
      milliseconds += Math.round(duration * 1000);
      ended += 1;
    } else {
      inProgress += 1;
    }
  }
  return { seconds: (milliseconds / 1000).toFixed(3), ended, inProgress };
}

const results = await forEachEntity(client, ids, billOf, { since, until });
for (const result of results) {
  if (result.ok) {
    const { seconds, ended, inProgress } = result.value;
    process.stdout.write(`${result.id}  ${seconds} s in ${ended} sessions, ${inProgress} in progress\n`);
  } else {
    // No bill rather than half of one.
    process.stderr.write(`${result.id}  not billed: ${String(result.error)}\n`);
    process.exitCode = 1;
  }
}
