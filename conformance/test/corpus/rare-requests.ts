import { Agent } from "node:http";
import { parseJson } from "./page-token.ts";
import { described, type Line, type Lines, queryOf, type Script, tokenOf } from "./script.ts";
import type { Received } from "./scripted-client.ts";

/** Number of sessions, and what follows them: all that can be said of sessions of this very moment. */
function counted({ status, body }: Received): string {
  const page = parseJson(Buffer.from(body).toString());
  const data = typeof page === "object" && page !== null && "data" in page ? page.data : undefined;
  return `${status} ${Array.isArray(data) ? data.length : "none"}`;
}

const path = (script: Script, entity: string): string => `/live_entities/${script.id(entity)}/live_sessions`;

async function ids(script: Script, entity: string, query = ""): Promise<readonly string[]> {
  const { data } = JSON.parse(Buffer.from((await script.list(entity, query)).body).toString()) as {
    readonly data: readonly { readonly id: string }[];
  };
  return data.map(({ id }) => id);
}

async function* oddIds(script: Script): Lines {
  for (const id of ["\0", "🦆", "12345", "a".repeat(600)]) yield script.line(id);
  for (const key of [undefined, "uap-0"])
    yield script.line("small", "?page_size=101", { headers: key === undefined ? {} : { authorization: key } });
}

async function* heads(script: Script): Lines {
  for (const query of ["?page_size=2", "?page_size=0"]) {
    const [get, head] = [await script.list("small", query), await script.list("small", query, { method: "HEAD" })];
    const isSame = [head.status === get.status, head.headers["etag"] === get.headers["etag"]];
    const says = head.headers["content-length"] === "0" ? "no bytes" : "bytes, or nothing";
    yield { asked: `HEAD ${query}`, answered: `as GET ${isSame}, ${says}` };
  }
  yield script.line("foreign", "", { method: "HEAD" });
}

async function* oddSizes(script: Script): Lines {
  const token = tokenOf(await script.list("populated", "?page_size=30"));
  for (const rest of [{}, { page_size: 101 }, { page_size: -10 }]) {
    const received = await script.list("populated", queryOf({ page_token: token, ...rest }));
    yield { asked: `a token of size 30 and ${JSON.stringify(rest)}`, answered: described(received) };
  }
}

async function* oddTokens(script: Script): Lines {
  yield script.line("populated", queryOf({ page_size: 5, page_token: "it's no token" }));
  const token = tokenOf(await script.list("populated", "?page_size=5"));
  const text = Buffer.from(token, "base64url").toString();
  const changed = [text.replace(/\d{9,}/, "null"), text.replace(/"[^"]*"\]$/, '"x"]')];
  for (const [index, piece] of changed.entries()) {
    const query = queryOf({ page_size: 5, page_token: Buffer.from(piece).toString("base64url") });
    yield { asked: `a token with another piece ${index}`, answered: counted(await script.list("populated", query)) };
  }
  const elsewhere = { agent: new Agent() };
  const query = queryOf({ page_size: 5, page_token: token });
  yield { asked: "a token elsewhere", answered: described(await script.list("populated", query, elsewhere)) };
}

/** Two later pages of one entity at once, over connections of their own. */
async function* pagesAtOnce(script: Script): Lines {
  const tokens = [3, 20].map(async (size) => tokenOf(await script.list("populated", `?page_size=${size}`)));
  const queries = (await Promise.all(tokens)).map((token) => queryOf({ page_size: 2, page_token: token }));
  const asks = queries.map((query) => script.list("populated", query, { agent: new Agent() }));
  for (const [index, received] of (await Promise.all(asks)).entries())
    yield { asked: `pages at once, ${index}`, answered: described(received) };
}

/** An entity that was empty gets sessions of this moment, the second one in the second of the first. */
async function* firstSessions(script: Script): Lines {
  const made: string[] = [];
  for (let number = 0; number < 3; number += 1) {
    yield { asked: `after ${number} sessions`, answered: counted(await script.list("empty")) };
    const [createdAt] = made;
    const session = { duration: 1, ...(createdAt === undefined ? {} : { created_at: createdAt }) };
    const answer = await script.provision("POST", path(script, "empty"), session);
    made.push(String((answer as Readonly<Record<string, unknown>>)["created_at"]));
  }
}

async function* tagsOfSmallChanges(script: Script): Lines {
  const before = await script.list("changing", "?page_size=2");
  const [id] = await ids(script, "changing", "?page_size=2");
  const updatedAt = "2024-12-01T00:00:00Z";
  await script.provision("PATCH", `${path(script, "changing")}/${id}`, { updated_at: updatedAt, duration: 3 });
  const between = await script.list("changing", "?page_size=2");
  await script.provision("PATCH", `${path(script, "changing")}/${id}`, { updated_at: updatedAt, duration: 4 });
  const after = await script.list("changing", "?page_size=2");
  const tags = new Set([before, between, after].map(({ headers }) => headers["etag"]));
  yield { asked: "tags of three durations", answered: String(tags.size) };
}

/** What a token leads to once sessions around it are gone. */
async function* departures(script: Script): Lines {
  const first = await script.list("neighbour", "?page_size=3");
  const all = await ids(script, "neighbour", "?page_size=100");
  const follow = async (received: Received, size: number): Promise<string> =>
    described(await script.list("neighbour", queryOf({ page_size: size, page_token: tokenOf(received) })));
  const remove = (id = ""): Promise<unknown> => script.provision("DELETE", `${path(script, "neighbour")}/${id}`);
  await remove(all[3]);
  yield { asked: "the next one is gone", answered: await follow(first, 3) };
  await remove(all[2]);
  yield { asked: "the anchor and the next one are gone", answered: await follow(first, 3) };
  const nine = await script.list("neighbour", "?page_size=9");
  for (const id of all.slice(-2)) await remove(id);
  yield { asked: "nothing is left behind a token", answered: await follow(nine, 9) };
  const again = await script.list("neighbour", "?page_size=9");
  const sameTag = again.headers["etag"] === nine.headers["etag"];
  yield { asked: "the page is the last one", answered: `${described(again)} ${sameTag}` };
}

/** Sessions in progress can be deleted too. */
async function* inProgressDeleted(script: Script): Lines {
  await script.provision("DELETE", `${path(script, "changing")}/${script.sessionId("changing", 22)}`);
  yield { asked: "one in progress is gone", answered: counted(await script.list("changing", "?page_size=100")) };
}

/** A token of the beginning, when many others have been given. */
async function* oldTokens(script: Script): Lines {
  const query = queryOf({ page_size: 1, page_token: tokenOf(await script.list("populated", "?page_size=1")) });
  for await (const _ of script.walk("populated", [1]));
  const line: Line = { asked: "an old token", answered: described(await script.list("populated", query)) };
  yield line;
}

/** Requests that few clients make, and changes that few lists see; what they leave behind comes last. */
export async function* rareRequests(script: Script): Lines {
  for (const part of [oddIds, heads, oddSizes, oddTokens, pagesAtOnce, oldTokens]) yield* part(script);
  for (const part of [tagsOfSmallChanges, inProgressDeleted, firstSessions, departures]) yield* part(script);
}
