import { Agent } from "node:http";
import { fieldRequests } from "./field-requests.ts";
import { oddSpellings } from "./odd-spellings.ts";
import { rareRequests } from "./rare-requests.ts";
import { at, step } from "./sample-scenario.ts";
import { described, type Line, type Lines, queryOf, Script, tokenOf } from "./script.ts";
import type { Received } from "./scripted-client.ts";
import type { ServerUnderTest } from "./server-under-test.ts";

const unknownId = "00000000-0000-4000-8000-000000000000";

async function* lists(script: Script): Lines {
  for (const entity of ["small", "exact", "empty", "neighbour"])
    for (const size of [undefined, 1, 3, 5, 10, 100]) yield* script.walk(entity, [size]);
  for (const sizes of [[3], [10], [50], [56], [100], [undefined], [7, 3, 60, 1], [100, 2]])
    yield* script.walk("populated", sizes);
}

async function* parameters(script: Script): Lines {
  const sizes = ["0", "-1", "-5", "1.5", "abc", "5abc", "1", "100", "101", "150", "1000", "2147483648", "99999999999"];
  for (const size of sizes) yield script.line("populated", queryOf({ page_size: size }));
  const token = tokenOf(await script.list("populated", "?page_size=5"));
  yield script.line("populated", queryOf({ page_token: token, page_size: "abc" }));
  yield script.line("populated", "?page_token=");
  yield script.line("populated", "?limit=2&sort=asc&utm_source=x");
  for (const bad of ["not a token at all", "🦊🦊🦊", "\0", "../../etc/passwd", "{}", "%"])
    yield script.line("populated", queryOf({ page_token: bad }));
  for (const entity of ["populated", "neighbour"])
    for (const altered of alterations(tokenOf(await script.list(entity, "?page_size=5"))))
      yield contained(script.id(entity), await script.list(entity, queryOf({ page_token: altered })));
  yield* encodings(script, token);
  for (const entity of ["neighbour", "foreign"]) {
    const key = entity === "foreign" ? "stranger" : "owner";
    const foreign = await script.list(entity, "?page_size=2", { headers: { authorization: script.key(key) } });
    yield script.line("populated", queryOf({ page_token: tokenOf(foreign), page_size: 5 }));
  }
}

// An altered token may be refused, or lead anywhere within its entity.
function contained(entityId: string, received: Received): Line {
  const entities =
    Buffer.from(received.body)
      .toString()
      .match(/(?<="entity_id":")[^"]*/g) ?? [];
  const isContained = received.status === 200 && entities.every((id) => id === entityId);
  const asked = "an altered token";
  return { asked, answered: isContained || received.status === 400 ? "contained" : described(received) };
}

function alterations(token: string): readonly string[] {
  const middle = Math.floor(token.length / 2);
  const letter = token[middle] === "A" ? "B" : "A";
  const start = token[5] === "z" ? "y" : "z";
  return [
    token.slice(0, -1),
    token.slice(0, middle),
    `${token}AAAA`,
    token.slice(0, middle) + letter + token.slice(middle + 1),
    token.slice(0, 5) + start + token.slice(6),
    token.split("").reverse().join(""),
  ];
}

