import { MAX_PAGE_SIZE, MIN_PAGE_SIZE, type OperationRequest } from "@live-sessions/contract";
import type { ListTarget } from "./list-target.ts";
import { shownValue } from "./shown-value.ts";

/** The parameters of one request, or a sentence that says what is wrong with them and what would be right. */
export type ParsedParameters =
  | { readonly ok: true; readonly request: OperationRequest<"listLiveSessions"> }
  | { readonly ok: false; readonly message: string };

const MAX_ID_CHARACTERS = 255;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const WHOLE_NUMBER = /^(?:0|[1-9][0-9]{0,8})$/;

/**
 * Judges id, `page_size` and, as far as that needs no entity, `page_token`. Strict where the document lets servers
 * differ: `05`, `+5`, a blank size and a repeated parameter are refused. Other parameters are ignored.
 */
export function parseListParameters({ encodedId, query }: ListTarget): ParsedParameters {
  const id = parseEntityId(encodedId);
  if (!id.ok) return id;
  if (query === "") return { ok: true, request: { path: { id: id.value }, query: {} } };
  const parameters = new URLSearchParams(query);
  const repeated = ["page_size", "page_token"].find((name) => parameters.getAll(name).length > 1);
  if (repeated !== undefined) return wrong(`${repeated} was given more than once; give it once.`);
  const size = parameters.get("page_size");
  if (size !== null && !isPageSize(size)) {
    return wrong(`page_size must be an integer from ${MIN_PAGE_SIZE} to ${MAX_PAGE_SIZE}; got ${shownValue(size)}.`);
  }
  const token = parameters.get("page_token");
  return {
    ok: true,
    request: {
      path: { id: id.value },
      query: { ...(size === null ? {} : { page_size: Number(size) }), ...(token ? { page_token: token } : {}) },
    },
  };
}

function isPageSize(text: string): boolean {
  return WHOLE_NUMBER.test(text) && Number(text) >= MIN_PAGE_SIZE && Number(text) <= MAX_PAGE_SIZE;
}

type ParsedId = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly message: string };

function parseEntityId(encodedId: string): ParsedId {
  if (encodedId === "") return wrong("The id is missing: the path is /v1/live_entities/{id}/live_sessions.");
  const id = decoded(encodedId);
  if (id === undefined) return wrong(`id must be percent-encoded UTF-8; got ${shownValue(encodedId)}.`);
  // Some databases answer NUL or a page-long key with an exception.
  if (id.length > MAX_ID_CHARACTERS || /\p{Cc}/u.test(id)) {
    return wrong(
      `id must have at most ${MAX_ID_CHARACTERS} characters, none a control character; got ${shownValue(id)}.`,
    );
  }
  return { ok: true, value: UUID.test(id) ? id.toLowerCase() : id };
}

function decoded(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

function wrong(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
