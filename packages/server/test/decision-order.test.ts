import { validateErrorBody } from "@live-sessions/contract/validators";
import { describe, expect, it } from "vitest";
import { createLiveSessionsHandler } from "../src/index.ts";
import { ENTITY, handlerOn, KEY, pathOf, populatedStore, STRANGERS_ENTITY, UNKNOWN_ENTITY } from "./requests.ts";

const BAD = "?page_size=0&page_token=no+token";

describe("a request is decided in the order route, method, key, parameters, entity, list", () => {
  const handler = handlerOn(populatedStore());
  const noKey = {};
  const wrongKey = { authorization: KEY.slice(0, -1) };
  const key = { authorization: KEY };

  it.each([
    ["an unknown route with all else wrong", "PUT", `/v1/live_entities/${UNKNOWN_ENTITY}${BAD}`, noKey, 404],
    ["the left-over route of an older version", "GET", `/v1/live_entities/${ENTITY}/sessions`, key, 404],
    ["a slash at the end", "GET", `${pathOf(ENTITY)}/`, key, 404],
    ["another case", "GET", pathOf(ENTITY).toUpperCase(), key, 404],
    ["the asterisk", "OPTIONS", "*", key, 404],
    ["an empty target", "GET", "", key, 404],
    ["POST with all else wrong", "POST", pathOf(UNKNOWN_ENTITY, BAD), noKey, 405],
    ["OPTIONS", "OPTIONS", pathOf(ENTITY), key, 405],
    ["a method in lower case", "get", pathOf(ENTITY), key, 405],
    ["no key with all else wrong", "GET", pathOf(UNKNOWN_ENTITY, BAD), noKey, 401],
    ["an empty key", "GET", pathOf(ENTITY), { authorization: "" }, 401],
    ["the prefix of a key", "GET", pathOf(ENTITY), wrongKey, 401],
    ["a scheme before the key", "GET", pathOf(ENTITY), { authorization: `Bearer ${KEY}` }, 401],
    ["no key and a missing id", "GET", pathOf(""), noKey, 401],
    ["a missing id", "GET", pathOf(""), key, 400],
    ["bad parameters of an unknown entity", "GET", pathOf(UNKNOWN_ENTITY, BAD), key, 400],
    ["a bad token of an unknown entity", "GET", pathOf(UNKNOWN_ENTITY, "?page_token=x"), key, 400],
    ["an unknown entity", "GET", pathOf(UNKNOWN_ENTITY), key, 404],
    ["another account's entity", "GET", pathOf(STRANGERS_ENTITY), key, 404],
    ["nothing wrong", "GET", pathOf(ENTITY), key, 200],
    ["the absolute form", "GET", `http://lists.example.com${pathOf(ENTITY)}`, key, 200],
  ])("%s", async (_, method, target, headers, status) => {
    const response = await handler({ method, target, headers });
    expect(response.status).toBe(status);
    if (status !== 200) expect(validateErrorBody(JSON.parse(response.body))).toEqual([]);
  });

  it("405 carries Allow, and 401 the challenge", async () => {
    const refused = await handler({ method: "DELETE", target: pathOf(ENTITY), headers: key });
    expect(refused.headers["allow"]).toBe("GET, HEAD");
    const unauthorized = await handler({ method: "GET", target: pathOf(ENTITY), headers: noKey });
    expect(unauthorized.headers["www-authenticate"]).toBe('ApiKey realm="live-sessions"');
  });

  it("another account's entity is answered as an unknown one", async () => {
    const [foreign, unknown] = await Promise.all(
      [STRANGERS_ENTITY, UNKNOWN_ENTITY].map((id) => handler({ method: "GET", target: pathOf(id), headers: key })),
    );
    expect(foreign).toEqual(unknown);
  });
});

describe("a key that is only remembered", () => {
  const asked: string[] = [];
  const handler = createLiveSessionsHandler({
    authenticate: () => "owner",
    isStillValid: (account, { target }) => {
      asked.push(`${account} ${target}`);
      return false;
    },
    store: populatedStore(),
  });

  it.each([
    ["a parameter is wrong", pathOf(ENTITY, "?page_size=0")],
    ["a token is none", pathOf(ENTITY, "?page_token=x")],
    ["the store finds nothing", pathOf(UNKNOWN_ENTITY)],
  ])("is asked about again where %s, and is 401 when it is not valid any more", async (_, target) => {
    const response = await handler({ method: "GET", target, headers: { authorization: KEY } });
    expect([response.status, asked.pop()]).toEqual([401, `owner ${target}`]);
  });

  it("is not asked about where the store found the list with it", async () => {
    const response = await handler({ method: "GET", target: pathOf(ENTITY), headers: { authorization: KEY } });
    expect([response.status, asked]).toEqual([200, []]);
  });
});
