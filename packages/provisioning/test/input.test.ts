import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createProvisioningHandler } from "../src/index.ts";
import { conversation, schemaOf, teamFunctions } from "./team.ts";

const entity = { name: "e", account: "a" };
const session = (members: object): object => ({
  accounts: ["a"],
  live_entities: [{ ...entity, live_sessions: [{}, members] }],
});
const AT = "/live_entities/0/live_sessions/1";
const time = (created_at: unknown): object => session({ created_at });

describe("a scenario that is wrong is refused with a pointer and what would be right", () => {
  it.each<[string, unknown, string, RegExp]>([
    ["no JSON", "{", "", /^The body: expected valid JSON\.$/],
    ["a list", [], "", /^The body: expected a JSON object; got \[\]\.$/],
    ["null", "null", "", /JSON object; got null/],
    ["accounts as an object", { accounts: {} }, "/accounts", /an array; got \{\}/],
    ["an account that is a number", { accounts: [7] }, "/accounts/0", /a string.*; got 7\./],
    ["an account without a name", { accounts: [""] }, "/accounts/0", /1 to 255 characters/],
    ["an account with a NUL", { accounts: ["a\u0000"] }, "/accounts/0", /control character; got "a\\u0000"/],
    ["an account twice", { accounts: ["a", "b", "a"] }, "/accounts/2", /no other has; got "a"/],
    ["an entity without an account", { live_entities: [{ name: "e" }] }, "/live_entities/0/account", /a string/],
    ["an entity of nobody", { live_entities: [entity] }, "/live_entities/0/account", /\/accounts lists; got "a"/],
    [
      "two entities of one name",
      { accounts: ["a"], live_entities: [entity, entity] },
      "/live_entities/1/name",
      /no other/,
    ],
    ["a duration in words", session({ duration: "5" }), `${AT}/duration`, /seconds: a number.*; got "5"/],
    ["a negative duration", session({ duration: -0.001 }), `${AT}/duration`, /0 or more/],
    ["microseconds", session({ duration: 1.0001 }), `${AT}/duration`, /at most three decimals/],
    ["a duration of ages", session({ duration: 1e300 }), `${AT}/duration`, /seconds/],
    ["a time in epoch seconds", time(1_714_564_800), `${AT}/created_at`, /RFC 3339.*; got 1714564800/],
    ["a time without an offset", time("2024-05-01T12:00:00"), `${AT}/created_at`, /RFC 3339/],
    ["a time in milliseconds", time("2024-05-01T12:00:00.001Z"), `${AT}/created_at`, /whole seconds/],
    ["30 February", time("2024-02-30T12:00:00Z"), `${AT}/created_at`, /RFC 3339/],
    ["hour 24", time("2024-05-01T24:00:00Z"), `${AT}/created_at`, /RFC 3339/],
    ["a leap second", time("2016-12-31T23:59:60Z"), `${AT}/created_at`, /RFC 3339/],
    ["an offset of a day", time("2024-05-01T12:00:00+24:00"), `${AT}/created_at`, /RFC 3339/],
    ["the year 10000 in UTC", time("9999-12-31T23:59:59-01:00"), `${AT}/created_at`, /RFC 3339/],
    ["null as a time", time(null), `${AT}/created_at`, /got null/],
    [
      "an update before the creation",
      session({ created_at: "2024-05-01T12:00:00Z", updated_at: "2024-05-01T11:59:59Z" }),
      `${AT}/updated_at`,
      /not before created_at/,
    ],
    ["a stream key that is empty", session({ stream_key: "" }), `${AT}/stream_key`, /1 to 255/],
  ])("%s", async (_, body, pointer, message) => {
    const answer = await conversation()("POST", "/scenarios", body);
    expect([answer.status, answer.body]).toEqual([
      400,
      { message: expect.stringMatching(message), error_type: "invalid_request_error", pointer },
    ]);
    expect(schemaOf("InvalidInput")(answer.body)).toBe(true);
  });

  it.each([0, -1, 1.5, "1", 1001, true])("%j faults", async (requests) => {
    const answer = await conversation()("POST", "/live_entities/e/faults", { requests });
    expect([answer.status, answer.body]).toMatchObject([400, { pointer: "/requests" }]);
  });

  it("bytes that are not UTF-8", async () => {
    const handler = createProvisioningHandler(teamFunctions());
    const body = Buffer.from('{"accounts":["\u00ff"]}', "latin1");
    expect(
      (await handler({ method: "POST", target: "/scenarios", headers: { "content-type": "application/json" }, body }))
        .status,
    ).toBe(400);
  });

  it("a long value is shown cut", async () => {
    const answer = await conversation()("POST", "/scenarios", { accounts: "a".repeat(1_000) });
    expect(answer.body).toMatchObject({
      message: expect.stringMatching(/^\/accounts: expected an array; got "a{39}…\.$/),
    });
  });
});

describe("whatever the body", () => {
  it("the answer is 201 or 400, never 500", async () => {
    const send = conversation();
    const anyEntity = fc.record(
      { name: fc.string(), account: fc.constantFrom("a", "b", "__proto__"), live_sessions: fc.array(fc.jsonValue()) },
      { requiredKeys: [] },
    );
    const anyScenario = fc.record({
      accounts: fc.uniqueArray(fc.constantFrom("a", "b", "__proto__")),
      live_entities: fc.array(fc.oneof(anyEntity, fc.jsonValue())),
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyScenario, fc.jsonValue()), async (body) => {
        expect([201, 400]).toContain((await send("POST", "/scenarios", JSON.stringify(body))).status);
      }),
    );
  });

  it("a name like __proto__ comes back like any other", async () => {
    const body = '{"accounts":["__proto__"],"live_entities":[{"name":"__proto__","account":"__proto__"}]}';
    const answer = await conversation()("POST", "/scenarios", body);
    expect(JSON.stringify(answer.body)).toMatch(/"accounts":\{"__proto__":\{.*"live_entities":\{"__proto__":\{/);
  });
});
