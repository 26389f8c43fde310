import type { RawExchange } from "../recording/exchange-log.ts";

/** The `ETag` of an answer. */
export function tagOf(raw: RawExchange): string | undefined {
  return headerOf(raw, "etag");
}

/** The headers by which a client asks whether an answer is still the one it has. */
export function validatorsOf(raw: RawExchange): readonly Readonly<Record<string, string>>[] {
  const [tag, date] = [headerOf(raw, "etag"), headerOf(raw, "last-modified")];
  return [
    ...(tag === undefined ? [] : [{ "if-none-match": tag }]),
    ...(date === undefined ? [] : [{ "if-modified-since": date }]),
  ];
}

function headerOf({ result }: RawExchange, name: string): string | undefined {
  return "failure" in result ? undefined : result.response.headers.find(([header]) => header === name)?.[1];
}
