import process from "node:process";
import type { DatabaseGauges } from "../database-gauges.ts";

// Upper bounds in seconds. A page takes well under a millisecond on an embedded database.
const BOUNDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

/** What Prometheus reads: requests and reports by status, durations, what the database tells, and the process's memory. */
export class Metrics {
  readonly #requests = new Map<number, number>();
  readonly #reports = new Map<number, number>();
  readonly #buckets = new Array<number>(BOUNDS.length).fill(0);
  #seconds = 0;
  #count = 0;

  /** Counts a request that was answered. */
  observe(status: number, seconds: number): void {
    this.#requests.set(status, (this.#requests.get(status) ?? 0) + 1);
    const bucket = BOUNDS.findIndex((bound) => seconds <= bound);
    if (bucket >= 0) this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + 1;
    this.#seconds += seconds;
    this.#count += 1;
  }

  /** Counts a report of a media server that was answered. */
  observeReport(status: number): void {
    this.#reports.set(status, (this.#reports.get(status) ?? 0) + 1);
  }

  // Prometheus wants each bucket to count the ones before it too.
  #countUpTo(bucket: number): number {
    return this.#buckets.slice(0, bucket + 1).reduce((sum, count) => sum + count, 0);
  }

  /**
   * The text exposition format of Prometheus, version 0.0.4.
   *
   * @param gauges undefined while the database does not answer
   */
  exposition(gauges: DatabaseGauges | undefined): string {
    const duration = "live_sessions_request_duration_seconds";
    const buckets = BOUNDS.map((bound, n) => `${duration}_bucket{le="${bound}"} ${this.#countUpTo(n)}`);
    return [
      "# HELP live_sessions_requests_total Requests to the list, by status.",
      "# TYPE live_sessions_requests_total counter",
      ...Array.from(this.#requests, ([status, n]) => `live_sessions_requests_total{status="${status}"} ${n}`),
      `# HELP ${duration} Seconds from a request's headers to its answer.`,
      `# TYPE ${duration} histogram`,
      ...buckets,
      `${duration}_bucket{le="+Inf"} ${this.#count}`,
      `${duration}_sum ${this.#seconds}`,
      `${duration}_count ${this.#count}`,
      "# HELP live_sessions_ingest_reports_total Reports of media servers, by status.",
      "# TYPE live_sessions_ingest_reports_total counter",
      ...Array.from(this.#reports, ([status, n]) => `live_sessions_ingest_reports_total{status="${status}"} ${n}`),
      ...(gauges ? databaseLines(gauges) : []),
      "# HELP process_resident_memory_bytes Resident memory of the process.",
      "# TYPE process_resident_memory_bytes gauge",
      `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
      "",
    ].join("\n");
  }
}

function databaseLines({ sessionsInProgress, pool }: DatabaseGauges): readonly string[] {
  const inProgress = "live_sessions_in_progress";
  const connections = "live_sessions_database_connections";
  return [
    `# HELP ${inProgress} Sessions that media servers have begun and nobody has ended.`,
    `# TYPE ${inProgress} gauge`,
    `${inProgress} ${sessionsInProgress}`,
    ...(pool === undefined
      ? []
      : [
          `# HELP ${connections} Connections of the pool, and requests that wait for one.`,
          `# TYPE ${connections} gauge`,
          ...Object.entries(pool).map(([state, n]) => `${connections}{state="${state}"} ${n}`),
        ]),
  ];
}
