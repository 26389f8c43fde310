import fc from "fast-check";

const escapeCharacter = "\u001b";

/** Text that is an order, or ends what it stands in, to somebody that shows a report. */
export const orders: readonly string[] = [
  "::error::hacked",
  "\n::set-output name=verdict::conformant",
  "  ::stop-commands::x",
  "##[error]hacked",
  "##vso[task.complete result=Succeeded;]",
  `${escapeCharacter}[31mred${escapeCharacter}]0;title\u0007`,
  "\u009b31m",
  "\u202egnp.exe",
  "\u2066\u2069\u200f",
  "\r\nx: y",
  "\u0000\u0001\u007f",
  "\u2028::error::x",
  "</script><script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  "]]>&lt;<!--",
  "```\n# heading\n```",
  "</summary></details>",
  "[x](javascript:alert(1)) @everyone | a",
  "'; touch hacked #",
  "$(touch hacked)`touch hacked`",
  "GET; touch hacked #",
  "constructor",
  "__proto__",
  "[key owner] ~stream-key-1~",
  "\ud800",
  "",
];

/** Orders, long text, and any text there is. */
export const hostileString: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...orders) },
  { weight: 1, arbitrary: fc.constantFrom(...orders).map((order) => order.repeat(200)) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
);

const leaf: fc.Arbitrary<unknown> = fc.oneof(
  hostileString,
  fc.constantFrom(null, true, false, 0, -1, 0.1, 1e21, 2 ** 53, -0),
  fc.integer(),
  fc.constantFrom("2024-02-29T23:59:59Z", "2024-13-01T00:00:00Z", "9999-12-31T23:59:60+23:59", "0000-01-01T00:00:00Z"),
);

/** JSON of any shape, with members that a careless reader stumbles over. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: leaf },
  {
    weight: 2,
    arbitrary: fc.dictionary(
      fc.oneof(fc.constantFrom("$date", "toString", "length", "id", "then"), hostileString),
      leaf,
      {
        maxKeys: 3,
      },
    ),
  },
  { weight: 1, arbitrary: fc.array(leaf, { maxLength: 3 }) },
  { weight: 1, arbitrary: leaf.map((value) => Array.from({ length: 40 }).reduce((inner) => [inner], value)) },
);
