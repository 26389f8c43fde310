/** What a database tells of itself when it is asked. */
export interface DatabaseGauges {
  /** Sessions that came in by ingest and have not ended. */
  readonly sessionsInProgress: number;
  /** Connections, where there is a pool of them. */
  readonly pool: { readonly open: number; readonly idle: number; readonly waiting: number } | undefined;
}
