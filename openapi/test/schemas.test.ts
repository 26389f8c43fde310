import { describe, expect, it } from "vitest";
import { exampleValue, nodeAt, validatorAt } from "./bundled-document.ts";

const isPage = validatorAt("/components/schemas/LiveSessionPage");
const isSession = validatorAt("/components/schemas/LiveSession");
const isError = validatorAt("/components/schemas/ErrorBody");

const session = {
  id: "11111111-1111-4111-8111-111111111111",
  entity_id: "22222222-2222-4222-8222-222222222222",
  stream_key: "live_EXAMPLEKEY01",
  duration: 12.5,
  created_at: "2025-01-01T00:00:00Z",
  updated_at: "2025-01-01T00:00:12Z",
};

describe("LiveSession", () => {
  it.each([
    ["no duration, while in progress", { ...session, duration: undefined }],
    ["a duration of null, while in progress", { ...session, duration: null }],
    ["a duration of 0", { ...session, duration: 0 }],
    ["an id that is no UUID", { ...session, id: "session-1" }],
    ["fractional seconds", { ...session, created_at: "2025-01-01T00:00:00.250Z" }],
    ["an offset in place of Z", { ...session, created_at: "2025-01-01T00:00:00+00:00" }],
    ["members that the document does not name", { ...session, region: "north" }],
  ])("allows %s", (_, value) => {
    // As on the wire: JSON has no undefined.
    isSession(JSON.parse(JSON.stringify(value)));
    expect(isSession.errors ?? []).toEqual([]);
  });

  it.each(["id", "entity_id", "stream_key", "created_at", "updated_at"] as const)("requires %s", (member) => {
    const { [member]: _, ...rest } = session;
    expect(isSession(rest)).toBe(false);
  });

  it.each([
    ["a negative duration", { ...session, duration: -1 }],
    ["a duration as text", { ...session, duration: "12.5" }],
    ["an empty id", { ...session, id: "" }],
    ["a numeric id", { ...session, id: 1 }],
    ["a stream key of null", { ...session, stream_key: null }],
    ["a time without an offset", { ...session, created_at: "2025-01-01T00:00:00" }],
    ["a time as a number", { ...session, updated_at: 1735689600 }],
  ])("rejects %s", (_, value) => {
    expect(isSession(value)).toBe(false);
  });
});

describe("LiveSessionPage", () => {
  it.each([
    ["an empty token", { data: [], next_page_token: "" }],
    ["a token of null", { data: [], next_page_token: null }],
    ["no token", { data: [] }],
    ["members that the document does not name", { data: [session], next_page_token: "", prev_page_token: "" }],
  ])("allows %s", (_, value) => {
    expect(isPage(value)).toBe(true);
  });

  it.each([
    ["a page without data", { next_page_token: "" }],
    ["data of null", { data: null, next_page_token: "" }],
    ["a token as a number", { data: [], next_page_token: 2 }],
    ["more than 100 sessions", { data: Array.from({ length: 101 }, () => session), next_page_token: "" }],
    ["a session that is none", { data: [{ id: "x" }], next_page_token: "" }],
    ["a bare array", [session]],
  ])("rejects %s", (_, value) => {
    expect(isPage(value)).toBe(false);
  });
});

describe("ErrorBody", () => {
  it("allows an error_type that is not documented", () => {
    expect(isError({ message: "No.", error_type: "quota_error" })).toBe(true);
  });

  it.each(["BadRequest", "Unauthorized", "NotFound", "InternalServerError"])(
    "of the response %s has an error_type of those that it lists, all of them documented",
    (name) => {
      const { "x-error-types": types, content } = nodeAt(`/components/responses/${name}`);
      expect(nodeAt("/components/schemas/ErrorType")["enum"]).toEqual(expect.arrayContaining([types].flat()));
      const { examples } = Object(content)["application/json"];
      for (const example of Object.keys(examples)) expect(types).toContain(Object(exampleValue(example)).error_type);
    },
  );

  it("requires a message that is not empty, and an error_type that is text", () => {
    expect(isError(exampleValue("notFound"))).toBe(true);
    expect(isError({ message: "", error_type: "api_error" })).toBe(false);
    expect(isError({ message: "No." })).toBe(false);
    expect(isError({ error_type: "api_error" })).toBe(false);
    expect(isError({ message: "No.", error_type: null })).toBe(false);
  });
});
