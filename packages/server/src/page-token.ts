import { decodeBase64Url, encodeBase64Url } from "./base64url.ts";
import type { KeysetPosition } from "./keyset-position.ts";

/** Version of the layout below; a token of another version is none. */
const VERSION = 1;
const MAX_TOKEN_CHARACTERS = 2048;
const MAX_ID_CHARACTERS = 255;
// The instants that RFC 3339 can write: years 0000 to 9999.
const FIRST_SECOND = -62_167_219_200;
const LAST_SECOND = 253_402_300_799;

/**
 * The page token on the wire: canonical base64url, without padding, of the JSON array
 * `[1,"<entity id>",<created_at in epoch seconds>,"<session id>"]`.
 *
 * It is stateless, has no expiry and no secret: anyone who alters one reaches sessions that they may list anyway.
 * There is exactly one spelling of a position, so that every other text is refused.
 */
export const PageToken: {
  /** The token of the page after `position`; needs no percent-encoding in a query. */
  readonly encode: (entityId: string, position: KeysetPosition) => string;
  /**
   * Reads a token that came from outside.
   *
   * @param entityId the entity that is being listed; the token of another one is refused
   * @returns the position, or undefined for whatever `encode` would not have made for this entity
   */
  readonly decode: (entityId: string, token: string) => KeysetPosition | undefined;
} = { encode, decode };

function encode(entityId: string, { createdAt, sessionId }: KeysetPosition): string {
  return encodeBase64Url(JSON.stringify([VERSION, entityId, createdAt, sessionId]));
}

function decode(entityId: string, token: string): KeysetPosition | undefined {
  // No token of ours is that long; this only keeps a long one cheap.
  if (token.length > MAX_TOKEN_CHARACTERS) return undefined;
  const text = decodeBase64Url(token);
  const position = text === undefined ? undefined : parsePosition(text);
  // Another version or entity, padding bits, white space, escapes, 1e3: one position must not have two spellings.
  return position && encode(entityId, position) === token ? position : undefined;
}

// Only what encode cannot judge: version, entity and length are right if encode makes the same token of the rest.
function parsePosition(text: string): KeysetPosition | undefined {
  const value = parseJson(text);
  if (!Array.isArray(value)) return undefined;
  const [, , createdAt, sessionId] = value as unknown[];
  return isEpochSecond(createdAt) && isId(sessionId) ? { createdAt, sessionId } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isEpochSecond(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= FIRST_SECOND && Number(value) <= LAST_SECOND;
}

function isId(value: unknown): value is string {
  // Control characters and lone surrogates: some databases answer them with an exception.
  return typeof value === "string" && value.length <= MAX_ID_CHARACTERS && /^[^\p{Cc}\p{Cs}]+$/u.test(value);
}
