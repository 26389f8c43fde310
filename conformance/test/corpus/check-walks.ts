import { sampleScenario } from "./sample-scenario.ts";
import { listUrl, provision, type Received, type Scenario, send, type WireSession } from "./scripted-client.ts";
import type { ServerUnderTest } from "./server-under-test.ts";

const parse = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));

async function get(url: string, authorization: string): Promise<Received> {
  // A lawful server may be busy now and then; it is asked again.
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const received = await send(url, { headers: { authorization } });
    if (![429, 502, 503, 504].includes(received.status)) return received;
  }
  throw new Error(`busy for ever: ${url}`);
}

async function getPage(url: string, authorization: string): Promise<WireSession> {
  const { status, body } = await get(url, authorization);
  if (status !== 200) throw new Error(`${status} from ${url}`);
  return parse(body) as WireSession;
}

/** All sessions of an entity, by tokens, going round the instances. */
export async function walk(
  server: ServerUnderTest,
  id: string,
  key: string,
  size: number,
): Promise<readonly WireSession[]> {
  const sessions: WireSession[] = [];
  let query = `?page_size=${size}`;
  for (let number = 0; number < 1000; number += 1) {
    const page = await getPage(listUrl(server, id, query, number), key);
    sessions.push(...(page["data"] as readonly WireSession[]));
    const token = page["next_page_token"];
    if (typeof token !== "string" || token === "") return sessions;
    query = `?page_token=${encodeURIComponent(token)}&page_size=${size}`;
  }
  throw new Error("the walk does not end");
}

const instantOf = (value: unknown): number => Date.parse(String(value));

// UUIDs are the same id in either case.
const sameCase = (id = ""): string => (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id.toLowerCase() : id);

function comparable(session: WireSession): string {
  const { id, entity_id, stream_key, duration, created_at, updated_at } = session as Record<string, string>;
  const times = [instantOf(created_at), instantOf(updated_at)];
  return [sameCase(id), String(entity_id).toLowerCase(), stream_key, duration ?? "in progress", ...times].join(" ");
}

// The order of members says nothing.
const spelled = (session: WireSession): string => JSON.stringify(Object.entries(session).sort());

/** What is wrong with walks of 1, 3, 10 and 100 over every entity of the scenario; empty where nothing is. */
async function faultsIn(server: ServerUnderTest, scenario: Scenario): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { name, account } of sampleScenario.live_entities) {
    const entity = scenario.live_entities[name];
    const key = scenario.accounts[account]?.authorization ?? "";
    const expected = (entity?.live_sessions ?? []).map(comparable).sort();
    const walks = await Promise.all([1, 3, 10, 100].map((size) => walk(server, entity?.id ?? "", key, size)));
    const first = (walks[0] ?? []).map(spelled).join("\n");
    for (const sessions of walks) {
      const times = sessions.map((session) => instantOf(session["created_at"]));
      if (sessions.map(comparable).sort().join("\n") !== expected.join("\n")) faults.push(`${name}: other sessions`);
      if (times.some((time, index) => index > 0 && time > (times[index - 1] ?? 0))) faults.push(`${name}: order`);
      if (sessions.map(spelled).join("\n") !== first) faults.push(`${name}: sizes differ`);
    }
  }
  return faults;
}

/** Provisions the sample scenario, walks it, deletes it; returns what is wrong. */
export async function checkWalks(server: ServerUnderTest): Promise<readonly string[]> {
  const scenario = (await provision(server, "POST", "/scenarios", sampleScenario)) as Scenario;
  const { settle_ms: settleMs } = (await provision(server, "GET", "/capabilities")) as { readonly settle_ms: number };
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const faults = await faultsIn(server, scenario);
  await provision(server, "DELETE", `/scenarios/${scenario.id}`);
  const key = scenario.accounts["owner"]?.authorization ?? "";
  const { status } = await get(listUrl(server, scenario.live_entities["small"]?.id ?? ""), key);
  return status === 401 ? faults : [...faults, `the key of a deleted scenario: ${status}`];
}
