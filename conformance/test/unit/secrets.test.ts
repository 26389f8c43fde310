import { expect, test } from "vitest";
import { Secrets } from "../../src/recording/secrets.ts";

const key = "uap-c0ffee00c0ffee00c0ffee00c0ffee00-0badf00d";
const streamKey = "live_C4nary/Key+42=";

function knowing(): Secrets {
  const secrets = new Secrets();
  secrets.addKey(key, "owner");
  secrets.addStreamKey(streamKey);
  return secrets;
}

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const base64url = (text: string): string => Buffer.from(text).toString("base64url");
const escapedWhole = (text: string): string =>
  [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
const html = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

test.each([
  ["as it is", key, "[key owner]"],
  ["in upper case", key.toUpperCase(), "[key owner]"],
  ["inside other text", `/var/log/${key}.txt`, "/var/log/[key owner].txt"],
  ["percent-encoded", encodeURIComponent(streamKey), "[stream-key 1]"],
  ["percent-encoded in lower case", encodeURIComponent(streamKey).toLowerCase(), "[stream-key 1]"],
  ["with an escaped slash", streamKey.replace("/", "\\/"), "[stream-key 1]"],
  ["in HTML", html(streamKey), "[stream-key 1]"],
  ["in base64", base64(key), "[key owner]"],
  ["in base64 for URLs", base64url(streamKey), "[stream-key 1]"],
  ["in base64 of base64", base64(base64(key)), "[key owner]"],
  ["in hexadecimal digits", Buffer.from(key).toString("hex"), "[key owner]"],
  ["with one sign percent-encoded", key.replaceAll("-", "%2D"), "[key owner]"],
  ["percent-encoded twice", encodeURIComponent(encodeURIComponent(streamKey)), "[stream-key 1]"],
  ["without its first word", key.slice(4), "[key owner]"],
  ["in JSON in a JSON text", JSON.stringify(JSON.stringify(streamKey)), '"\\"[stream-key 1]\\""'],
  ["after a scheme word", `Bearer ${key}`, "Bearer [key owner]"],
  ["with every character as an escape", `"${escapedWhole(key)}"`, '"[key owner]"'],
  ["behind an escape of its string", `"\\n${key}\\u0021"`, '"\\n[key owner]\\u0021"'],
  ["twice", `${key} ${key}`, "[key owner] [key owner]"],
])("a secret %s is replaced by its placeholder", (_how, text, expected) => {
  expect(knowing().redact(text)).toBe(expected);
});

test.each([
  ["a form", "live+4+Canary%27s+Key%3E"],
  ["a URL with every sign escaped", "live%204%20Canary%27s%20Key%3E"],
  ["HTML by a program that escapes all", "live 4 Canary&#39;s Key&gt;"],
  ["HTML with a longer escape", "live 4 Canary&#039;s Key&gt;"],
  ["HTML with an escape by hexadecimal digits", "live 4 Canary&#x27;s Key&gt;"],
  ["HTML with an apostrophe by name", "live 4 Canary&apos;s Key&gt;"],
  ["HTML that leaves the apostrophe", "live 4 Canary's Key&gt;"],
])("a stream key with spaces and signs is replaced as %s spells it", (_how, text) => {
  const secrets = new Secrets();
  secrets.addStreamKey("live 4 Canary's Key>");
  expect(secrets.redact(`-${text}-`)).toBe("-[stream-key 1]-");
});

test.each([0, 1, 2, 3, 4])(
  "a stream key %d bytes into what was encoded in base64 cannot be read from what is left",
  (offset) => {
    const token = base64url(`${"x".repeat(offset)}${streamKey}","duration":1.5}`);
    const shown = knowing().redactToken(token);
    expect(shown).toContain("~stream-key-1~");
    expect(Buffer.from(shown.replace("~stream-key-1~", ""), "base64url").toString("latin1")).not.toContain("C4nary");
    expect(knowing().redact(JSON.stringify({ next_page_token: token }))).toBe(
      JSON.stringify({ next_page_token: shown }),
    );
  },
);

test("a token that shows a stream key stays what may stand in a URL, and one that could not stays that", () => {
  const secrets = new Secrets();
  secrets.addStreamKey("live_abc123");
  secrets.addStreamKey("live/abc123");
  expect(secrets.redactTarget("/v1?page_token=7.live_abc123")).toBe("/v1?page_token=7.~stream-key-1~");
  expect(secrets.redact('{"next_page_token":"7.live_abc123"}')).toBe('{"next_page_token":"7.~stream-key-1~"}');
  expect(secrets.redact('{"next_page_token":"7.live/abc123"}')).toBe('{"next_page_token":"7.[stream-key 2]"}');
});

test("a stream key inside a JSON text is learnt", () => {
  const secrets = new Secrets();
  secrets.learnFrom(JSON.stringify({ message: JSON.stringify({ stream_key: "live_abcdef" }) }));
  expect(secrets.redact("live_abcdef")).toBe("[stream-key 1]");
});

test("a header's value that could be ordinary text is replaced where that header holds it, and nowhere else", () => {
  const secrets = new Secrets();
  secrets.addHeader("abc", "x-tenant");
  expect(secrets.redactHeader("x-tenant", "abc")).toBe("[header x-tenant]");
  expect(secrets.redact('{"X-Tenant":"abc","id":"abc"}')).toBe('{"X-Tenant":"[header x-tenant]","id":"abc"}');
});

test("a key that begins with another one is replaced as a whole", () => {
  const secrets = knowing();
  secrets.addKey(`${key}0`, "extended");
  secrets.addKey(key.slice(0, -1), "prefix");
  expect(secrets.redact(`${key}0 ${key} ${key.slice(0, -1)}`)).toBe("[key extended] [key owner] [key prefix]");
});

test("stream keys are numbered as they first appear, and keep their number", () => {
  const secrets = new Secrets();
  secrets.learnFrom(
    '{"stream_key":"live_first_one"},{"stream_key" : "live_second_one"},{"stream_key":"live_first_one"}',
  );
  expect(secrets.redact("live_second_one live_first_one")).toBe("[stream-key 2] [stream-key 1]");
});

test("stream keys are learnt from a body that breaks off, and with their escapes undone", () => {
  const secrets = new Secrets();
  secrets.learnFrom('{"data":[{"stream_key":"live_\\u0061bcdef","du');
  expect(secrets.redact("live_abcdef")).toBe("[stream-key 1]");
});

test("a stream key in another case is hidden, and told from the one that was learnt", () => {
  const secrets = new Secrets();
  secrets.learnFrom('{"stream_key":"live_Abcdef"}');
  const shown = secrets.redact('{"stream_key":"live_abcdef"}');
  expect(shown).toBe('{"stream_key":"[stream-key 1, in another case]"}');
  secrets.learnFrom(shown);
  expect(secrets.redact(shown)).toBe(shown);
});

test("a short stream key is replaced where a member holds it, and nowhere else", () => {
  const secrets = new Secrets();
  secrets.learnFrom('{"stream_key":"a"}');
  expect(secrets.redact('{"stream_key":"a","id":"a"}')).toBe('{"stream_key":"[stream-key 1]","id":"a"}');
});

test("redacting what was redacted changes nothing, and a placeholder is not a new secret", () => {
  const secrets = knowing();
  const once = secrets.redact(`{"stream_key":"${streamKey}","key":"${key}"}`);
  secrets.learnFrom(once);
  expect(secrets.redact(once)).toBe(once);
});

test("text without secrets stays as it is, characters of patterns included", () => {
  const secrets = knowing();
  secrets.addKey("a.c*d+e?f(g", "odd");
  expect(secrets.redact("abcddeefg a.c $& [x] \\d")).toBe("abcddeefg a.c $& [x] \\d");
  expect(secrets.redact("-a.c*d+e?f(g-")).toBe("-[key odd]-");
});

test("a stream key is found in a member whose name and value are escapes", () => {
  const secrets = new Secrets();
  const member = `{"stream\\u005fkey": "${escapedWhole("live_abcdef")}"}`;
  secrets.learnFrom(member);
  expect(secrets.redact(member)).toBe(`{"stream\\u005fkey": "[stream-key 1]"}`);
  expect(secrets.redact("live_abcdef")).toBe("[stream-key 1]");
});

test.each([
  ["a word of an error message", "request", '{"message":"Your request is missing an id."}'],
  ["a word of the contract", "page_token", '{"next_page_token":"abc"}'],
  ["a number", "1700000000", '{"at":1700000000}'],
  ["an id", "6f1c7d2e-0000-4000-8000-00000000000a", '{"id":"6f1c7d2e-0000-4000-8000-00000000000a"}'],
  ["a part of an id", "6f1c7d2e", '{"id":"6f1c7d2e-0000-4000-8000-00000000000a"}'],
])("a stream key that is %s too makes no other text of what was said", (_what, streamKey, text) => {
  const secrets = new Secrets();
  secrets.learnFrom(`{"stream_key":"${streamKey}"}`);
  secrets.learnFrom(text);
  expect(secrets.redact(text)).toBe(text);
  expect(secrets.redact(`{"stream_key":"${streamKey}"}`)).toBe('{"stream_key":"[stream-key 1]"}');
});

test("an API key that is short is replaced where it is the whole value, as in its header", () => {
  const secrets = new Secrets();
  secrets.addKey("k1", "owner");
  expect(secrets.redactValue("k1")).toBe("[key owner]");
  expect(secrets.redact("k1 and k11")).toBe("k1 and k11");
});

test("twenty thousand stream keys are found in a body that holds them all", () => {
  const keys = Array.from({ length: 20_000 }, (_, n) => `live_Key${n}x`);
  const secrets = new Secrets();
  const members = keys.map(
    (streamKey) => `{"id":"${streamKey.length}-${streamKey.slice(8)}","stream_key":"${streamKey}"}`,
  );
  secrets.learnFrom(members.join(","));
  const redacted = secrets.redact(`${members.join(",")} ${keys.join(" ")}`);
  expect(redacted).not.toContain("live_Key");
  expect(redacted.endsWith("[stream-key 20000]")).toBe(true);
});

test("secrets of a thousand lengths that begin alike leave nothing of any of them", () => {
  const secrets = new Secrets();
  const keys = Array.from({ length: 1000 }, (_, length) => `live_K3y${"a".repeat(length)}b`);
  for (const streamKey of keys) secrets.addStreamKey(streamKey);
  expect(secrets.redact(keys.map((streamKey) => `<${streamKey}>`).join(""))).not.toMatch(/K3y|ab/);
  expect(secrets.redact("live_K3y".padEnd(1024 * 1024, "a"))).not.toContain("K3y");
});

test("letters whose lower case is longer move nothing", () => {
  const secrets = knowing();
  expect(secrets.redact(`İİİ ${key} İ`)).toBe("İİİ [key owner] İ");
});

test("of a token that shows a stream key, an altered one is not shown at all", () => {
  const secrets = new Secrets();
  secrets.addStreamKey("live_abc123DEF456");
  const token = base64url(JSON.stringify({ stream_key: "live_abc123DEF456", n: 1 }));
  secrets.noteTokens(JSON.stringify({ next_page_token: token }));
  const middle = token.length / 2;
  const altered = `${token.slice(0, middle)}_${token.slice(middle + 1)}`;
  expect(secrets.redactTarget(`/v1?page_token=${token}`)).toContain("~stream-key-1~");
  expect(secrets.redactTarget(`/v1?page_size=3&page_token=${altered}`)).toBe(
    "/v1?page_size=3&page_token=~altered-token-1~",
  );
  expect(secrets.redactTarget("/v1?page_token=no+token")).toBe("/v1?page_token=no+token");
});

test("where tokens show no credential, altered ones are shown as they were sent", () => {
  const secrets = knowing();
  secrets.noteTokens('{"next_page_token":"abcdefghijklmnopqrstuvwxyz"}');
  expect(secrets.redactTarget("/v1?page_token=abcdefghijklmnopqrstuvwxy")).toBe(
    "/v1?page_token=abcdefghijklmnopqrstuvwxy",
  );
});
