import fc from "fast-check";

/** A request that HTTP allows, whatever it asks; there has to be an answer to it. */
export interface LawfulRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** What the requests are made of that are nearly right. */
export interface Known {
  readonly keys: readonly string[];
  readonly entityIds: readonly string[];
  readonly tokens: readonly string[];
}

const SOME_METHODS = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "M-SEARCH", "QUERY"] as const;
const LONG = 64 * 1024;

/** Everything that a target may hold by RFC 9112; a space would end it. */
const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
/** Everything that a header may hold: the upper half of bytes too, as many clients send UTF-8. */
const headerCharacter = fc.oneof(
  visible,
  fc.constant(" "),
  fc.integer({ min: 0x80, max: 0xff }).map((code) => String.fromCharCode(code)),
);
const encoded = fc.string({ unit: "binary", maxLength: 12 }).map((text) => {
  try {
    return encodeURIComponent(text);
  } catch {
    return "%ED%A0%80";
  }
});
const brokenEncoding = fc.constantFrom(
  "%",
  "%0",
  "%ZZ",
  "%00",
  "%FF",
  "%C0%AF",
  "%ED%A0%80",
  "%2F",
  "%2E%2E",
  "+",
  "%0D%0A",
);

function altered(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(text, fc.nat(300), fc.string({ unit: visible, maxLength: 3 }), fc.nat(3))
    .map(([whole, at, inserted, cut]) => {
      const index = at % (whole.length + 1);
      return whole.slice(0, index) + inserted + whole.slice(index + cut);
    });
}

/** Requests that HTTP allows. One in some hundreds has a line of 64 KiB. */
export function lawfulRequest({ keys, entityIds, tokens }: Known): fc.Arbitrary<LawfulRequest> {
  const long = fc.constantFrom("A", "%41", "%", "../").map((unit) => unit.repeat(LONG / unit.length));
  const word = fc.oneof(encoded, brokenEncoding, fc.string({ unit: visible, maxLength: 20 }));
  const token = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...tokens) },
    { weight: 3, arbitrary: altered(fc.constantFrom(...tokens)) },
    { weight: 2, arbitrary: word },
  );
  const size = fc.oneof(
    fc.integer({ min: -2, max: 103 }).map(String),
    fc.constantFrom("1e2", "0x10", "1.5", "٣", "5%00"),
    word,
  );
  const parameter = fc.oneof(
    token.map((value) => `page_token=${value}`),
    size.map((value) => `page_size=${value}`),
    fc.tuple(word, word).map(([name, value]) => `${name}=${value}`),
  );
  const query = fc.array(parameter, { maxLength: 3 }).map((given) => (given.length === 0 ? "" : `?${given.join("&")}`));
  const id = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...entityIds) }, { weight: 1, arbitrary: word });
  const route = fc
    .tuple(id, query)
    .map(([name, asked]) => `/v1/live_entities/${name.replaceAll(/[?#]/g, "")}/live_sessions${asked}`);
  const target = fc.oneof(
    { weight: 120, arbitrary: route },
    { weight: 20, arbitrary: altered(route).map((path) => `/${path}`) },
    { weight: 10, arbitrary: fc.string({ unit: visible, maxLength: 60 }).map((path) => `/${path}`) },
    { weight: 5, arbitrary: route.map((path) => `http://lists.example.com${path}`) },
    { weight: 1, arbitrary: fc.tuple(route, long).map(([path, tail]) => `${path}&other=${tail}`) },
  );
  const text = fc.string({ unit: headerCharacter, maxLength: 40 }).map((value) => value.trim());
  const key = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...keys) },
    { weight: 1, arbitrary: altered(fc.constantFrom(...keys)) },
    { weight: 1, arbitrary: text },
    { weight: 1, arbitrary: fc.constantFrom(...keys).map((value) => `Bearer ${value}`) },
  );
  const header = fc.oneof(
    text.map((value) => ["X-Request-Id", value] as const),
    text.map((value) => ["If-None-Match", value] as const),
    fc.constantFrom("*", '"', '""', 'W/"x"', '"a", "b"').map((value) => ["If-None-Match", value] as const),
    text.map((value) => ["Accept", value] as const),
    text.map((value) => ["Cookie", value] as const),
    text.map((value) => ["Origin", value] as const),
    fc.constantFrom("bytes=0-1", "bytes=-1", "lines=1").map((value) => ["Range", value] as const),
    fc.constantFrom("__proto__", "constructor", "toString").map((name) => [name, "x"] as const),
    key.map((value) => ["Authorization", value] as const),
  );
  return fc
    .record({
      method: fc.oneof(
        { weight: 8, arbitrary: fc.constant("GET") },
        { weight: 1, arbitrary: fc.constant("HEAD") },
        { weight: 1, arbitrary: fc.constantFrom(...SOME_METHODS) },
      ),
      target,
      key: fc.option(key, { freq: 9 }),
      headers: fc.array(header, { maxLength: 3 }),
      body: fc.option(fc.string({ unit: headerCharacter, maxLength: 50 }), { freq: 2, nil: "" }),
      isChunked: fc.boolean(),
    })
    .map(({ key: given, headers, body, isChunked, ...request }) => {
      const authorization = given === null ? [] : [["Authorization", given] as const];
      const framing = framingOf(body, isChunked);
      return { ...request, headers: [...authorization, ...headers, ...framing.headers], body: framing.body };
    });
}

