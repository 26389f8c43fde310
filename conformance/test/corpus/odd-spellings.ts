import { described, type Lines, queryOf, type Script, tokenOf } from "./script.ts";
import { segmentUrl, send } from "./scripted-client.ts";

async function* keys(script: Script): Lines {
  for (const authorization of [
    "uap-%",
    "x' or 'x'='x",
    "Basic bm9ib2R5",
    `${script.key().slice(0, -1)}x`,
    `uap-${script.key().slice(4).toUpperCase()}`,
  ])
    for (const instance of [0, 1]) yield script.line("small", "", { headers: { authorization } }, instance);
}

async function* ids(script: Script): Lines {
  const foreign = script.id("foreign");
  const escaped = `${foreign.slice(0, -1)}%${foreign.charCodeAt(foreign.length - 1).toString(16)}`;
  for (const segment of ["broken%zz", "%25", `${script.id("small")}a`, escaped]) {
    const answer = await send(segmentUrl(script.server, segment), { headers: { authorization: script.key() } });
    yield { asked: `id ${segment}`, answered: described(answer) };
  }
  yield script.line("foreign", "", {}, 1);
}

async function* parameters(script: Script): Lines {
  for (const query of ["?page_size=0", "?page_token=none%20at%20all"]) yield script.line("empty", query);
  yield script.line("populated", "?page_size=101", {}, 1);
  const token = tokenOf(await script.list("populated", "?page_size=2"));
  const query = queryOf({ page_token: token, page_size: 2 });
  yield { asked: "a token before its size", answered: described(await script.list("populated", query)) };
}

async function* tags(script: Script): Lines {
  const tag = String((await script.list("small")).headers["etag"]);
  const others = [`${tag.slice(0, -1)}0"`, tag.toUpperCase(), tag.toLowerCase()].filter((other) => other !== tag);
  for (const [index, other] of others.entries()) {
    const headers = { authorization: script.key(), "if-none-match": other };
    yield { asked: `nearly the tag ${index}`, answered: String((await script.list("small", "", { headers })).status) };
  }
}

/** Sessions that go or end; where the page before was kept, it shows. */
async function* departures(script: Script): Lines {
  yield* script.walk("rare", [5]);
  const path = `/live_entities/${script.id("rare")}/live_sessions`;
  const tag = String((await script.list("rare")).headers["etag"]);
  for (const index of [0, 4, 14])
    await script.provision("PATCH", `${path}/${script.sessionId("rare", index)}`, {
      duration: 2.5,
      updated_at: "2024-05-05T05:05:05Z",
    });
  const headers = { authorization: script.key(), "if-none-match": tag };
  yield { asked: "the tag from before", answered: String((await script.list("rare", "", { headers })).status) };
  yield* script.walk("rare", [5]);
  await script.provision("PATCH", `${path}/${script.sessionId("rare", 0)}`, {
    duration: 1,
    updated_at: "2024-05-05T05:05:05Z",
  });
  yield script.line("rare", "?page_size=100");
  for (let index = 0; index < 15; index += 1)
    await script.provision("DELETE", `${path}/${script.sessionId("rare", index)}`);
  yield script.line("rare");
}

/** Requests that are spelled as few clients do, and rows that few lists have. */
export async function* oddSpellings(script: Script): Lines {
  for (const part of [keys, ids, parameters, tags, departures]) yield* part(script);
}
