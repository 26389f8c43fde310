import { Agent, request } from "node:http";
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";
import { parseJson } from "./page-token.ts";
import { described, type Line, type Lines, queryOf, type Script, tokenOf } from "./script.ts";
import { type Ask, type Received, segmentUrl, send } from "./scripted-client.ts";

/** Ids of the sessions on a page, as times of now differ from run to run. */
function listed({ status, body }: Received): string {
  const page = parseJson(Buffer.from(body).toString());
  const data = typeof page === "object" && page !== null && "data" in page ? page.data : undefined;
  const rows: readonly { readonly id?: unknown; readonly duration?: unknown }[] = Array.isArray(data) ? data : [];
  return `${status} ${rows.map(({ id, duration }) => `${String(id)}:${String(duration)}`).join(" ")}`;
}

async function* listedWalk(script: Script, entity: string, size: number | undefined): Lines {
  let token = "";
  for (let page = 0; page < 60; page += 1) {
    const query = queryOf({ ...(size && { page_size: size }), ...(token && { page_token: token }) });
    const received = await script.list(entity, query);
    yield { asked: `walk of ${entity} at ${size}, page ${page}`, answered: listed(received) };
    token = tokenOf(received);
    if (token === "") return;
  }
}

const pathOf = (script: Script, entity: string): string => `/v1/live_entities/${script.id(entity)}/live_sessions`;

async function* spellings(script: Script): Lines {
  const id = script.id("small");
  const key = { authorization: script.key() };
  const paths = [
    `/v1/live_entities/${id}/live_sessions/`,
    `/v1/live_entities/${id}/live_sessions;x`,
    `/V1/Live_Entities/${id}/Live_Sessions`,
    `/v1/live_entities/${id}/live%5Fsessions`,
    `/v1//live_entities/${id}/live_sessions`,
    `/v1/./live_entities/${id}/live_sessions`,
  ];
  for (const path of paths)
    for (const headers of [{}, key])
      yield {
        asked: `${path} ${Object.keys(headers).length}`,
        answered: described(await at(script, path, { headers })),
      };
  for (const segment of [`%${id.charCodeAt(0).toString(16)}${id.slice(1)}`, id.replace("-", "%2d"), id.toUpperCase()]) {
    const received = await send(segmentUrl(script.server, segment), { headers: key });
    yield { asked: `id ${segment}`, answered: described(received) };
  }
}

function at(script: Script, path: string, ask: Ask): Promise<Received> {
  return send(`${script.server.baseUrls[0]}${path}`, ask);
}

async function* methods(script: Script): Lines {
  const path = pathOf(script, "small");
  const own = { authorization: script.key() };
  for (const method of ["OPTIONS", "TRACE", "PROPFIND"])
    for (const headers of [{}, { authorization: "uap-nobody" }])
      yield { asked: `${method} ${path}`, answered: described(await at(script, path, { method, headers })) };
  const overrides: readonly (readonly [string, string, object])[] = [
    ["GET", "OPTIONS", {}],
    ["POST", "GET", {}],
    ["POST", "GET", own],
    ["GET", "DELETE", own],
  ];
  for (const [method, override, headers] of overrides) {
    const ask = { method, headers: { ...headers, "x-http-method-override": override } };
    yield { asked: `${method} as ${override}`, answered: described(await at(script, pathOf(script, "exact"), ask)) };
  }
  for (const query of ["?_method=DELETE", "?callback=show"]) yield script.line("exact", query);
  yield script.line("exact");
}

async function* keys(script: Script): Lines {
  const key = script.key();
  for (const name of ["api_key", "access_token", "authorization"])
    yield script.line("small", queryOf({ [name]: key }), { headers: {} });
  for (const authorization of [`${key}, uap-0`, `uap-0 ${key}`, `${key}\u00e9`])
    yield script.line("small", "", { headers: { authorization } });
}

async function* queries(script: Script): Lines {
  const token = tokenOf(await script.list("populated", "?page_size=3"));
  for (const query of [
    ...["%ff", "%zz", "%", "a%00b"].map((text) => `page_token=${text}`),
    ...["page_token[]=x", "page_token[$ne]=x", "page_size[]=500", "page_size=5;x"],
  ])
    yield script.line("populated", `?${query}`);
  const twice = await script.list("populated", `?page_size=3&page_token=${token}&page_token=${token}`);
  yield { asked: "a token twice", answered: described(twice) };
  for (const size of ["00", "-0", "0.5", "undefined", "null", "NaN", "Infinity"])
    yield script.line("populated", queryOf({ page_size: size }));
}

