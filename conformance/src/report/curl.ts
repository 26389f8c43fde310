import { wrongKeyNamed } from "../questions/wrong-keys.ts";
import type { Exchange } from "../recording/exchange.ts";
import type { Mode } from "../recording/recording.ts";
import { withoutTrailingSlashes } from "../transport/without-trailing-slashes.ts";

const KEY = "LIVE_SESSIONS_AUTHORIZATION";
const LIST_KEY = "LIST_AUTHORIZATION";

/** The accounts' keys as variables. */
const accountKeys: ReadonlyMap<string, string> = new Map([
  ["owner", `$${KEY}`],
  ["stranger", "$LIVE_SESSIONS_STRANGER_AUTHORIZATION"],
  ["leaver", "$LIVE_SESSIONS_REVOKED_AUTHORIZATION"],
]);

/** Where the requests of a run go to, and whether they would find what they found. */
export interface CurlContext {
  readonly baseUrls: readonly string[];
  /** True where the keys and the data of the run were deleted after it. */
  readonly isDataGone: boolean;
}

/** True where a run deleted what was made for it: one that left it there says so in a warning. */
export function isDataGone(mode: Mode, warnings: readonly string[]): boolean {
  return mode === "provisioned" && warnings.length === 0;
}

/** A request as a shell command that says itself, in a comment, where it can no longer work. */
export function curlLineOf(exchange: Exchange, { baseUrls, isDataGone: isGone }: CurlContext): string {
  const command = curlOf(exchange, baseUrls);
  if (exchange.purpose.key === "leaver") return `${command} # this key was taken back during the run`;
  return isGone ? `${command} # key and data were deleted after the run; --keep-scenario leaves both` : command;
}

/** Headers that curl sends by itself, or that say nothing about the answer. */
const left: ReadonlySet<string> = new Set(["authorization", "user-agent", "content-length"]);

/** A request as a shell command (bash); keys are variables, and everything that a report holds is quoted. */
export function curlOf(exchange: Exchange, baseUrls: readonly string[]): string {
  const { method, instance, target, headers, body } = exchange.request;
  const parts = ["curl", "-sS", "-i", "--path-as-is"];
  if (method === "HEAD") parts.push("--head");
  else if (method !== "GET") parts.push("-X", quoted(method));
  const authorization = authorizationOf(exchange);
  if (authorization !== undefined) parts.push("-H", authorization);
  for (const [name, value] of Object.entries(headers)) {
    if (!left.has(name))
      parts.push("-H", isKeyOfList(exchange, value) ? `"${name}: $${LIST_KEY}"` : quoted(`${name}: ${value}`));
  }
  // curl has an Accept of its own, unless it is told to leave it out.
  if (!Object.hasOwn(headers, "accept")) parts.push("-H", quoted("accept:"));
  if (body !== undefined) parts.push("--data-binary", quoted(body));
  parts.push(quoted(withoutTrailingSlashes(baseUrls[instance] ?? "") + target));
  return parts.join(" ");
}

/** True for a header that holds what a list of your own wants from its clients, and nothing else. */
function isKeyOfList({ list }: Exchange, value: string): boolean {
  return list !== undefined && value === "[key owner]";
}

function authorizationOf(exchange: Exchange): string | undefined {
  const { headers } = exchange.request;
  const value = Object.hasOwn(headers, "authorization") ? headers["authorization"] : undefined;
  if (value === undefined) return undefined;
  // curl sends an empty header for a name that ends in a semicolon.
  if (value === "") return quoted("Authorization;");
  if (isKeyOfList(exchange, value)) return `"Authorization: $${LIST_KEY}"`;
  const name = exchange.purpose.key ?? "";
  const shell = accountKeys.get(name) ?? wrongKeyNamed(name)?.inShell(KEY);
  return shell === undefined ? quoted(`Authorization: ${value}`) : `"Authorization: ${shell}"`;
}

// What would be obeyed or hidden where the line is shown, by a terminal or by a CI runner.
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}]|#(?=#(?:\[|vso\[))/giu;

/** A text as one word of a shell (bash), whatever is in it. */
export function quoted(text: string): string {
  if (text.search(unprintable) === -1) return `'${text.replaceAll("'", "'\\''")}'`;
  return `$'${text.replaceAll(/['\\]/g, "\\$&").replace(unprintable, inShell)}'`;
}

function inShell(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
