import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";
import type { LiveSession, PlainResponse, ProvisioningFunctions } from "../src/index.ts";
import { createProvisioningHandler, type ProvisioningOptions } from "../src/index.ts";

/** Noon of 1 May 2024, as the handlers of these tests see the clock. */
export const NOW = "2024-05-01T12:00:00Z";

/** A team's seven functions on plain maps, about as short as they get. */
export function teamFunctions(): ProvisioningFunctions {
  const scenarios = new Map<string, string[]>();
  const entities = new Map<string, Map<string, LiveSession>>();
  let ids = 0;
  const nextId = (prefix: string): string => `${prefix}-${ids++}`;
  return {
    capabilities: () => ({ capabilities: ["insert", "update", "delete", "fault"] }),
    createScenario: ({ accounts, live_entities }) => {
      const id = nextId("scenario");
      const made = live_entities.map(({ name, live_sessions }) => {
        const entityId = nextId("entity");
        const sessions = live_sessions.map((session) => ({
          stream_key: "live_EXAMPLEKEY01",
          ...session,
          id: nextId("session"),
          entity_id: entityId,
        }));
        entities.set(entityId, new Map(sessions.map((session) => [session.id, session])));
        return [name, { id: entityId, live_sessions: sessions }] as const;
      });
      scenarios.set(
        id,
        made.map(([, entity]) => entity.id),
      );
      const keys = accounts.map((name) => [name, { authorization: `key of ${name}` }] as const);
      return { id, accounts: Object.fromEntries(keys), live_entities: Object.fromEntries(made) };
    },
    deleteScenario: (id) => {
      for (const entityId of scenarios.get(id) ?? []) entities.delete(entityId);
      return scenarios.delete(id);
    },
    insertLiveSession: (entityId, session) => {
      const made = { stream_key: "live_EXAMPLEKEY01", ...session, id: nextId("session"), entity_id: entityId };
      return entities.get(entityId)?.set(made.id, made) && made;
    },
    updateLiveSession: (entityId, sessionId, { duration, updated_at }) => {
      const { duration: before, ...session } = entities.get(entityId)?.get(sessionId) ?? {};
      if (!("id" in session)) return undefined;
      const after = duration === undefined ? before : duration;
      const changed = {
        ...session,
        updated_at,
        ...(typeof after === "number" ? { duration: after } : {}),
      } as LiveSession;
      entities.get(entityId)?.set(sessionId, changed);
      return changed;
    },
    deleteLiveSession: (entityId, sessionId) => entities.get(entityId)?.delete(sessionId) ?? false,
    injectFaults: (entityId) => entities.has(entityId),
  };
}

/** What one request of the protocol is answered, its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: PlainResponse["headers"];
  readonly body: unknown;
}

/** Talks to a handler over plain records. */
export function conversation(
  functions: ProvisioningFunctions = teamFunctions(),
  options: ProvisioningOptions = {},
): (method: string, target: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer> {
  const handler = createProvisioningHandler(functions, { now: () => Date.parse(NOW), ...options });
  return async (method, target, body, headers = {}) => {
    const text = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
    const type = body === undefined ? {} : { "content-type": "application/json" };
    const answer = await handler({ method, target, headers: { ...type, ...headers }, ...text });
    return { ...answer, body: answer.body === "" ? undefined : JSON.parse(answer.body) };
  };
}

const document: object = parse(readFileSync(new URL("../openapi.yaml", import.meta.url), "utf8"));

/** A validator of one schema of the protocol's document. */
export function schemaOf(name: string): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, "protocol");
  const validate = ajv.getSchema(`protocol#/components/schemas/${name}`);
  if (!validate) throw new Error(`The document has no schema ${name}.`);
  return validate;
}
