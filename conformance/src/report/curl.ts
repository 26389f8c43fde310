import type { Exchange } from "../recording/exchange.ts";

const key = "LIVE_SESSIONS_AUTHORIZATION";

/** How each wrong key is made from the right one, in a shell. */
const shellKeys: Readonly<Record<string, string>> = {
  owner: `$${key}`,
  stranger: "$LIVE_SESSIONS_STRANGER_AUTHORIZATION",
  prefix: `\${${key}%?}`,
  "first half": `\${${key}:0:$(((\${#${key}} + 1) / 2))}`,
  suffix: `\${${key}#?}`,
  extended: `\${${key}}0`,
  "other case": `\${${key}:0:4}$(rest="\${${key}:4}"; echo "\${rest~~}")`,
  "last character changed": `\${${key}%?}$([ "\${${key}: -1}" = x ] && echo y || echo x)`,
  "middle character changed": middleChanged(),
  "a pattern": `\${${key}:0:4}%`,
  "another scheme": "Basic bm9ib2R5",
  "a quote": "x' or 'x'='x",
  "nobody's": "uap-6e6f626f64792773206b657920697320-74686973",
};

function middleChanged(): string {
  const middle = `$((\${#${key}} / 2))`;
  const changed = `$([ "\${${key}:${middle}:1}" = a ] && echo b || echo a)`;
  return `\${${key}:0:${middle}}${changed}\${${key}:${middle}+1}`;
}

/** Headers that curl sends by itself, or that say nothing about the answer. */
const left: ReadonlySet<string> = new Set(["authorization", "user-agent", "content-length"]);

/** A request as a shell command (bash); keys are variables. */
export function curlOf(exchange: Exchange, baseUrls: readonly string[]): string {
  const { method, instance, target, headers, body } = exchange.request;
  const parts = ["curl", "-sS", "-i", "--path-as-is"];
  if (method === "HEAD") parts.push("--head");
  else if (method !== "GET") parts.push("-X", method);
  const authorization = authorizationOf(exchange);
  if (authorization !== undefined) parts.push("-H", authorization);
  for (const [name, value] of Object.entries(headers)) {
    if (!left.has(name)) parts.push("-H", quoted(`${name}: ${value}`));
  }
  // curl has an Accept of its own, unless it is told to leave it out.
  if (!("accept" in headers)) parts.push("-H", quoted("accept:"));
  if (body !== undefined) parts.push("--data-binary", quoted(body));
  parts.push(quoted((baseUrls[instance] ?? "").replace(/\/+$/, "") + target));
  return parts.join(" ");
}

function authorizationOf(exchange: Exchange): string | undefined {
  const value = exchange.request.headers["authorization"];
  if (value === undefined) return undefined;
  // curl sends an empty header for a name that ends in a semicolon.
  if (value === "") return quoted("Authorization;");
  const shell = shellKeys[exchange.purpose.key ?? ""];
  return shell === undefined ? quoted(`Authorization: ${value}`) : `"Authorization: ${shell}"`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