/** A token unpacked, changed in shape, and packed again. */
async function* shapes(script: Script): Lines {
  const token = tokenOf(await script.list("populated", "?page_size=3"));
  const text = Buffer.from(token, "base64url").toString();
  const value = parseJson(text);
  const members = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const without = members.map(([name]) => Object.fromEntries(members.filter(([other]) => other !== name)));
  const typed = members.map(([name]) => ({ ...Object.fromEntries(members), [name]: 7 }));
  const pieces = text.split("|").slice(0, -1).join("|");
  for (const shape of ["null", "[]", "{}", ...[...without, ...typed].map((each) => JSON.stringify(each)), pieces]) {
    const query = queryOf({ page_size: 3, page_token: Buffer.from(shape).toString("base64url") });
    const received = await script.list("populated", query);
    const isContained = received.status === 400 || !listed(received).includes("undefined undefined");
    yield {
      asked: `a token of another shape`,
      answered: `${isContained} ${received.status === 400 ? 400 : listed(received)}`,
    };
  }
}

function decoded({ headers, body }: Received): string {
  const coding = String(headers["content-encoding"] ?? "identity");
  try {
    const bytes = Buffer.from(body);
    if (coding === "gzip") return `gzip ${gunzipSync(bytes).toString("latin1")}`;
    if (coding === "br") return `br ${brotliDecompressSync(bytes).toString("latin1")}`;
    if (coding === "zstd") return `zstd ${zstdDecompressSync(bytes).toString("latin1")}`;
    return `${coding} ${bytes.toString("latin1")}`;
  } catch (error) {
    return `${coding} ${String(error)}`;
  }
}

async function* codings(script: Script): Lines {
  for (const coding of ["gzip", "br", "gzip, br", "br, gzip", "gzip;q=0", "identity;q=0", "zstd", "identity"])
    for (const query of ["?page_size=2", "?page_size=5"]) {
      const headers = { authorization: script.key(), "accept-encoding": coding };
      const received = await script.list("populated", query, { headers });
      yield { asked: `${coding} of ${query}`, answered: decoded(received) };
      const tag = String(received.headers["etag"]);
      for (const given of [tag, '"none"']) {
        const again = await script.list("populated", query, { headers: { ...headers, "if-none-match": given } });
        yield { asked: `${coding} and a tag`, answered: String(again.status) };
      }
    }
}

async function* validators(script: Script): Lines {
  const key = { authorization: script.key() };
  const { etag, "last-modified": date } = (await script.list("exact")).headers;
  const future = "Fri, 01 Jan 2100 00:00:00 GMT";
  const asks: readonly Readonly<Record<string, string>>[] = [
    { "if-none-match": `"a", ${String(etag)}, "b"` },
    { "if-none-match": 'W/"none"' },
    { "if-none-match": "*" },
    { "if-none-match": '"none"', "if-modified-since": future },
    { "if-modified-since": "yesterday" },
  ];
  for (const headers of asks) {
    const { status } = await script.list("exact", "", { headers: { ...key, ...headers } });
    yield { asked: JSON.stringify(headers).replace(String(etag), "<tag>"), answered: String(status) };
  }
  yield script.line("nobody", "", { headers: { ...key, "if-none-match": "*" } });
  yield { asked: "a date", answered: String(date) };
  const head = await script.list("exact", "", { method: "HEAD" });
  yield { asked: "tag of HEAD", answered: String(head.headers["etag"] === etag) };
  yield { asked: "a weak tag", answered: String(String(etag).startsWith("W/")) };
}

async function* negotiation(script: Script): Lines {
  const key = { authorization: script.key() };
  for (const headers of [
    { accept: "json" },
    { accept: "application/json;q=high" },
    { "accept-language": "d_e!!;q" },
    { "accept-charset": "utf-16" },
    { "accept-charset": "x-none" },
  ])
    yield script.line("small", "", { headers: { ...key, ...headers } });
  for (const entity of ["small", "nobody"]) {
    const received: Received = await script.list(entity);
    const shown = ["cdn-cache-control", "surrogate-control", "cache-control"].map((name) =>
      String(received.headers[name]),
    );
    yield { asked: `caching of ${entity}`, answered: shown.join() };
  }
}

