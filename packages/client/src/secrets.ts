/**
 * A stream key beside its name, in JSON or in anything else that shows one (JSON within JSON, HTML, XML, a query, a dump),
 * and an API key of the contract's form: each may be cut short.
 */
const credentials =
  /(stream_?key"\s*:\s*")(?:\\.|[^"\\])*|(stream_?key(?:&\w+;|[\s"'\\])*[:=>]+(?:&\w+;|[\s"'\\])*)[^\s"'&<>\\]+|\buap-[\w-]+/gi;

/** The first 2 KiB of what a server sent, for an error: without the API key `key` and what else looks like a credential. */
export function excerpt(text: string, key?: string): string {
  const withoutKey = key ? text.replaceAll(key, "[key]") : text;
  // Cut before the search too, which would run out of its stack on megabytes.
  return withoutKey.slice(0, 50_000).replace(credentials, "$1$2[key]").slice(0, 2048);
}

/**
 * The cause of an error as it is, or, where it could show `key`, no more than its text.
 *
 * What a caller's own `fetch` throws may hold the request with its headers.
 */
export function harmlessCause(cause: unknown, key: string): unknown {
  return isHarmless(cause, key, 9) ? cause : new Error(excerpt(String(cause), key));
}

function isHarmless(value: unknown, key: string, depth: number): boolean {
  const isError = value instanceof Error;
  const members = Object(value);
  const isObject = members === value;
  if ((isError || !isObject) && String(value).includes(key)) return false;
  // A request, headers or a map show what they hold and have no members for it.
  const isOpen = isError || [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(members));
  return (
    !isObject ||
    (isOpen && depth > 0 && Reflect.ownKeys(members).every((name) => isHarmless(members[name], key, depth - 1)))
  );
}