async function* encodings(script: Script, token: string): Lines {
  const escaped = Array.from(Buffer.from(token), (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
  for (const spelled of [encodeURIComponent(token), escaped, escaped.toUpperCase()]) {
    const { answered } = await script.line("populated", `?page_size=5&page_token=${spelled}`);
    yield { asked: `an encoded token (${spelled.length === escaped.length})`, answered };
  }
}

async function* replays(script: Script): Lines {
  const query = queryOf({ page_token: tokenOf(await script.list("populated", "?page_size=5")), page_size: 5 });
  for (let number = 0; number < 3; number += 1) {
    yield { asked: "a token again", answered: described(await script.list("populated", query)) };
    yield* script.walk("neighbour", [1]);
    yield script.line("populated", "?page_size=5");
  }
  yield { asked: "a token with another size", answered: described(await script.list("populated", `${query}0`)) };
}

async function* refusals(script: Script): Lines {
  const good = script.key();
  const keys = [
    "",
    good.slice(0, 20),
    `${good}0`,
    good.toUpperCase(),
    `${good.slice(0, -1)}x`,
    `uap-x${good.slice(5)}`,
  ];
  const token = tokenOf(await script.list("populated", "?page_size=5"));
  const queries = ["?page_size=5", "?page_size=abc", "?page_token=a%20b", queryOf({ page_token: token })];
  for (const key of [undefined, ...keys, script.key("stranger")]) {
    const headers: Record<string, string> = key === undefined ? {} : { authorization: key };
    for (const method of ["GET", "HEAD"])
      for (const query of queries) yield quiet(script.line("populated", query, { method, headers }), query, token);
    for (const id of [unknownId, "no-uuid", "foreign", ""]) yield script.line(id, "", { headers });
  }
  for (const id of [
    unknownId,
    "no-uuid",
    "foreign",
    "",
    script.id("foreign").toUpperCase(),
    script.id("small").toUpperCase(),
  ])
    yield script.line(id);
}

// The question holds a token, which may be random.
async function quiet(line: Promise<Line>, query: string, token: string): Promise<Line> {
  const { asked, answered } = await line;
  return { asked: asked.replace(query, query.replace(encodeURIComponent(token), "<token>")), answered };
}

async function* requests(script: Script): Lines {
  const headers = { authorization: script.key() };
  for (const accept of ["*/*", "application/xml", "text/csv", "text/html,*/*;q=0.8", "image/png"])
    yield script.line("populated", "", { headers: { ...headers, accept } });
  for (const entity of ["populated", unknownId]) yield script.line(entity, "", { method: "HEAD" });
  for (const entity of ["neighbour", "exact", "small"])
    for (let number = 0; number < 2; number += 1) yield script.line(entity);
  yield* conditional(script);
  yield* concurrent(script);
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    yield script.line("exact", "", { method });
    yield script.line("exact");
  }
}

async function* conditional(script: Script): Lines {
  const names = ["populated", "neighbour", "exact", "changing"];
  const pages: Received[] = [];
  for (const entity of names)
    for (const query of ["", "?page_size=3", "?page_size=4"]) pages.push(await script.list(entity, query));
  const first = tokenOf(await script.list("populated", "?page_size=3"));
  pages.push(await script.list("populated", queryOf({ page_size: 3, page_token: first })));
  const wrong = pages.filter((page) => pages.some((other) => tagEqual(page, other) && !bodyEqual(page, other)));
  yield { asked: "pages with the tag of another page", answered: String(wrong.length) };
  const tags = pages.map((page) => page.headers["etag"]);
  for (const tag of [String(tags[0]), '"another"']) {
    const headers = { authorization: script.key(), "if-none-match": tag };
    for (const account of ["owner", "stranger"]) {
      const received = await script.list("populated", "", {
        headers: { ...headers, authorization: script.key(account) },
      });
      yield { asked: `If-None-Match of ${account}, ${tag.length}`, answered: described(received) };
    }
  }
}

async function* concurrent(script: Script): Lines {
  const asks = ["small", "neighbour", "foreign", "exact"].flatMap((entity) => [2, 3].map((size) => ({ entity, size })));
  const answers = await Promise.all(
    asks.map(({ entity, size }) => {
      const authorization = script.key(entity === "foreign" ? "stranger" : "owner");
      const ask = {
        headers: { authorization },
        agent: new Agent(),
      };
      return script.list(entity, `?page_size=${size}`, ask);
    }),
  );
  for (const [index, received] of answers.entries())
    yield { asked: `at once: ${JSON.stringify(asks[index])}`, answered: described(received) };
}

async function* changes(script: Script): Lines {
  const path = `/live_entities/${script.id("changing")}/live_sessions`;
  const steps: readonly (readonly [string, () => Promise<unknown>])[] = [
    ["insert at the head", () => script.provision("POST", path, { created_at: at(9000), duration: 3 })],
    ["insert into a second", () => script.provision("POST", path, { created_at: at(step * 10), duration: 3 })],
    ["insert into another", () => script.provision("POST", path, { created_at: at(step * 9), duration: 5.5 })],
    ["insert the oldest", () => script.provision("POST", path, { created_at: at(-50) })],
    ["end", () => script.provision("PATCH", `${path}/${script.sessionId("changing", 13)}`, { duration: 9.25 })],
    [
      "touch",
      () => script.provision("PATCH", `${path}/${script.sessionId("changing", 18)}`, { updated_at: at(99_999) }),
    ],
    ["delete", () => script.provision("DELETE", `${path}/${script.sessionId("changing", 20)}`)],
  ];
  for (const [name, change] of steps) yield* around(script, name, change);
  const touch = { updated_at: at(50_000) };
  for (const size of [2, 3, 6])
    yield* changedAnchor(script, size, (id) => script.provision("PATCH", `${path}/${id}`, touch));
  for (const size of [2, 3, 4, 5, 6, 7])
    yield* changedAnchor(script, size, (id) => script.provision("DELETE", `${path}/${id}`));
  await script.provision("POST", `/live_entities/${script.id("changing")}/faults`, { requests: 2 });
  const later = queryOf({ page_size: 3, page_token: tokenOf(await script.list("neighbour", "?page_size=3")) });
  yield script.line("changing", "", { method: "HEAD" });
  for (let number = 0; number < 3; number += 1) yield undated(script.line("changing"));
  await script.provision("POST", `/live_entities/${script.id("neighbour")}/faults`, { requests: 1 });
  yield { asked: "a fault on a later page", answered: described(await script.list("neighbour", later)) };
}

// What has no time of its own was changed just now.
async function undated(line: Promise<Line>): Promise<Line> {
  const { asked, answered } = await line;
  return { asked, answered: answered.replace(/"updated_at":"(?!2024)[^"]*"/g, '"updated_at":<now>') };
}

/** A walk that is on its way when a change comes, its tag before and after, and a walk from the start. */
async function* around(script: Script, name: string, change: () => Promise<unknown>): Lines {
  for (const size of [3, 4, 5]) await script.list("changing", `?page_size=${size}`);
  const first = await script.list("changing", "?page_size=6");
  await change();
  yield tagLine(script, name, "?page_size=6", first);
  for await (const line of script.walk("changing", [6], tokenOf(first)))
    yield undated(Promise.resolve({ ...line, asked: `${name}: ${line.asked}` }));
  for (const size of [4, 6])
    for await (const line of script.walk("changing", [size])) yield undated(Promise.resolve(line));
}

/** A walk, and the tag of its first page, when the last session of that page is changed. */
async function* changedAnchor(script: Script, size: number, change: (id: string) => Promise<unknown>): Lines {
  const first = await script.list("changing", `?page_size=${size}`);
  const { data } = JSON.parse(Buffer.from(first.body).toString()) as {
    readonly data: readonly { readonly id: string }[];
  };
  await change(data.at(-1)?.id ?? "");
  for await (const line of script.walk("changing", [size], tokenOf(first))) yield undated(Promise.resolve(line));
  yield tagLine(script, "the anchor has changed", `?page_size=${size}`, first);
}

const tagEqual = (left: Received, right: Received): boolean =>
  left.headers["etag"] !== undefined && left.headers["etag"] === right.headers["etag"];
const bodyEqual = (left: Received, right: Received): boolean => Buffer.from(left.body).equals(right.body);

// A tag may change though the body has not; it may not stay though the body has changed.
async function tagLine(script: Script, asked: string, query: string, before: Received): Promise<Line> {
  const headers = { authorization: script.key(), "if-none-match": String(before.headers["etag"]) };
  const after = await script.list("changing", query);
  const asksAgain = await script.list("changing", query, { headers });
  const isStale = tagEqual(before, after) && !bodyEqual(before, after);
  const isAnswered = (asksAgain.status === 304) === tagEqual(before, after);
  return { asked: `${asked}: tag`, answered: `stale ${isStale}, If-None-Match answered rightly ${isAnswered}` };
}

/** Everything that is asked of a server, and its answers; deterministic for a deterministic server. */
export async function* transcript(server: ServerUnderTest): Lines {
  const script = await Script.on(server);
  try {
    // What takes longest comes last: most mutants have shown themselves by then.
    for (const part of [
      parameters,
      replays,
      refusals,
      changes,
      requests,
      lists,
      oddSpellings,
      rareRequests,
      fieldRequests,
    ])
      yield* part(script);
  } finally {
    script.close();
  }
}
