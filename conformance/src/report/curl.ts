import { wrongKeyNamed } from "../questions/wrong-keys.ts";
import type { Exchange } from "../recording/exchange.ts";

const key = "LIVE_SESSIONS_AUTHORIZATION";

/** The accounts' keys as variables. */
const accountKeys: Readonly<Record<string, string>> = {
  owner: `$${key}`,
  stranger: "$LIVE_SESSIONS_STRANGER_AUTHORIZATION",
};

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
  const name = exchange.purpose.key ?? "";
  const shell = accountKeys[name] ?? wrongKeyNamed(name)?.inShell(key);
  return shell === undefined ? quoted(`Authorization: ${value}`) : `"Authorization: ${shell}"`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
