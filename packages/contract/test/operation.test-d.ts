import { describe, expectTypeOf, test } from "vitest";
import type {
  ErrorBody,
  ErrorType,
  LiveSession,
  LiveSessionPage,
  OperationHandler,
  OperationRequest,
  OperationResponse,
  operations,
} from "../src/index.ts";
import type { DeclaredHeaders } from "../src/operation.ts";

type Response = OperationResponse<"listLiveSessions">;
type Status<S> = Extract<Response, { status: S }>;

const json = { "content-type": "application/json" } as const;
const error: ErrorBody = { message: "No.", error_type: "invalid_request_error" };

describe("OperationResponse", () => {
  test("has exactly the statuses that the document declares by number", () => {
    type Declared = Extract<keyof operations["listLiveSessions"]["responses"], number>;
    expectTypeOf<Response["status"]>().toEqualTypeOf<Declared>();
  });

  test("takes a page with 200", () => {
    const response: Response = { status: 200, headers: json, body: { data: [], next_page_token: "" } };
    expectTypeOf(response).toExtend<Response>();
  });

  test("does not take an undeclared status, though the document has a default response", () => {
    // @ts-expect-error 418 is not declared.
    const response: Response = { status: 418, headers: json, body: error };
    expectTypeOf(response).toExtend<Response>();
  });

  test("does not take the body of a 200 with 400", () => {
    // @ts-expect-error A 400 has an ErrorBody.
    const response: Response = { status: 400, headers: json, body: { data: [], next_page_token: "" } };
    expectTypeOf(response).toExtend<Response>();
  });

  test("does not take the body of an error with 200", () => {
    // @ts-expect-error A 200 has a page.
    const response: Response = { status: 200, headers: json, body: error };
    expectTypeOf(response).toExtend<Response>();
  });

  test("does not take a 401 without a challenge", () => {
    // @ts-expect-error RFC 9110 §15.5.2: a 401 carries WWW-Authenticate.
    const response: Response = { status: 401, headers: json, body: error };
    expectTypeOf(response).toExtend<Response>();
  });

  test("takes a 401 with a challenge", () => {
    const headers = { ...json, "www-authenticate": 'ApiKey realm="live-sessions"' } as const;
    const response: Response = { status: 401, headers, body: error };
    expectTypeOf(response).toExtend<Response>();
  });

  test("does not take another media type, or none", () => {
    // @ts-expect-error Errors are application/json.
    const html: Response = { status: 404, headers: { "content-type": "text/html" }, body: error };
    // @ts-expect-error A body has a media type.
    const none: Response = { status: 404, headers: {}, body: error };
    expectTypeOf([html, none]).toExtend<Response[]>();
  });

  test("takes further headers, as strings", () => {
    const headers = { ...json, etag: '"1"', "cache-control": "no-store" } as const;
    const response: Response = { status: 200, headers, body: { data: [], next_page_token: "" } };
    // @ts-expect-error A header's value is a string.
    const number: Response = { status: 404, headers: { ...json, "retry-after": 2 }, body: error };
    expectTypeOf([response, number]).toExtend<Response[]>();
  });

  test("has no body with 304", () => {
    const response: Response = { status: 304, headers: { etag: '"1"' } };
    // @ts-expect-error RFC 9110 §15.4.5: a 304 has no content.
    const page: Response = { status: 304, headers: {}, body: { data: [], next_page_token: "" } };
    expectTypeOf([response, page]).toExtend<Response[]>();
  });

  test("says the end of the list with a string, and a session in progress by leaving duration out", () => {
    expectTypeOf<Status<200>["body"]["next_page_token"]>().toEqualTypeOf<string>();
    expectTypeOf<Status<200>["body"]["data"][number]["duration"]>().toEqualTypeOf<number | undefined>();
    // @ts-expect-error A page has a token, the empty one when nothing follows.
    const response: Response = { status: 200, headers: json, body: { data: [] } };
    expectTypeOf(response).toExtend<Response>();
  });
});

describe("DeclaredHeaders", () => {
  type Headers = DeclaredHeaders<{ "X-Needed": string; "X-Other"?: string; [name: string]: unknown }>;

  test("requires the headers that a response of the document requires, in lower case, and no other", () => {
    const headers: Headers = { "x-needed": "1" };
    // @ts-expect-error x-needed is missing.
    const none: Headers = {};
    expectTypeOf([headers, none]).toExtend<Headers[]>();
  });
});

describe("OperationRequest", () => {
  test("has the document's parameters", () => {
    expectTypeOf<OperationRequest<"listLiveSessions">["path"]>().toEqualTypeOf<{ readonly id: string }>();
    expectTypeOf<OperationRequest<"listLiveSessions">["query"]>().toEqualTypeOf<{
      readonly page_size?: number;
      readonly page_token?: string;
    }>();
  });
});

describe("OperationHandler", () => {
  test("returns a declared response, now or later", () => {
    const handler: OperationHandler<"listLiveSessions", { account: string }> = ({ path }, { account }) =>
      path.id === account
        ? { status: 404, headers: json, body: error }
        : Promise.resolve({ status: 200, headers: json, body: { data: [], next_page_token: "" } });
    expectTypeOf(handler).parameter(1).toEqualTypeOf<{ account: string }>();
  });

  test("is not asked for an operation that the document does not have", () => {
    // @ts-expect-error The document has one operation.
    expectTypeOf<OperationHandler<"createLiveSession">>().not.toBeAny();
  });
});

describe("the wire's types", () => {
  test("let the token be absent or null and the duration be null", () => {
    expectTypeOf<LiveSessionPage["next_page_token"]>().toEqualTypeOf<string | null | undefined>();
    expectTypeOf<LiveSession["duration"]>().toEqualTypeOf<number | null | undefined>();
    expectTypeOf<LiveSessionPage["data"]>().toEqualTypeOf<LiveSession[]>();
  });

  test("keep error_type open, and know the documented values", () => {
    expectTypeOf<"video_error">().toExtend<ErrorType>();
    expectTypeOf<string>().toExtend<ErrorType>();
    expectTypeOf<ErrorType>().not.toEqualTypeOf<string>();
  });
});
