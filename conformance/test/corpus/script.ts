import { Agent } from "node:http";
import { fieldEntities } from "./field-scenario.ts";
import { parseJson } from "./page-token.ts";
import { sampleScenario } from "./sample-scenario.ts";
import { type Ask, listUrl, provision, type Received, type Scenario, send } from "./scripted-client.ts";
import type { ServerUnderTest } from "./server-under-test.ts";

/** One line of a transcript: what was asked, and what came of it, without what differs from run to run. */
export interface Line {
  readonly asked: string;
  readonly answered: string;
}

/** Lines, in the order in which they come about. */
export type Lines = AsyncGenerator<Line, void>;

const shownHeaders = ["content-type", "www-authenticate", "allow", "cache-control", "x-debug-auth"];

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}

/** The answer as text, members sorted. Tokens are left out, as some are random; whether one is URL-safe is said. */
export function described({ status, headers, body }: Received): string {
  const text = Buffer.from(body).toString("latin1");
  const said = shownHeaders.map((name) => headers[name] ?? "-").join(" ");
  const calm = text.replace(/"next_page_token":"((?:[^"\\]|\\.)+)"/, (_, token: string) =>
    /^[\w.~-]+$/.test(token) ? '"next_page_token":"<token>"' : '"next_page_token":"<unsafe token>"',
  );
  const value = parseJson(calm);
  // The length tells of what parsing hides, such as a member that stands twice.
  return `${status} ${said} ${calm.length} ${value === undefined ? calm : JSON.stringify(sorted(value))}`;
}

/** The page token of an answer; "" if there is none. */
export function tokenOf({ body }: Received): string {
  const page = parseJson(Buffer.from(body).toString());
  const token = typeof page === "object" && page !== null && "next_page_token" in page ? page.next_page_token : "";
  return typeof token === "string" ? token : "";
}

/** A query string of the given parameters. */
export function queryOf(parameters: Readonly<Record<string, string | number>>): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

/** Asks one deployment, over one connection an instance, on the sample scenario. */
export class Script {
  readonly server: ServerUnderTest;
  readonly scenario: Scenario;
  readonly agent: Agent = new Agent({ keepAlive: true, maxSockets: 1 });

  private constructor(server: ServerUnderTest, scenario: Scenario) {
    this.server = server;
    this.scenario = scenario;
  }

  static async on(server: ServerUnderTest): Promise<Script> {
    // Behind the others, whose ids and so their order stay what they are.
    const entities = [...sampleScenario.live_entities, ...fieldEntities()];
    const scenario = { ...sampleScenario, live_entities: entities };
    return new Script(server, (await provision(server, "POST", "/scenarios", scenario)) as Scenario);
  }

  id(entity: string): string {
    return this.scenario.live_entities[entity]?.id ?? entity;
  }

  key(account = "owner"): string {
    return this.scenario.accounts[account]?.authorization ?? account;
  }

  sessionId(entity: string, index: number): string {
    return String(this.scenario.live_entities[entity]?.live_sessions[index]?.["id"]);
  }

  /** Asks for an entity's list; `query` as it stands in the URL. The owner's key unless `ask` has headers. */
  list(entity: string, query = "", ask: Ask = {}, instance = 0): Promise<Received> {
    const headers = ask.headers ?? { authorization: this.key() };
    return send(listUrl(this.server, this.id(entity), query, instance), { agent: this.agent, ...ask, headers });
  }

  async line(entity: string, query = "", ask: Ask = {}, instance = 0): Promise<Line> {
    const asked = `${ask.method ?? "GET"} ${entity}${query} ${JSON.stringify(ask.headers ?? {})} at ${instance}`;
    return { asked, answered: described(await this.list(entity, query, ask, instance)) };
  }

  /** Every page of a walk whose sizes come in turn; undefined is the default size. Goes from instance to instance. */
  async *walk(entity: string, sizes: readonly (number | undefined)[], token = ""): Lines {
    let next = token;
    const seen = new Set<string>();
    for (let page = 0; page < 130; page += 1) {
      const size = sizes[page % sizes.length];
      const query = queryOf({ ...(next && { page_token: next }), ...(size && { page_size: size }) });
      const received = await this.list(entity, query, {}, page);
      const repeats = seen.has(next) ? " (token seen before)" : "";
      seen.add(next);
      yield { asked: `walk of ${entity}, ${sizes}, page ${page}`, answered: described(received) + repeats };
      next = tokenOf(received);
      if (next === "") return;
    }
  }

  async provision(method: string, path: string, value?: unknown): Promise<unknown> {
    return provision(this.server, method, path, value);
  }

  close(): void {
    this.agent.destroy();
  }
}