function framingOf(body: string, isChunked: boolean): Pick<LawfulRequest, "headers" | "body"> {
  if (body === "") return { headers: [], body };
  if (!isChunked) return { headers: [["Content-Length", String(body.length)]], body };
  const chunked = `${body.length.toString(16)};x=y\r\n${body}\r\n0\r\n\r\n`;
  return { headers: [["Transfer-Encoding", "chunked"]], body: chunked };
}

/** The bytes of a request, one a character. */
export function bytesOf({ method, target, headers, body }: LawfulRequest): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return `${method} ${target} HTTP/1.1\r\nHost: lists.example.com\r\n${lines}\r\n${body}`;
}

/** What no server has to understand: broken lines, lengths, chunks and bytes. It goes behind a request that is whole. */
export function brokenBytes(known: Known): fc.Arbitrary<string> {
  // No HEAD: a reader of the answers to bytes does not know whose answer has no body.
  const lawful = lawfulRequest(known).map((request) =>
    bytesOf(request.method === "HEAD" ? { ...request, method: "GET" } : request),
  );
  const anyBytes = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString("latin1"));
  const start = fc.constant("GET / HTTP/1.1\r\nHost: lists.example.com\r\n");
  const line = fc.oneof(
    fc.constantFrom(
      "Content-Length: -1",
      "Content-Length: 1e3",
      "Content-Length: 99999999999999999999",
      "Content-Length: 5,5",
    ),
    fc.constant("Content-Length: 1\r\nContent-Length: 2"),
    fc.constant("Content-Length: 3\r\nTransfer-Encoding: chunked"),
    fc.constantFrom("Transfer-Encoding: cow", "Transfer-Encoding: chunked, identity", "Transfer-Encoding:\tchunked"),
    fc.constantFrom("X: \0", "X\0: y", ": y", "X : y", "no colon", "X: y\r\n folded", "X: \x7f", "X: a\rb"),
    fc.constantFrom("Expect: a miracle", "Upgrade: h2c\r\nConnection: Upgrade", "Connection: close, keep-alive"),
    fc.constant(`X: ${"A".repeat(200_000)}`),
    fc.constant("X: y\r\n".repeat(3_000).trim()),
    anyBytes,
  );
  return fc.oneof(
    anyBytes,
    altered(lawful),
    fc.tuple(lawful, fc.nat(400)).map(([bytes, length]) => bytes.slice(0, length)),
    fc.tuple(start, line, anyBytes).map(([first, second, rest]) => `${first}${second}\r\n\r\n${rest}`),
    anyBytes.map((rest) => `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${rest}`),
    fc
      .constantFrom("FFFFFFFFFFFFFFFFF\r\n", "-1\r\n", "5\r\nabc", "0\r\nX: \0\r\n\r\n", "5;\0\r\nabcde\r\n", "zz\r\n")
      .map((chunk) => `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}`),
    fc.constantFrom(
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      "GET /\r\n\r\n",
      "GET / HTTP/1.0\r\n\r\n",
      "GET / HTTP/9.9\r\n\r\n",
      "CONNECT lists.example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n",
      "get / HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET  / HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET / HTTP/1.1\nHost: x\n\n",
      "GET / HTTP/1.1\r\n\r\n",
      "\r\n\r\n\r\n",
      "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
      `GET /${"A".repeat(200_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    ),
  );
}
