import { describe, expect, it } from "vitest";
import { InvalidInput } from "../src/index.ts";
import { conversation, NOW, schemaOf, teamFunctions } from "./team.ts";

const SCENARIO = {
  accounts: ["owner", "stranger"],
  live_entities: [
    {
      name: "populated",
      account: "owner",
      live_sessions: [
        { created_at: "2024-04-30T23:00:00-01:00", duration: 12.5, colour: "red" },
        { created_at: "2024-05-01t00:00:00.000z", updated_at: "2024-05-01T02:30:00+02:00", stream_key: "live_A" },
        { created_at: "2024-05-01T00:00:00Z", duration: null },
      ],
    },
    { name: "empty", account: "stranger" },
  ],
  mood: "good",
};

function expectSchema(name: string, value: unknown): void {
  const validate = schemaOf(name);
  expect([validate(value), validate.errors ?? []]).toEqual([true, []]);
}

describe("the protocol", () => {
  it("tells its version, the capabilities, and a settling time of 0 unless there is another", async () => {
    const answer = await conversation()("GET", "/capabilities?fresh=1");
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      version: "1",
      capabilities: ["insert", "update", "delete", "fault"],
      settle_ms: 0,
    });
    expectSchema("Capabilities", answer.body);
    const slow = { ...teamFunctions(), capabilities: () => ({ capabilities: [], settle_ms: 250 }) };
    expect((await conversation(slow)("GET", "/capabilities")).body).toMatchObject({ settle_ms: 250 });
  });

  it("makes a scenario, fills in the defaults, reads any spelling of a time, and keeps the order given", async () => {
    const answer = await conversation()("POST", "/scenarios", SCENARIO);
    expect(answer.status).toBe(201);
    expectSchema("Scenario", answer.body);
    const midnight = "2024-05-01T00:00:00Z";
    expect(answer.body).toMatchObject({
      accounts: { owner: { authorization: "key of owner" }, stranger: { authorization: "key of stranger" } },
      live_entities: {
        populated: {
          live_sessions: [
            { created_at: midnight, updated_at: "2024-05-01T00:00:12Z", duration: 12.5 },
            { created_at: midnight, updated_at: "2024-05-01T00:30:00Z", stream_key: "live_A" },
            { created_at: midnight, updated_at: midnight },
          ],
        },
        empty: { live_sessions: [] },
      },
    });
    expect(JSON.stringify(answer.body)).not.toMatch(/colour|"duration":null/);
  });

  it("begins a session now, changes it, ends it, puts it in progress again and removes it", async () => {
    const send = conversation();
    const made = await send("POST", "/scenarios", SCENARIO);
    const entity = JSON.parse(JSON.stringify(made.body)).live_entities.empty.id;
    const sessions = `/live_entities/${entity}/live_sessions`;
    const begun = await send("POST", sessions);
    expect([begun.status, begun.body]).toMatchObject([201, { created_at: NOW, updated_at: NOW, entity_id: entity }]);
    expectSchema("LiveSession", begun.body);
    const session = `${sessions}/${JSON.parse(JSON.stringify(begun.body)).id}`;
    const ended = await send("PATCH", session, { duration: 30.125, updated_at: "2024-05-01T12:00:31Z" });
    expect([ended.status, ended.body]).toMatchObject([200, { duration: 30.125, updated_at: "2024-05-01T12:00:31Z" }]);
    expect((await send("PATCH", session)).body).toMatchObject({ duration: 30.125, updated_at: NOW });
    expect((await send("PATCH", session, { duration: null })).body).not.toHaveProperty("duration");
    expect(await send("DELETE", session)).toMatchObject({ status: 204, body: undefined });
    expect((await send("DELETE", session)).status).toBe(404);
  });

  it("has a neutral path and name for each of live sessions, which means the same", async () => {
    const send = conversation();
    const [populated, empty] = SCENARIO.live_entities.map(({ live_sessions, ...entity }) => ({
      ...entity,
      ...(live_sessions ? { items: live_sessions } : {}),
    }));
    const made = await send("POST", "/scenarios", { accounts: SCENARIO.accounts, collections: [populated, empty] });
    expectSchema("Scenario", made.body);
    const { collections, ...others } = JSON.parse(JSON.stringify(made.body));
    expect(Object.keys(others)).toEqual(["id", "accounts"]);
    expect(collections.populated.items).toHaveLength(3);
    const items = `/collections/${collections.empty.id}/items`;
    const begun = await send("POST", items);
    expect([begun.status, begun.body]).toMatchObject([201, { created_at: NOW, entity_id: collections.empty.id }]);
    const item = `${items}/${JSON.parse(JSON.stringify(begun.body)).id}`;
    expect((await send("PATCH", item, { duration: 30 })).body).toMatchObject({ duration: 30 });
    expect((await send("DELETE", item.replace("/collections/", "/live_entities/"))).status).toBe(404);
    expect((await send("DELETE", item)).status).toBe(204);
    expect((await send("POST", `/collections/${collections.empty.id}/faults`)).status).toBe(204);
  });

  it("takes a scenario in one spelling, and names its members in that", async () => {
    const send = conversation();
    const both = await send("POST", "/scenarios", { live_entities: [], collections: [] });
    expect([both.status, both.body]).toMatchObject([400, { pointer: "/collections" }]);
    const wrong = { accounts: ["owner"], collections: [{ name: "a", account: "owner", items: [{ duration: -1 }] }] };
    expect((await send("POST", "/scenarios", wrong)).body).toMatchObject({
      pointer: "/collections/0/items/0/duration",
    });
  });

  it("passes a number of faults on, one if none is given", async () => {
    const asked: [string, number][] = [];
    const injectFaults = (entityId: string, requests: number): boolean => asked.push([entityId, requests]) > 0;
    const send = conversation({ ...teamFunctions(), injectFaults });
    expect((await send("POST", "/live_entities/a%2Fb/faults", { requests: 3 })).status).toBe(204);
    expect((await send("POST", "/live_entities/e/faults")).status).toBe(204);
    expect(asked).toEqual([
      ["a/b", 3],
      ["e", 1],
    ]);
  });

  it("removes a scenario once", async () => {
    const send = conversation();
    const { id } = JSON.parse(JSON.stringify((await send("POST", "/scenarios", SCENARIO)).body));
    expect([
      (await send("DELETE", `/scenarios/${id}`)).status,
      (await send("DELETE", `/scenarios/${id}`)).status,
    ]).toEqual([204, 404]);
  });
});

