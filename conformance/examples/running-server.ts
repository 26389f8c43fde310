/** A server that listens. */
export interface RunningServer {
  /** What the suite takes as `baseUrl`. */
  readonly url: string;
  close(): Promise<unknown>;
}
