/** What Node and OpenSSL say of a connection that failed, and what it means; the code stays, to look it up. */
const meanings: readonly (readonly [pattern: RegExp, meaning: string])[] = [
  [
    /(?:write |read )?EPROTO [\s\S]*?:wrong version number:[^\n]*\n?/,
    "that port does not speak TLS; is it http, not https (EPROTO)",
  ],
  [/(?:write |read )?EPROTO [\s\S]*?SSL routines:\w*:([^:\n]+)[^\n]*\n?/, "TLS failed: $1 (EPROTO)"],
  [/getaddrinfo (ENOTFOUND|EAI_AGAIN) (\S+?)(?=\.?$|[\s,;])/, "no address is known for the host $2 ($1)"],
  [/connect ECONNREFUSED (\S+?)(?=\.?$|[\s,;])/, "$1 refuses connections (ECONNREFUSED)"],
];

/** The message with what a library said of a connection put into words. */
export function plainMessage(message: string): string {
  return meanings.reduce((text, [pattern, meaning]) => text.replace(pattern, meaning), message);
}
