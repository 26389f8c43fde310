/** One running deployment that a conformance run can be pointed at. */
export interface ServerUnderTest {
  /** Base URLs without a trailing slash, path prefix included: one for each instance, all on the same data. */
  readonly baseUrls: readonly string[];
  /** Base URL of the provisioning protocol; undefined where the server has none. */
  readonly provisionerUrl: string | undefined;
  /** Ends every listener and every open connection. */
  close(): Promise<void>;
}

/** A server that the suite is tested on. */
export interface CorpusServer {
  /** Kebab-case, unique in the whole corpus. */
  readonly name: string;
  /** The real bug or the lawful difference, how it comes about, and what data shows it. */
  readonly story: string;
  /** Starts a fresh deployment, with no data, on free ports of 127.0.0.1. */
  start(): Promise<ServerUnderTest>;
}

/** A server that keeps every MUST clause and differs from the reference behaviour. */
export interface LawfulServer extends CorpusServer {
  /** Ids of the SHOULD clauses that it does not meet; a run warns of exactly these. */
  readonly departsFrom: readonly string[];
  /** What its provisioner can do; a run that lacks one of the four is partially proven at best. */
  readonly capabilities: readonly string[];
}

/** A server with one planted fault. */
export interface Mutant extends CorpusServer {
  /** Clause ids that the fault breaks, the main one first. */
  readonly clauses: readonly string[];
  /** Level of the main clause. */
  readonly level: "MUST" | "SHOULD";
  /** Ids of the rules that kill it, every one of them in every run; the main clause's own rule if it is not said otherwise. */
  readonly killedBy: readonly string[];
}
