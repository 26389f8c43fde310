import type { ServedLiveSession, ServedLiveSessionPage } from "@live-sessions/contract";

/** A scenario with one account, `owner`, and one entity. */
export interface OneEntity {
  readonly id: string;
  readonly authorization: string;
  readonly entityId: string;
  readonly sessions: readonly ServedLiveSession[];
}

/** Sends JSON to the provisioning listener. */
export async function provision(base: string, method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { "content-type": "application/json" };
  return fetch(base + path, { method, ...(body === undefined ? {} : { headers, body: JSON.stringify(body) }) });
}

/** Makes a scenario of one entity. */
export async function oneEntity(base: string, live_sessions: readonly object[]): Promise<OneEntity> {
  const body = { accounts: ["owner"], live_entities: [{ name: "e", account: "owner", live_sessions }] };
  const response = await provision(base, "POST", "/scenarios", body);
  const scenario = (await response.json()) as {
    id: string;
    accounts: { owner: { authorization: string } };
    live_entities: { e: { id: string; live_sessions: ServedLiveSession[] } };
  };
  const { e } = scenario.live_entities;
  return {
    id: scenario.id,
    authorization: scenario.accounts.owner.authorization,
    entityId: e.id,
    sessions: e.live_sessions,
  };
}

/** Reads the list of a scenario's entity. */
export function list(
  base: string,
  entity: Pick<OneEntity, "authorization" | "entityId">,
  query = "",
  headers: Record<string, string> = {},
): Promise<Response> {
  const { authorization, entityId } = entity;
  return fetch(`${base}/v1/live_entities/${entityId}/live_sessions${query}`, {
    headers: { authorization, ...headers },
  });
}

/** The page of a response that has to be one. */
export async function pageOf(response: Response): Promise<ServedLiveSessionPage> {
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as ServedLiveSessionPage;
}
