import type { AskedList } from "../profile/asked-list.ts";
import type { TransportFailure } from "../transport/wire.ts";

/** What was sent, with every secret already replaced by its placeholder. */
export interface RecordedRequest {
  readonly method: string;
  /** Index of the base URL it went to, see `target.base_urls` of the report. */
  readonly instance: number;
  /** Path and query as sent, below the base URL. */
  readonly target: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A body as it came, whole up to 1 MiB; base64 when it is not UTF-8. */
export interface RecordedBody {
  readonly encoding: "utf8" | "base64";
  readonly text: string;
  /** Bytes after content decoding, before secrets were replaced. */
  readonly bytes: number;
  readonly truncated: boolean;
}

/** What came back. */
export interface RecordedResponse {
  readonly status: number;
  /** Lower-case names, in the order they came, repeated ones repeated. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: RecordedBody;
}

/** What an exchange is there to show: the words of the question that it was sent for, and what else tells it from others. */
export interface Purpose {
  /** The experiment that sent it, for example `walks`. */
  readonly experiment: string;
  /** Its part in the experiment, for example `page` or `insert`. */
  readonly role: string;
  /** Which of several alike, for example `5abc`. */
  readonly probe?: string;
  /** Name of the walk that a page belongs to. */
  readonly walk?: string;
  /** Id of that walk. */
  readonly walkId?: string;
  /** Id of the session that the provisioner was asked to change or delete. */
  readonly session?: string;
  /** Name of the collection in the scenario. */
  readonly collection?: string;
  /** Whose key went along: an account's name, `none`, or the name of a wrong key. */
  readonly key?: string;
  /** The suite's clock, RFC 3339, when it was sent: of insertions without a time of their own, and where a token is kept or old. */
  readonly clock?: string;
  /** The position that was asked for, of lists that are not the contract's own. */
  readonly position?: string;
  /** The size as sent, before percent-encoding. */
  readonly pageSize?: string;
}

/** One request and what came of it. */
export interface Exchange {
  /** Position in the run, from 1; lasting references use it. */
  readonly id: number;
  readonly purpose: Purpose;
  readonly request: RecordedRequest;
  readonly response?: RecordedResponse;
  readonly failure?: TransportFailure;
  /** Mock mode: the named example or status that the mock was asked for. */
  readonly steered?: string;
  /** The list that was asked; undefined for live sessions. A report holds it once. */
  readonly list?: AskedList;
  /** How often it was sent: more than once after 429, 502, 503, 504 or a connection that the server had closed. */
  readonly attempts: number;
}

/** The value of a response header, several values joined by a comma; undefined when absent. */
export function headerOf(response: RecordedResponse, name: string): string | undefined {
  const values = response.headers.filter(([header]) => header === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(", ");
}
