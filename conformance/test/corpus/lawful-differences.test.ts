import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { lawfulServers } from "../lawful/servers.ts";
import { Script, tokenOf } from "./script.ts";
import { listUrl, provision, type Received, send } from "./scripted-client.ts";

type Shown = (script: Script) => Promise<unknown>;

const headers = async (script: Script, ask: Readonly<Record<string, string>> = {}): Promise<Received["headers"]> =>
  (await script.list("small", "", { headers: { authorization: script.key(), ...ask } })).headers;

const status =
  (query: string): Shown =>
  async (script) =>
    (await script.list("small", query)).status;

const token = async (script: Script): Promise<string> => tokenOf(await script.list("small", "?page_size=1"));

const statusWith =
  (ask: (key: string) => Readonly<Record<string, string>>): Shown =>
  async (script) =>
    (await script.list("small", "", { headers: ask(script.key()) })).status;

const createdAt: Shown = async ({ scenario }) => {
  const time = scenario.live_entities["small"]?.live_sessions[0]?.["created_at"];
  return String(time).slice(19);
};

const capabilities: Shown = async ({ server }) =>
  ((await provision(server, "GET", "/capabilities")) as { readonly capabilities: unknown }).capabilities;

const text = async (script: Script, entity: string, query = ""): Promise<string> =>
  Buffer.from((await script.list(entity, query)).body).toString();

const rows = async (
  script: Script,
  entity: string,
  query = "",
): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  (JSON.parse(await text(script, entity, query)) as { readonly data: readonly Readonly<Record<string, unknown>>[] })
    .data;

const namesOf = async (script: Script): Promise<string> => Object.keys((await rows(script, "small"))[0] ?? {}).join();

/** A member of the sessions of `small`, for the second of which no stream key is asked. */
const members =
  (name: string): Shown =>
  async (script) =>
    (await rows(script, "small")).map((row) => row[name]).sort();

