import type { Exchange } from "../corpus/exchange.ts";
import { behind, type Layer } from "../corpus/layered.ts";
import type { EndpointClass } from "../corpus/list-endpoint.ts";
import type { StoredSession } from "../corpus/memory-data.ts";
import type { Position } from "../corpus/page-token.ts";
import { type Difference, difference } from "./difference.ts";

const layered =
  (layer: Layer) =>
  (Base: EndpointClass): EndpointClass =>
    behind(layer, Base);

/** Of several sizes, one is both checked and used; above the maximum it is cut to that. */
const sizedByOneOf =
  (index: 0 | -1) =>
  (Base: EndpointClass): EndpointClass =>
    class extends Base {
      override sizeOf(values: readonly string[]): number | undefined {
        const text = values.at(index);
        return text !== undefined && /^[1-9]\d{2,}$/.test(text) ? 100 : super.sizeOf(text === undefined ? [] : [text]);
      }
    };

const zeros = [0x660, 0x6f0, 0x966, 0xff10];

function inAsciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = zeros.find((one) => code >= one && code < one + 10);
    return zero === undefined ? digit : String(code - zero);
  });
}

const overMaximum = ["pagination.over-maximum-rejected"];

/** Lawful differences that come close to a fault: what is ambiguous is read in one way, what is too much is refused as a whole. */
export const nearMissDifferences: readonly Difference[] = [
  difference(
    "first-of-several-sizes",
    overMaximum,
    "Of several sizes the first is checked and used; above 100 it is 100.",
    sizedByOneOf(0),
  ),
  difference(
    "last-of-several-sizes",
    overMaximum,
    "Of several sizes the last is checked and used; above 100 it is 100.",
    sizedByOneOf(-1),
  ),
  difference(
    "digits-of-other-scripts",
    [],
    "A size in Arabic or wide digits is the number that they say; a superscript is none.",
    (Base) =>
      class extends Base {
        override sizeOf(values: readonly string[]): number | undefined {
          return super.sizeOf(values.map(inAsciiDigits));
        }
      },
  ),
  difference(
    "times-before-1970-in-tokens",
    [],
    "A token with a time before 1970 is as good as any: nothing stands behind it.",
    (Base) =>
      class extends Base {
        override isBehind(row: StoredSession, after: Position): boolean {
          return after.createdAt >= 0 && super.isBehind(row, after);
        }
      },
  ),
  difference(
    "parts-of-a-body",
    [],
    "A range of bytes is answered 206, with that part alone.",
    layered(async (exchange, inner) => {
      const reply = await inner(exchange);
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(String(exchange.headers.range ?? "")) ?? [];
      if (reply.status !== 200 || first === undefined) return reply;
      const whole = Buffer.from(reply.body);
      const range = `bytes ${first}-${Math.min(Number(last), whole.length - 1)}/${whole.length}`;
      const body = whole.subarray(Number(first), Number(last) + 1);
      return { status: 206, headers: { ...reply.headers, "content-range": range }, body };
    }),
  ),
  difference(
    "languages-that-it-has",
    [],
    "A language that it has not is 406, unless any other will do as well.",
    layered(async (exchange, inner) => {
      const reply = await inner(exchange);
      const languages = String(exchange.headers["accept-language"] ?? "*");
      return reply.status !== 200 || /(?:^|,)\s*(?:\*|en)/.test(languages)
        ? reply
        : { ...reply, status: 406, body: "{}" };
    }),
  ),
  difference(
    "refused-body-ends-its-connection",
    [],
    "What is refused with a body closes its connection, so that nobody need read the rest.",
    layered(async (exchange, inner) => {
      const reply = await inner(exchange);
      return exchange.body === "" ? reply : { ...reply, headers: { ...reply.headers, connection: "close" } };
    }),
  ),
  difference(
    "header-now-and-then",
    [],
    "Every other answer of a cache in front says how old it is, errors too.",
    (Base) => {
      let answers = 0;
      return behind(async (exchange: Exchange, inner) => {
        const reply = await inner(exchange);
        answers += 1;
        return answers % 2 === 0 ? { ...reply, headers: { ...reply.headers, "x-cache-age": "0" } } : reply;
      }, Base);
    },
  ),
];
