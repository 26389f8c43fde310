import { Evidence } from "../../findings/evidence.ts";
import { type ShownCredential, ShownCredentials } from "../../findings/shown-credentials.ts";
import { stackTraceIn } from "../../findings/stack-trace.ts";
import { readBody } from "../../reading/page-reading.ts";
import type { RecordedBody, RecordedResponse } from "../../recording/exchange.ts";
import { unescapedText } from "../../recording/unescaped-text.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause errors.no-leaks. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: "everything",
  explanation: {
    why: "Errors end up in logs, tickets and screenshots.",
    probe:
      "Body and headers of every answer of the run with a status of 400 or more, a planted internal error among them; headers percent-decoded, too.",
    example: 'A 401 says: invalid key "uap-…", or repeats a URL that has a key in its query; a 500 carries a stack.',
    remedy: "Write a fixed text outwards and the details into your own log, without credentials.",
  },
  judge(view) {
    const evidence = new Evidence();
    const shown = new ShownCredentials(view);
    for (const { response, id } of view.listRequests) {
      if (!response || response.status < 400) continue;
      // A key that came in the URL, too: the one who sent it knows it, but not everybody who reads the error does.
      const found = leakIn(response, shown);
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

function leakIn(response: RecordedResponse, shown: ShownCredentials): ShownCredential | undefined {
  const headers = response.headers.map(([name, value]) => `${name}: ${value}`);
  const texts = [...headers, ...textsOf(response.body)];
  const credential = texts.map((text) => shown.in(text)).find((found) => found !== undefined);
  if (credential) return credential;
  // Symfony and others percent-encode what they put into a header.
  const trace =
    headers
      .flatMap((header) => [header, unescapedText(header)?.text ?? ""])
      .map(stackTraceIn)
      .find((found) => found !== undefined) ?? traceOf(response.body);
  return trace === undefined ? undefined : { what: "a stack trace", text: trace };
}

const traces = new WeakMap<RecordedBody, { readonly trace: string | undefined }>();

// Judging looks at a run once more for each fault that it plants.
function traceOf(body: RecordedBody): string | undefined {
  const known = traces.get(body) ?? {
    trace: textsOf(body)
      .map(stackTraceIn)
      .find((found) => found !== undefined),
  };
  traces.set(body, known);
  return known.trace;
}

// A trace inside a JSON string has its line ends escaped, so strings are looked at as they read.
function textsOf(body: RecordedBody): string[] {
  const raw = body.encoding === "base64" ? Buffer.from(body.text, "base64").toString("latin1") : body.text;
  return [raw, ...(raw.includes("\\") ? stringsIn(readBody(body).json) : [])];
}

function stringsIn(json: unknown): string[] {
  const strings: string[] = [];
  const waiting = [json];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === "string") strings.push(value);
    else if (typeof value === "object" && value !== null) for (const item of Object.values(value)) waiting.push(item);
  }
  return strings;
}