/** What a request shows of a difference that a walk does not see. */
const shown: readonly (readonly [name: string, show: Shown, expected: unknown])[] = [
  ["evident-sizes-taken", status("?page_size=05"), 200],
  ["evident-sizes-taken", status("?page_size=%2B5"), 200],
  ["evident-sizes-taken", status("?page_size=1.0"), 200],
  ["evident-sizes-taken", status("?page_size=1.5"), 400],
  ["repeated-parameters-first-wins", status("?page_size=2&page_size=3"), 200],
  ["key-as-bearer", statusWith((key) => ({ authorization: `Bearer ${key}` })), 200],
  ["key-as-basic", statusWith((key) => ({ authorization: `Basic ${btoa(`${key}:`)}` })), 200],
  ["key-in-a-further-header", statusWith((key) => ({ "x-api-key": key })), 200],
  ["key-before-all-else", async ({ server }) => (await send(`${server.baseUrls[0]}/nowhere`)).status, 401],
  ["encrypted-tokens", async (script) => new Set([await token(script), await token(script)]).size, 2],
  ["very-long-tokens", async (script) => (await token(script)).length > 4096, true],
  ["numbers-as-tokens", async (script) => /^\d+$/.test(await token(script)), true],
  [
    "altered-tokens-contained",
    async (script) => (await script.list("small", `?page_token=${(await token(script)).slice(0, -3)}`)).status,
    200,
  ],
  [
    "odd-etags",
    async (script) => {
      const { etag } = await headers(script);
      return (
        await script.list("small", "", { headers: { authorization: script.key(), "if-none-match": String(etag) } })
      ).status;
    },
    304,
  ],
  ["weak-etags", async (script) => String((await headers(script))["etag"]).slice(0, 3), 'W/"'],
  ["chunked", async (script) => (await headers(script))["transfer-encoding"], "chunked"],
  [
    "head-without-length",
    async (script) => (await script.list("small", "", { method: "HEAD" })).headers["content-length"],
    undefined,
  ],
  ["connection-closed", async (script) => (await headers(script))["connection"], "close"],
  ["further-headers", async (script) => (await headers(script))["x-total-count"], "12"],
  [
    "gzip",
    async (script) => {
      const ask = { headers: { authorization: script.key(), "accept-encoding": "gzip, br" } };
      return gunzipSync((await script.list("small", "", ask)).body)
        .subarray(0, 8)
        .toString();
    },
    '{"data":',
  ],
  ["path-prefix", async ({ server }) => new URL(listUrl(server, "x")).pathname.slice(0, 15), "/api/v2/live/v1"],
  ["three-instances", async ({ server }) => server.baseUrls.length, 3],
  ["provisioner-only-inserts", capabilities, ["insert"]],
  ["provisioner-cannot-change", capabilities, []],
  [
    "encrypted-tokens-in-tagged-bodies",
    async (script) => {
      const tags = [1, 2].map(async () => (await script.list("small", "?page_size=1")).headers["etag"]);
      return new Set(await Promise.all(tags)).size;
    },
    2,
  ],
  ["tokens-of-six-kib", async (script) => (await token(script)).length, 6144],
  ["strings-in-escapes", async (script) => (await text(script, "small")).slice(0, 14), '{"\\u0064\\u0061'],
  ["strings-in-escapes", async (script) => (await text(script, "nobody")).slice(0, 14), '{"\\u006d\\u0065'],
  [
    "members-in-a-new-order-each-time",
    async (script) => new Set(await Promise.all(Array.from({ length: 9 }, () => namesOf(script)))).size > 1,
    true,
  ],
  ["members-nested-500-deep", async (script) => /\[{500}\]{500}/.test(await text(script, "small")), true],
  ["one-session-on-a-page", async (script) => (await rows(script, "small", "?page_size=100")).length, 1],
  ["short-first-page", async (script) => (await rows(script, "populated", "?page_size=100")).length, 3],
  ["messages-repeat-the-request", async (script) => /live entity nobody\./.test(await text(script, "nobody")), true],
  ["ids-in-case-pairs", async (script) => [script.id("populated"), script.id("neighbour")], ["chan0", "CHAN0"]],
  ["ids-of-one-letter", async (script) => [script.id("populated"), script.id("foreign")], ["a", "g"]],
  ["session-ids-within-an-entity", members("id"), ["1", "2", "3"]],
  [
    "stream-keys-that-are-words",
    async (script) => (await rows(script, "populated", "?page_size=100")).some((row) => row["stream_key"] === "data"),
    true,
  ],
  [
    "stream-keys-that-are-entity-ids",
    async (script) => (await rows(script, "small")).map((row) => row["stream_key"] === row["entity_id"]).sort(),
    [false, true, true],
  ],
  [
    "stream-keys-that-are-session-ids",
    async (script) => (await rows(script, "small")).map((row) => row["stream_key"] === row["id"]).sort(),
    [false, true, true],
  ],
  [
    "stream-keys-of-one-digit",
    async (script) => (await rows(script, "small")).filter((row) => /^\d$/.test(String(row["stream_key"]))).length,
    2,
  ],
  ["tokens-of-emoji", async (script) => [...(await token(script))][0], "🎥"],
  [
    "uuids-in-upper-case",
    async (script) => (await rows(script, "small")).every((row) => !/[a-f]/.test(`${row["id"]}${row["entity_id"]}`)),
    true,
  ],
  ["numbered-keys", async (script) => script.key(), `uap-${"0".repeat(32)}-00000000`],
  [
    "headers-of-20-kib",
    async (script) => String((await headers(script))["content-security-policy"]).length >= 20 * 1024,
    true,
  ],
  ["errors-with-a-word-of-40-kib", async (script) => (await text(script, "nobody")).length > 40 * 1024, true],
  [
    "six-empty-pages-on-the-way",
    async (script) => (await rows(script, "small", `?page_token=${await token(script)}`)).length,
    0,
  ],
  [
    "provisioner-says-much",
    async ({ scenario }) => String(scenario.live_entities["small"]?.live_sessions[0]?.["context"]).length,
    4096,
  ],
  ["provisioner-spells-offsets", createdAt, "+00:00"],
  ["provisioner-spells-milliseconds", createdAt, ".000Z"],
  ["provisioner-spells-local-time", createdAt, "+05:30"],
];

test.for(shown)("lawful-%s differs as its story says", async ([name, show, expected]) => {
  const deployment = await lawfulServers.find((server) => server.name === `lawful-${name}`)?.start();
  if (deployment === undefined) throw new Error(`there is no lawful-${name}`);
  const script = await Script.on(deployment);
  try {
    expect(await show(script)).toEqual(expected);
  } finally {
    script.close();
    await deployment.close();
  }
});
