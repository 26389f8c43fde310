import { gzipSync } from "node:zlib";
import type { Exchange, Reply } from "../corpus/exchange.ts";
import { behind, internalError, type Layer } from "../corpus/layered.ts";
import { ListEndpoint, type ListQuery } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

const said = (exchange: Exchange, name: string): string => String(exchange.headers[name] ?? "");

const isBrowser = (exchange: Exchange): boolean => /^text\/html,/.test(said(exchange, "accept"));

/** Changes the answers that `isMeant` picks. */
function changed(isMeant: (exchange: Exchange, reply: Reply) => boolean, change: (reply: Reply) => Reply): Layer {
  return async (exchange, inner) => {
    const reply = await inner(exchange);
    return isMeant(exchange, reply) ? change(reply) : reply;
  };
}

function asHtml(reply: Reply): Reply {
  const headers = { ...reply.headers, "content-type": "text/html; charset=utf-8" };
  return { ...reply, headers, body: `<!doctype html><h1>Error ${reply.status}</h1>` };
}

function inGzip(reply: Reply, body: Uint8Array): Reply {
  return { ...reply, headers: { ...reply.headers, "content-encoding": "gzip", vary: "accept-encoding" }, body };
}

/** A buffer of the compressor. */
const blockBytes = 16_384;

const hasLength = (reply: Reply, bytes: number): boolean => Buffer.byteLength(reply.body) > bytes;

const part = /^bytes=(\d+)-(\d+)$/;

/** Writes values as the reader's language does. */
function inLanguage(
  language: string,
  change: (item: Readonly<Record<string, unknown>>) => object,
): typeof ListEndpoint {
  return class extends ListEndpoint {
    override item(row: StoredSession, query: ListQuery): Readonly<Record<string, unknown>> {
      const item = super.item(row, query);
      return said(query.exchange, "accept-language").startsWith(language) ? { ...item, ...change(item) } : item;
    }
  };
}

/** Faults that show when a request comes as a browser sends it: HTML and languages preferred, compressed, a part of a body. */
export const browserAndPartMutants: readonly Mutant[] = [
  mutant(
    "errors-are-html-for-browsers",
    ["errors.body"],
    "The framework's error page is HTML for clients that take text/html, JSON for the others.",
    behind(changed((exchange, { status }) => isBrowser(exchange) && status >= 400, asHtml)),
  ),
  mutant(
    "login-page-for-browsers",
    ["errors.body"],
    "Who has no key and takes HTML gets the page of the login, with 401.",
    behind(changed((exchange, { status }) => isBrowser(exchange) && status === 401, asHtml)),
  ),
  mutant(
    "crash-page-for-browsers",
    { clauses: ["errors.body", "errors.fault"], killedBy: ["errors.body"] },
    "What crashes is shown as a page of the framework to clients that take HTML.",
    behind(changed((exchange, { status }) => isBrowser(exchange) && status >= 500, asHtml)),
  ),
  mutant(
    "errors-in-a-malformed-language-are-500",
    ["http.accept"],
    "Only messages of errors are translated, and the tag of the language is believed: Intl throws on what is none.",
    behind(async (exchange, inner) => {
      const reply = await inner(exchange);
      const [tag = ""] = said(exchange, "accept-language").split(/[,;]/);
      return reply.status >= 400 && tag !== "" && !/^(?:\*|[a-z]{2,3}(?:-[a-z0-9]+)*)$/i.test(tag)
        ? internalError
        : reply;
    }),
  ),
  mutant(
    "durations-with-a-comma-in-german",
    { clauses: ["representation.faithful"], killedBy: ["representation.schema"] },
    "Numbers are printed in the request's culture: 1.5 is 1,5, and a text.",
    inLanguage("de", ({ duration }) =>
      typeof duration === "number" ? { duration: String(duration).replace(".", ",") } : {},
    ),
  ),
  mutant(
    "buddhist-years-in-thai",
    { clauses: ["representation.faithful"], killedBy: ["representation.timestamps"] },
    "Times are printed in the request's culture, whose calendar is 543 years ahead.",
    inLanguage("th", ({ created_at: time }) => ({
      created_at: String(time).replace(/^\d{4}/, (year) => String(Number(year) + 543)),
    })),
  ),
  mutant(
    "turkish-letters-in-turkish",
    ["representation.faithful"],
    "Keys go through upper case and back in the request's culture: i is ı afterwards.",
    inLanguage("tr", ({ stream_key: key }) => ({ stream_key: String(key).replaceAll("i", "ı") })),
  ),
  mutant(
    "large-bodies-lack-their-last-block",
    { clauses: ["representation.media-type"], killedBy: ["pagination.exactly-once"] },
    "The compressor is flushed as often as its buffer is full, and not once more at the end.",
    behind(
      changed(
        (exchange, reply) => /gzip(?!;q=0)/.test(said(exchange, "accept-encoding")) && reply.status === 200,
        (reply) => {
          const zipped = gzipSync(reply.body);
          return inGzip(reply, hasLength(reply, blockBytes) ? zipped.subarray(0, zipped.length - 64) : zipped);
        },
      ),
    ),
  ),
  mutant(
    "identity-is-gzip",
    ["representation.media-type"],
    "A client that says nothing of gzip gets it, and so does who says identity and nothing else.",
    behind(
      changed(
        (exchange, reply) => said(exchange, "accept-encoding") === "identity" && reply.status === 200,
        (reply) => inGzip(reply, gzipSync(reply.body)),
      ),
    ),
  ),
  mutant(
    "part-called-the-whole",
    { clauses: ["representation.media-type", "http.accept"], killedBy: ["representation.media-type"] },
    "A range of bytes is cut out of the page, and the status stays 200.",
    behind(async (exchange, inner) => {
      const reply = await inner(exchange);
      const [, first, last] = part.exec(said(exchange, "range")) ?? [];
      if (reply.status !== 200 || first === undefined) return reply;
      return { ...reply, body: Buffer.from(reply.body).subarray(Number(first), Number(last) + 1) };
    }),
  ),
];
