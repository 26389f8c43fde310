import type { Reply } from "../corpus/exchange.ts";
import type { EndpointClass, ListQuery, Page } from "../corpus/list-endpoint.ts";
import { type Difference, difference } from "./difference.ts";

const same = (Base: EndpointClass): EndpointClass => Base;

/** A word of so many characters. */
const word = (characters: number): string => "z".repeat(characters);

/** Puts this many empty pages, each with a token, between any two that hold sessions. */
const emptyPages =
  (count: number) =>
  (Base: EndpointClass): EndpointClass =>
    class extends Base {
      override async page(query: ListQuery): Promise<Page> {
        const left = Number(query.after?.more ?? 0);
        if (query.after !== undefined && left > 0) {
          const { createdAt, id } = query.after;
          return { rows: [], next: { createdAt, id, ...(left > 1 ? { more: left - 1 } : {}) } };
        }
        const { rows, next } = await super.page(query);
        return { rows, next: next && { ...next, more: count } };
      }
    };

/** Lawful differences in how much is said: long headers, words and answers, and many empty pages. */
export const extentDifferences: readonly Difference[] = [
  difference(
    "headers-of-20-kib",
    [],
    "A policy in a header of every answer takes 20 KiB; curl takes that, and Node does when told to.",
    (Base) =>
      class extends Base {
        override async handle(...args: Parameters<InstanceType<EndpointClass>["handle"]>): Promise<Reply> {
          const reply = await super.handle(...args);
          return {
            ...reply,
            headers: { ...reply.headers, "content-security-policy": "img-src 'self'; ".repeat(1281) },
          };
        }
      },
  ),
  difference(
    "errors-with-a-word-of-40-kib",
    [],
    "Errors have a further member, a signed context in one word of 40 KiB.",
    (Base) =>
      class extends Base {
        override errorBody(status: number, message: string, errorType: string): Readonly<Record<string, unknown>> {
          return { ...super.errorBody(status, message, errorType), context: word(40 * 1024) };
        }
      },
  ),
  difference(
    "six-empty-pages-on-the-way",
    ["pagination.full-pages", "pagination.no-trailing-empty-page"],
    "A scan that finds nothing in time gives an empty page with a token, six times behind each page.",
    emptyPages(6),
  ),
  difference(
    "provisioner-says-much",
    [],
    "The provisioner's answers have a further member of 4 KiB with each session.",
    same,
    {
      extra: { context: word(4096) },
    },
  ),
];
