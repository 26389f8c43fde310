/** What Node, its fetch (undici) and OpenSSL call the ways in which a connection fails, and what each means. */
const MEANINGS: readonly (readonly [code: RegExp, meaning: string])[] = [
  [/^ECONNREFUSED$/, "the server refuses connections"],
  [/^(ENOTFOUND|EAI_\w+)$/, "no address is known for the host"],
  [/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|^EPROTO$/, "that port does not speak TLS; is it http, not https"],
  [/^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/, "timed out while connecting"],
  [/^UND_ERR_HEADERS_TIMEOUT$/, "timed out while waiting for the answer"],
  [/^UND_ERR_BODY_TIMEOUT$/, "timed out while reading the answer"],
  [/^(ECONNRESET|EPIPE)$/, "the connection was reset"],
  [/^UND_ERR_SOCKET$/, "the server closed the connection"],
];

/**
 * What an error's code means, in words; the code stays with it, to be looked up.
 *
 * @param message stands in for a code that is not known.
 */
export function meaningOf(code: string, message: string): string {
  const [, meaning = message] = MEANINGS.find(([pattern]) => pattern.test(code)) ?? [];
  return `${meaning} (${code})`;
}
