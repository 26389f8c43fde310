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
  ["after a scheme word", `Bearer ${key}`, "Bearer [key owner]"],
  ["twice", `${key} ${key}`, "[key owner] [key owner]"],
])("a secret %s is replaced by its placeholder", (_how, text, expected) => {
  expect(knowing().redact(text)).toBe(expected);
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

test("a short stream key is replaced where a member holds it, and nowhere else", () => {
  const secrets = new Secrets();
  secrets.learnFrom('{"stream_key":"a"}');
  expect(secrets.redact('{"stream_key":"a","id":"a"}')).toBe('{"stream_key":"[stream-key 1]","id":"a"}');
});

test("redacting what was redacted changes nothing, and a placeholder is no new secret", () => {
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
