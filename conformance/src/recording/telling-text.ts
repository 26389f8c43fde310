import { asciiLowerCase, SHORTEST_SECRET } from "./secret-finder.ts";

// Text that stands in requests and answers whatever the keys are.
const vocabulary =
  "/v1/live_entities/live_sessions?page_size=&page_token= entity_id stream_key created_at updated_at duration next_page_token " +
  "message error_type invalid_request_error api_error authentication_error rate_limit_error api_connection_error video_error " +
  "application/json; charset=utf-8 text/html cache-control content-type content-length no-store if-none-match www-authenticate " +
  "live-sessions-conformance";

const kindsOfCharacter: readonly RegExp[] = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];

const longestWord = 16;

/** True for characters of two kinds, or many, so that neither a word nor a number of an error message is taken for a secret. */
export function isTelling(text: string): boolean {
  const kinds = kindsOfCharacter.filter((kind) => kind.test(text)).length;
  const isLikeNoWord = kinds > 1 || text.length >= longestWord;
  return text.length >= SHORTEST_SECRET && isLikeNoWord && !vocabulary.includes(asciiLowerCase(text));
}
