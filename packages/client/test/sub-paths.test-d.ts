import type { Span, Tracer } from "@opentelemetry/api";
import type { QueryClient } from "@tanstack/query-core";
import { expectTypeOf, test } from "vitest";
import { createLiveSessionsClient, type LiveSessionPage } from "../src/index.ts";
import { openTelemetryHooks } from "../src/opentelemetry.ts";
import { liveSessionsQuery } from "../src/tanstack.ts";

const client = createLiveSessionsClient({ baseUrl: "https://video.example.com", authorization: "key" });

test("any tracer of @opentelemetry/api fits, and its spans reach headersOf", () => {
  const tracer = {} as Tracer;
  openTelemetryHooks({
    tracer,
    headersOf: (span: Span) => ({ traceparent: span.spanContext().traceId }),
  });
});

test("the options fit TanStack Query's infinite queries", () => {
  const queries = {} as QueryClient;
  const result = queries.fetchInfiniteQuery(liveSessionsQuery(client, "id"));
  expectTypeOf(result).resolves.toHaveProperty("pages").toEqualTypeOf<LiveSessionPage[]>();
});
