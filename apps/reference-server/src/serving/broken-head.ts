import type { IncomingMessage } from "node:http";

// RFC 3986 §3.2.2 and §3.2.3: a name, an IPv4 address or one in brackets, and perhaps a port.
const HOST = /^(?:\[[0-9a-f:.]+\]|(?:[a-z0-9._~!$&'()*+,;=-]|%[0-9a-f]{2})+)(?::\d{0,5})?$/i;

// Of most requests it is the same.
let lastGoodHost: string | undefined;

/**
 * Judges what Node's parser lets pass: of headers that may stand once it keeps the first line, so that a proxy which reads
 * the last one sees another host, or another caller.
 *
 * @returns what is wrong with the head of a request (RFC 9112 §3.2, RFC 9110 §11.6.2); undefined when nothing is
 */
export function brokenHead({ httpVersion, headers, rawHeaders }: IncomingMessage): string | undefined {
  const repeated = repeatedName(rawHeaders);
  if (repeated !== undefined) return `${repeated} was given more than once.`;
  const { host } = headers;
  if (host === lastGoodHost && host !== undefined) return undefined;
  if (host === undefined) return httpVersion === "1.1" ? "Host is missing." : undefined;
  if (!HOST.test(host)) return "Host must be a host name or an address, and perhaps a port.";
  lastGoodHost = host;
  return undefined;
}

function repeatedName(rawHeaders: readonly string[]): string | undefined {
  let hosts = 0;
  let authorizations = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? "";
    if (name.length === "host".length && name.toLowerCase() === "host") hosts += 1;
    if (name.length === "authorization".length && name.toLowerCase() === "authorization") authorizations += 1;
  }
  if (hosts > 1) return "Host";
  return authorizations > 1 ? "Authorization" : undefined;
}
