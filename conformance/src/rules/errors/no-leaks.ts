import { Evidence } from "../../findings/evidence.ts";
import { readBody } from "../../reading/page-reading.ts";
import type { RecordedResponse } from "../../recording/exchange.ts";
import type { Rule } from "../rule.ts";

/** Placeholders that stand where a secret was. */
const secret = /\[(?:key [^\]]+|stream-key \d+[^\]]*)\]/;

/**
 * How stack traces look in the languages that servers are written in. Names and paths are bounded: an error may hold a word of
 * many KiB, which an unbounded one would go through anew from each of its letters.
 */
const traces: readonly RegExp[] = [
  /\bat [\w$.<>[\] ]{1,300}\((?:<anonymous>|native|node:|[^()]{0,300}[/\\]|[\w.-]{1,300}\.[cm]?[jt]sx?:)[^()]{0,300}:\d+(:\d+)?\)/,
  /\bat (?:file:\/\/|node:|async |\/)[^\s"]{0,300}:\d+:\d+/,
  /\bat [\w$.]{1,300}\([\w$]{1,300}\.(?:java|kt|scala|groovy):\d+\)/,
  /\bat [\w.`<>[\],]{1,300}\(.{0,300}\) in .{1,300}:line \d+/,
  /Traceback \(most recent call last\)/,
  /File "[^"]{1,300}", line \d+/,
  /goroutine \d+ \[/,
  /\/[\w.-]{1,300}\.go:\d+/,
  /[\w-]\.rb:\d+:in [`']/,
  /#\d+ [^\s]{1,300}\.php\(\d+\)/,
  /\.php on line \d+/,
  /thread '[^']*' panicked at/,
  /\bsrc\/[\w./-]{1,300}\.rs:\d+:\d+/,
  /\([\w-]{1,300} [\d.]{1,40}\) [\w./-]{1,300}\.exs?:\d+: /,
  /\bnode_modules\/[^\s"]+/,
];

/** Clause errors.no-leaks. */
export const noLeaks: Rule = {
  id: "errors.no-leaks",
  since: "1.0.0",
  level: "MUST",
  clauses: ["errors.no-leaks"],
  title: "An error shows no stack trace, no key and no stream key.",
  modes: ["provisioned", "read-only", "mock"],
  reads: "everything",
  explanation: {
    why: "Errors end up in logs, tickets and screenshots.",
    probe:
      "Body and headers of every answer of the run with a status of 400 or more, a planted internal fault among them.",
    example: 'A 401 says: invalid key "uap-…"; a 500 carries a stack.',
    remedy: "Write a fixed text outwards and the details into your own log, without credentials.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const { response, id } of view.listRequests) {
      if (!response || response.status < 400) continue;
      const found = leakIn(response);
      evidence.compare(
        found && {
          message: `A ${response.status} shows ${found.what}.`,
          pointer: "",
          expected: "neither stack trace nor credential",
          actual: found.text,
          exchanges: [id],
        },
      );
    }
    return evidence.finding("no error was answered");
  },
};

function leakIn(response: RecordedResponse): { what: string; text: string } | undefined {
  for (const text of textsOf(response)) {
    const key = secret.exec(text);
    if (key) return { what: key[0].startsWith("[key") ? "an API key" : "a stream key", text: key[0] };
    const trace = traces.map((pattern) => pattern.exec(text)).find((match) => match !== null);
    if (trace) return { what: "a stack trace", text: trace[0].slice(0, 120) };
  }
  return undefined;
}

// A trace inside a JSON string has its line ends escaped, so strings are looked at as they read.
function textsOf(response: RecordedResponse): string[] {
  const { body } = response;
  const raw = body.encoding === "base64" ? Buffer.from(body.text, "base64").toString("latin1") : body.text;
  return [...response.headers.map(([name, value]) => `${name}: ${value}`), raw, ...stringsIn(readBody(body).json)];
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}
