import { describe, expect, test } from "vitest";
import {
  type ValidationFailure,
  validateErrorBody,
  validateLiveSession,
  validateLiveSessionPage,
} from "../src/validators.ts";
import { documentExamples } from "./document.ts";

const validators: Readonly<Record<string, (value: unknown) => ValidationFailure[]>> = {
  LiveSessionPage: validateLiveSessionPage,
  ErrorBody: validateErrorBody,
};

const session = {
  id: "00000000-0000-4000-8000-000000000001",
  entity_id: "00000000-0000-4000-8000-00000000000e",
  stream_key: "live_secret",
  duration: 1.5,
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:02Z",
};

describe("the examples of the document", () => {
  const examples = documentExamples();

  test("are at least a page and an error for each declared error status", () => {
    expect(new Set(examples.map(({ schema }) => schema))).toEqual(new Set(["LiveSessionPage", "ErrorBody"]));
    for (const status of ["200", "400", "401", "404", "429", "500"]) {
      expect(examples.map(({ name }) => name)).toContainEqual(expect.stringMatching(`^${status} `));
    }
  });

  test.each(examples)("fit their schema: $name", ({ schema, value }) => {
    expect(validators[schema]?.(value)).toEqual([]);
  });
});

describe("validateLiveSessionPage", () => {
  test.each([
    ["the empty string", { data: [], next_page_token: "" }],
    ["null", { data: [], next_page_token: null }],
    ["nothing", { data: [] }],
  ])("accepts a last page whose token is %s", (_, page) => {
    expect(validateLiveSessionPage(page)).toEqual([]);
  });

  test("accepts members that the document does not list", () => {
    const page = { data: [{ ...session, region: "eu" }], next_page_token: "t", total: 1 };
    expect(validateLiveSessionPage(page)).toEqual([]);
  });

  test("points at every member that does not fit, in one go", () => {
    const bad = { ...session, id: 7, created_at: "yesterday", duration: -1 };
    expect(validateLiveSessionPage({ data: [session, bad], next_page_token: 3 })).toEqual([
      { pointer: "/data/1/id", message: "must be string" },
      { pointer: "/data/1/duration", message: "must be >= 0" },
      { pointer: "/data/1/created_at", message: 'must match format "date-time"' },
      { pointer: "/next_page_token", message: "must be string,null" },
    ]);
  });

  test.each([
    ["null", null],
    ["an array", []],
    ["a string", "data"],
    ["undefined", undefined],
  ])("says that %s is not an object", (_, value) => {
    expect(validateLiveSessionPage(value)).toEqual([{ pointer: "", message: "must be object" }]);
  });

  test("misses data where it is absent", () => {
    expect(validateLiveSessionPage({})).toEqual([{ pointer: "", message: "must have required property 'data'" }]);
  });

  test("does not take more than 100 sessions", () => {
    expect(validateLiveSessionPage({ data: Array.from({ length: 101 }, () => session) })).toEqual([
      { pointer: "/data", message: "must NOT have more than 100 items" },
    ]);
  });

  test("prints no value, as it may be a stream key", () => {
    const failures = validateLiveSessionPage({ data: [{ stream_key: ["live_secret"], id: "live_secret" }] });
    expect(failures).not.toEqual([]);
    expect(JSON.stringify(failures)).not.toContain("live_secret");
  });
});

describe("validateLiveSession", () => {
  test.each(["id", "entity_id", "stream_key", "created_at", "updated_at"])("requires %s", (name) => {
    const { [name]: _, ...rest } = session as Record<string, unknown>;
    expect(validateLiveSession(rest)).toEqual([{ pointer: "", message: `must have required property '${name}'` }]);
  });

  test.each([
    ["absent", undefined],
    ["null", null],
  ])("takes a duration that is %s: the session is in progress", (_, duration) => {
    expect(validateLiveSession({ ...session, duration })).toEqual([]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, "1.5", true])("does not take %s for a duration", (duration) => {
    expect(validateLiveSession({ ...session, duration })).toEqual([
      { pointer: "/duration", message: "must be number,null" },
    ]);
  });

  test.each(["2024-02-29T00:00:00Z", "2000-02-29T23:59:60.123+05:30", "2026-01-31t00:00:00z"])(
    "takes %s for a time",
    (created_at) => {
      expect(validateLiveSession({ ...session, created_at })).toEqual([]);
    },
  );

  test.each([
    "2023-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-01-01T24:00:00Z",
    "2026-01-01T00:00:00",
    "2026-01-01 00:00:00Z",
    "2026-01-01T00:00:00Z\n",
    "1767225600",
  ])("does not take %j for a time", (created_at) => {
    expect(validateLiveSession({ ...session, created_at })).toEqual([
      { pointer: "/created_at", message: 'must match format "date-time"' },
    ]);
  });
});

describe("validateErrorBody", () => {
  test("takes kinds of error that the document does not name", () => {
    expect(validateErrorBody({ message: "No.", error_type: "quota_error" })).toEqual([]);
  });

  test("asks for a message that is not empty and a kind", () => {
    expect(validateErrorBody({ message: "" })).toEqual([
      { pointer: "", message: "must have required property 'error_type'" },
      { pointer: "/message", message: "must NOT have fewer than 1 characters" },
    ]);
  });

  test("says where a kind is not a string", () => {
    expect(validateErrorBody({ message: "No.", error_type: 7 }).map(({ pointer }) => pointer)).toContain("/error_type");
  });

  test("keeps the failures of one call apart from the next", () => {
    const first = validateErrorBody({});
    validateErrorBody({ message: "No.", error_type: "api_error" });
    expect(first).toHaveLength(2);
  });
});