describe("a request outside the protocol", () => {
  it.each([
    ["GET", "/", 404],
    ["GET", "/capabilities/", 404],
    ["GET", "capabilities", 404],
    ["GET", "/%", 404],
    ["POST", "/live_entities//live_sessions", 404],
    ["POST", "/live_entities/none/live_sessions", 404],
    ["PATCH", "/live_entities/none/live_sessions/none", 404],
    ["DELETE", "/live_entities/none/live_sessions/none", 404],
    ["POST", "/live_entities/none/faults", 404],
    ["DELETE", "/scenarios/none", 404],
    ["POST", "/capabilities", 405],
    ["GET", "/scenarios", 405],
    ["GET", "/live_entities/e/live_sessions", 405],
    ["PUT", "/live_entities/e/live_sessions/s", 405],
  ])("%s %s is answered %i in the protocol's form", async (method, target, status) => {
    const answer = await conversation()(method, target);
    expect(answer.status).toBe(status);
    expectSchema("Error", answer.body);
    expect(answer.headers["allow"] !== undefined).toBe(status === 405);
  });

  it("reaches no function with a control character in an id, since some databases answer NUL with an exception", async () => {
    const insertLiveSession = (): never => {
      throw new Error("asked for an id that nothing can have");
    };
    const answer = await conversation({ ...teamFunctions(), insertLiveSession })(
      "POST",
      "/live_entities/%00/live_sessions",
    );
    expect(answer.status).toBe(404);
  });

  it("is answered 403 when it comes from a page of a browser, whatever key it has", async () => {
    const send = conversation(teamFunctions(), { hosts: ["127.0.0.1", "[::1]"], authorize: () => true });
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await send("GET", "/capabilities", undefined, headers)).status;
    expect(await status({ host: "127.0.0.1:9090" })).toBe(200);
    expect(await status({ host: "[::1]" })).toBe(200);
    expect(await status({ host: "127.0.0.1:9090", origin: "http://127.0.0.1:9090" })).toBe(403);
    expect(await status({ host: "127.0.0.1:9090", origin: "null" })).toBe(403);
    for (const host of ["attacker.example", "127.0.0.1.attacker.example:9090", ""]) {
      expect([host, await status({ host })]).toEqual([host, 403]);
    }
    expect((await conversation()("GET", "/capabilities", undefined, { host: "tests.example" })).status).toBe(200);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""])(
    "is answered 415 with a body of Content-Type %j",
    async (type) => {
      const send = conversation();
      expect((await send("POST", "/scenarios", SCENARIO, { "content-type": type })).status).toBe(415);
      const utf8 = { "content-type": "application/JSON; charset=utf-8" };
      expect((await send("POST", "/scenarios", SCENARIO, utf8)).status).toBe(201);
    },
  );

  it("is answered 401 whatever it is when the key is missing or wrong", async () => {
    const send = conversation(teamFunctions(), { authorize: async (authorization) => authorization === "right" });
    expect((await send("GET", "/nowhere")).status).toBe(401);
    expect((await send("GET", "/capabilities", undefined, { authorization: "wrong" })).status).toBe(401);
    expect((await send("GET", "/capabilities", undefined, { authorization: "right" })).status).toBe(200);
  });

  it("is answered 501 where the team has left the function out", async () => {
    const { capabilities, createScenario, deleteScenario } = teamFunctions();
    const send = conversation({ capabilities, createScenario, deleteScenario });
    const session = "/live_entities/e/live_sessions/s";
    const statuses = [
      await send("POST", "/live_entities/e/live_sessions"),
      await send("PATCH", session),
      await send("DELETE", session),
      await send("POST", "/live_entities/e/faults"),
    ].map(({ status }) => status);
    expect(statuses).toEqual([501, 501, 501, 501]);
  });

  it("is a bare 500 when a function throws, and the listener is told", async () => {
    const seen: unknown[] = [];
    const functions = { ...teamFunctions(), deleteScenario: () => Promise.reject(new Error("secret")) };
    const answer = await conversation(functions, { onError: (error) => void seen.push(error) })(
      "DELETE",
      "/scenarios/s",
    );
    expect([answer.status, JSON.stringify(answer.body).includes("secret"), seen.length]).toEqual([500, false, 1]);
  });

  it("is a bare 500 even when the one who is told of it throws", async () => {
    const fail = (): never => {
      throw new Error("the log is full");
    };
    const answer = await conversation({ ...teamFunctions(), deleteScenario: fail }, { onError: fail })(
      "DELETE",
      "/scenarios/s",
    );
    expect(answer.status).toBe(500);
  });

  it("is a 400 when a team's function says so", async () => {
    const deleteScenario = (): never => {
      throw new InvalidInput("", "a scenario that is not running");
    };
    const answer = await conversation({ ...teamFunctions(), deleteScenario })("DELETE", "/scenarios/s");
    expect([answer.status, answer.body]).toMatchObject([
      400,
      { message: "The body: expected a scenario that is not running." },
    ]);
  });
});
