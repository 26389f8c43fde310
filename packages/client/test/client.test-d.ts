import type { ErrorBody, LiveSession, operations } from "@live-sessions/contract";
import { describe, expectTypeOf, test } from "vitest";
import {
  ApiError,
  type ConnectionError,
  createLiveSessionsClient,
  type ListLiveSessionsResult,
  type LiveSessionEvent,
  LiveSessionsError,
  type TimeoutError,
  type UnexpectedResponseError,
} from "../src/index.ts";

const client = createLiveSessionsClient({ baseUrl: "https://video.example.com", authorization: "key" });
type Page = operations["listLiveSessions"]["responses"][200]["content"]["application/json"];

describe("listLiveSessions", () => {
  test("gives exactly the document's page", () => {
    expectTypeOf(client.listLiveSessions).returns.resolves.toEqualTypeOf<Page>();
  });

  test("needs an id", () => {
    // @ts-expect-error The id is missing.
    void client.listLiveSessions();
    // @ts-expect-error Options are no id.
    void client.listLiveSessions({ pageSize: 1 });
  });

  test("takes no query parameter that the document does not have", () => {
    // @ts-expect-error There is no such parameter.
    void client.listLiveSessions("id", { order: "asc" });
    // @ts-expect-error It is spelt pageSize.
    void client.listLiveSessions("id", { page_size: 1 });
    // @ts-expect-error limit is of walks.
    void client.listLiveSessions("id", { limit: 1 });
  });
});

describe("walks", () => {
  test("give the document's sessions and pages", () => {
    expectTypeOf(client.liveSessions("id")).toExtend<AsyncIterable<LiveSession>>();
    expectTypeOf(client.liveSessionPages("id")).toExtend<AsyncIterable<Page>>();
  });

  test("take a checkpoint for sessions alone", () => {
    const { checkpoint } = client.liveSessions("id");
    client.liveSessions("id", { resumeFrom: checkpoint });
    // @ts-expect-error Pages begin at a page token.
    client.liveSessionPages("id", { resumeFrom: checkpoint });
  });
});

describe("watches", () => {
  test("give what happened with the document's session", () => {
    const watch = client.watchLiveSessions("id", { intervalMs: 1_000 });
    expectTypeOf(watch).toExtend<AsyncIterable<LiveSessionEvent>>();
    expectTypeOf<LiveSessionEvent["session"]>().toEqualTypeOf<Page["data"][number]>();
    expectTypeOf<LiveSessionEvent["type"]>().toEqualTypeOf<"new" | "changed" | "ended">();
    client.watchLiveSessions("id", { resumeFrom: watch.checkpoint });
  });

  test("have no toArray, as they have no end", () => {
    // @ts-expect-error There is no such method.
    client.watchLiveSessions("id").toArray();
  });

  test("take no place in a walk, and no option that they do not have", () => {
    const { checkpoint } = client.liveSessions("id");
    // @ts-expect-error A walk's checkpoint is not a watch's.
    client.watchLiveSessions("id", { resumeFrom: checkpoint });
    // @ts-expect-error A watch reads the whole list.
    client.watchLiveSessions("id", { limit: 1 });
    // @ts-expect-error The id is missing.
    client.watchLiveSessions();
  });
});

describe("createLiveSessionsClient", () => {
  test("needs a base URL and an authorization", () => {
    // @ts-expect-error There is no default deployment.
    createLiveSessionsClient({ authorization: "key" });
    // @ts-expect-error There is no access without a key.
    createLiveSessionsClient({ baseUrl: "https://video.example.com" });
  });
});

describe("ApiError", () => {
  test("has the one body that the document declares for every status", () => {
    type Responses = operations["listLiveSessions"]["responses"];
    type Declared = Responses[Exclude<keyof Responses, 200 | 304>]["content"]["application/json"];
    const error: unknown = undefined;
    if (error instanceof ApiError) {
      expectTypeOf(error.body).toEqualTypeOf<Declared>();
      expectTypeOf(error.body).toEqualTypeOf<ErrorBody>();
      expectTypeOf(error).toExtend<LiveSessionsError>();
    }
  });

  test("may have any status, as the default response covers those that the document does not name", () => {
    expectTypeOf<ApiError["status"]>().toEqualTypeOf<number>();
  });
});

describe("a safe result", () => {
  test("is narrowed by ok", () => {
    const result = {} as ListLiveSessionsResult;
    if (result.ok) expectTypeOf(result.page).toEqualTypeOf<Page>();
    else
      expectTypeOf(result.error).toEqualTypeOf<ApiError | UnexpectedResponseError | ConnectionError | TimeoutError>();
  });

  test("is narrowed by the error's name and status", () => {
    const result = {} as ListLiveSessionsResult;
    if (!result.ok && result.error.name === "ApiError" && result.error.status === 429) {
      expectTypeOf(result.error.retryAfterMs).toEqualTypeOf<number | undefined>();
    }
    if (!result.ok && result.error instanceof LiveSessionsError) expectTypeOf(result.error.attempts).toBeNumber();
  });
});
