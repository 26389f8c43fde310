import type { IncomingMessage } from "node:http";

// RFC 3986 §3.2.2 and §3.2.3: a name, an IPv4 address or one in brackets, and perhaps a port.
const HOST = /^(?:\[[0-9a-f:.]+\]|(?:[a-z0-9._~!$&'()*+,;=-]|%[0-9a-f]{2})+)(?::\d{0,5})?$/i;

/**
 * Judges what Node's parser lets pass: of headers that may stand once it keeps the first line, so that a proxy which reads
 * the last one sees another host, or another caller.
 *
 * @returns what is wrong with the head of a request (RFC 9112 §3.2, RFC 9110 §11.6.2); undefined when nothing is
 */
export function brokenHead({ httpVersion, headers, rawHeaders }: IncomingMessage): string | undefined {
  const { host } = headers;
  // Of most requests nothing else has to be looked at than how often these two names come.
  if (linesOf(rawHeaders, "host") > 1) return "Host was given more than once.";
  if (linesOf(rawHeaders, "authorization") > 1) return "Authorization was given more than once.";
  if (host === undefined) return httpVersion === "1.1" ? "Host is missing." : undefined;
  return HOST.test(host) ? undefined : "Host must be a host name or an address, and perhaps a port.";
}

function linesOf(rawHeaders: readonly string[], name: string): number {
  let lines = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const given = rawHeaders[at] ?? "";
    if (given.length === name.length && given.toLowerCase() === name) lines += 1;
  }
  return lines;
}