/** A request on the connection of a refused POST, one after a client that went away, and a dozen at once. */
async function* connections(script: Script): Lines {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { authorization: script.key(), "content-type": "application/json" };
  yield {
    asked: "a POST",
    answered: described(await script.list("small", "", { method: "POST", headers, body: "{}", agent })),
  };
  yield { asked: "after a POST", answered: described(await script.list("small", "", { agent })) };
  agent.destroy();
  await brokenOff(`${script.server.baseUrls[0]}${pathOf(script, "neighbour")}`, script.key());
  for (let number = 0; number < 3; number += 1)
    yield {
      asked: "after a request broken off",
      answered: described(await script.list("small", "", { agent: new Agent() })),
    };
  const asks = Array.from({ length: 14 }, () => script.list("small", "", { agent: new Agent() }));
  const answers = await Promise.all(asks);
  yield { asked: "many at once", answered: answers.map(described).join("\n") };
}

/** Sends a whole request and goes away at once; resolves when the server has had time to notice. */
function brokenOff(url: string, authorization: string): Promise<void> {
  return new Promise((resolve) => {
    const outgoing = request(url, { headers: { authorization }, agent: false });
    outgoing.on("error", () => setTimeout(resolve, 30));
    outgoing.on("finish", () => outgoing.destroy(new Error("gone")));
    outgoing.end();
  });
}

/** Sessions without a time of their own, and changes after which another session than theirs may be wrong. */
async function* writes(script: Script): Lines {
  const provision = (method: string, entity: string, rest: string, value?: unknown): Promise<unknown> =>
    script.provision(method, `/live_entities/${script.id(entity)}/live_sessions${rest}`, value);
  for (let number = 0; number < 6; number += 1) await provision("POST", "now", "", { duration: 1 });
  for (const size of [1, 2, 3]) yield* listedWalk(script, "now", size);
  const { created_at: stamped } = (await provision("POST", "now", "", { duration: 1 })) as Readonly<
    Record<string, string>
  >;
  yield {
    asked: "how far the clocks are apart",
    answered: String(Math.round((Date.parse(stamped ?? "") - Date.now()) / 300_000)),
  };
  const ids = (index: number): string => `/${script.sessionId("touched", index)}`;
  const second = "2023-03-03T03:03:03Z";
  const updated = { updated_at: "2024-01-01T00:00:00Z" };
  const show = async (what: string): Promise<Line> => ({
    asked: what,
    answered: listed(await script.list("touched", "?page_size=100")),
  });
  yield show("before");
  await provision("POST", "touched", "", { created_at: "2024-05-01T00:00:00Z", duration: 1 });
  yield show("one inserted");
  await provision("PATCH", "touched", ids(0), { duration: null, ...updated });
  await provision("PATCH", "touched", ids(1), { duration: 0, ...updated });
  yield show("one goes on, one ends at 0");
  await provision("DELETE", "touched", ids(2));
  yield show("one of a tie deleted");
  await provision("DELETE", "touched", ids(6));
  await provision("POST", "touched", "", { created_at: second, duration: 2 });
  await provision("POST", "touched", "", { created_at: "2020-01-01T00:00:00Z", duration: 3 });
  yield show("inserted into a second that was left, and behind the oldest");
  await provision("DELETE", "once", `/${script.sessionId("once", 0)}`);
  yield script.line("once");
  await provision("POST", "once", "", { created_at: second, duration: 2 });
  yield script.line("once");
}

/** What is taken back, at the end of everything. */
async function* revocation(script: Script): Lines {
  const made = (await script.provision("POST", "/scenarios", {
    accounts: ["owner"],
    live_entities: [{ name: "gone", account: "owner", live_sessions: [{ created_at: "2024-01-01T00:00:00Z" }] }],
  })) as typeof script.scenario;
  const path = `/v1/live_entities/${made.live_entities["gone"]?.id}/live_sessions`;
  const headers = { authorization: String(made.accounts["owner"]?.authorization) };
  yield { asked: "a key", answered: described(await at(script, path, { headers })) };
  await script.provision("DELETE", `/scenarios/${made.id}`);
  yield { asked: "a key that was taken back", answered: described(await at(script, path, { headers })) };
}

/** Data and requests by which the reports of real systems came about. */
export async function* fieldRequests(script: Script): Lines {
  for (const entity of ["archived", "texts", "calendar", "second"]) {
    yield* listedWalk(script, entity, 7);
    yield* listedWalk(script, entity, 1);
  }
  for (const entity of ["texts", "calendar"]) yield* script.walk(entity, [100]);
  yield* listedWalk(script, "long", undefined);
  for (const part of [spellings, methods, keys, queries, shapes, codings, validators, negotiation, connections])
    yield* part(script);
  yield* writes(script);
  yield* revocation(script);
}
