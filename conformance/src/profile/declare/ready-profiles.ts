import type { DeclaredFacts } from "./list-declaration.ts";

/** A profile that is ready: what a published specification says of every list that follows it. */
export interface ReadyProfile {
  /** Where it is written. */
  readonly source: string;
  /** The operation, where the specification names it. */
  readonly operation?: string;
  readonly query: Readonly<Record<string, string>>;
  readonly pagination: Readonly<Record<string, string>>;
  readonly facts: DeclaredFacts;
  /** A value of the path is several segments: its slashes stay. */
  readonly hasLongNames?: boolean;
}

export type ReadyProfileName = "aip-158" | "scim-cursor" | "oci-tags";

/** Every ready profile, by its name on the command line. */
export const READY_PROFILES: Readonly<Record<ReadyProfileName, ReadyProfile>> = {
  "aip-158": {
    source: "AIP-158",
    query: {},
    pagination: {
      style: "cursor",
      cursorParam: "pageToken",
      nextCursor: "/nextPageToken",
      limitParam: "pageSize",
    },
    facts: { size: { zero: "default", over: "clamp" }, errors: { size: 400, token: 400 } },
  },
  "scim-cursor": {
    source: "RFC 9865",
    operation: "GET /Users",
    // RFC 9865 §2.1: an empty cursor asks for the first page of a list that goes on by cursors.
    query: { cursor: "" },
    pagination: {
      style: "cursor",
      cursorParam: "cursor",
      nextCursor: "/nextCursor",
      limitParam: "count",
      items: "/Resources",
    },
    facts: { id: "/id", errors: { token: 400 }, noun: "resource" },
  },
  "oci-tags": {
    source: "OCI Distribution Specification 1.1",
    operation: "GET /v2/{name}/tags/list",
    query: {},
    pagination: { style: "link", limitParam: "n", items: "/tags" },
    facts: { id: "", order: [{ pointer: "", isDescending: false }], size: { zero: "empty" }, noun: "tag" },
    hasLongNames: true,
  },
};
