import fc from "fast-check";
import { hostileJson, hostileString } from "./hostile-text.ts";

/** What becomes of one answer on its way to the suite. */
export type Change =
  | { readonly kind: "as it is" }
  /** A member of the page, or of its sessions, is another value. */
  | { readonly kind: "member"; readonly name: string; readonly value: unknown }
  | { readonly kind: "raw"; readonly status: number; readonly mediaType: string; readonly body: string | Uint8Array }
  | { readonly kind: "header"; readonly name: string; readonly value: string }
  /** The key that came along, in some spelling, as a body of this status. */
  | { readonly kind: "echo"; readonly status: number; readonly spelling: number };

const status = fc.oneof(
  fc.constantFrom(200, 400, 401, 403, 404, 405, 429, 500, 503, 304, 204, 302),
  fc.integer({ min: 200, max: 599 }),
);

const mediaType = fc.constantFrom(
  "application/json",
  "application/json; charset=utf-8",
  "text/html",
  "application/json; charset=::error::",
  "",
);

const member = fc.constantFrom(
  "id",
  "created_at",
  "updated_at",
  "duration",
  "entity_id",
  "stream_key",
  "data",
  "next_page_token",
  "message",
  "error_type",
  "live_sessions",
  "capabilities",
  "settle_ms",
  "version",
  "authorization",
);

const body: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  hostileString,
  hostileJson.map((value) => JSON.stringify(value) ?? ""),
  fc.uint8Array({ maxLength: 80 }),
  fc
    .tuple(hostileJson, hostileJson)
    .map(([row, token]) => JSON.stringify({ data: [row, row], next_page_token: token })),
  fc.constantFrom('{"data":[{"id":1e999}],"next_page_token":""}', '{"data":[', '{"data":[],"data":null}', "\ufeff{}"),
);

/** One answer. */
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Change>({ kind: "as it is" }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("member" as const), name: member, value: hostileJson }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("raw" as const), status, mediaType, body }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("header" as const),
      name: fc.constantFrom("etag", "retry-after", "www-authenticate", "content-type", "allow", "x-debug", "link"),
      value: hostileString,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("echo" as const),
      status: fc.constantFrom(200, 400, 401, 404, 500),
      spelling: fc.nat(20),
    }),
  },
);

/** How a stranger behaves, towards the suite in each of its modes. */
export interface Stranger {
  readonly mode: "provisioned" | "read-only" | "mock";
  /** Of each answer of the target, over and over. */
  readonly target: readonly Change[];
  /** Of each answer of the provisioner. */
  readonly provisioner: readonly Change[];
  readonly seed: number;
}

/** Any stranger. Most provisioners are friendly, or no run would get beyond its scenario. */
export const stranger: fc.Arbitrary<Stranger> = fc.record({
  mode: fc.constantFrom("provisioned", "provisioned", "read-only", "mock"),
  target: fc.array(change, { minLength: 1, maxLength: 9 }),
  provisioner: fc.oneof(
    { weight: 4, arbitrary: fc.constant<Change[]>([{ kind: "as it is" }]) },
    { weight: 1, arbitrary: fc.array(change, { minLength: 1, maxLength: 4 }) },
  ),
  seed: fc.integer({ min: 1, max: 1000 }),
});
