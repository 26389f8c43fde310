/** What may be sent to a list: what any client may send, or hostile requests, too. */
export type Probes = "walk" | "all";
