/** A place in the order of an entity's sessions: just after the session with this time and id. */
export interface Position {
  /** Whole seconds since 1970. */
  readonly createdAt: number;
  readonly id: string;
  /** What a variant keeps in its tokens beyond that; has to survive JSON. */
  readonly more?: unknown;
}

/** Base64url of a JSON array: entity, time, id and, in variants, one value more. */
export function encodePosition(entityId: string, position: Position): string {
  const { createdAt, id, more } = position;
  const parts = more === undefined ? [entityId, createdAt, id] : [entityId, createdAt, id, more];
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/** The entity and the position in a token, or undefined for any text that `encodePosition` does not make. */
export function decodePosition(token: string): { readonly entityId: string; readonly position: Position } | undefined {
  const bytes = Buffer.from(token, "base64url");
  // Buffer skips what is not base64url; a token that is not spelled the one right way is none.
  if (bytes.toString("base64url") !== token) return undefined;
  const parts = parseJson(bytes.toString());
  if (!Array.isArray(parts)) return undefined;
  const [entityId, createdAt, id, more] = parts as readonly unknown[];
  if (typeof entityId !== "string" || !Number.isSafeInteger(createdAt) || typeof id !== "string") return undefined;
  const place = { createdAt: createdAt as number, id };
  return { entityId, position: more === undefined ? place : { ...place, more } };
}

/** The value of a JSON text, or undefined. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
