import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { defaultText, variableOf } from "../src/flag.ts";
import { parseSettings } from "../src/settings.ts";
import { settingRows } from "../src/settings-table.ts";

it("the README's table of settings is the table of settings", () => {
  const cell = (text: string): string => text.replaceAll("|", "\\|");
  const rows = settingRows.map((setting) => {
    const usual = defaultText(setting);
    return `| \`${setting.name}\` | ${usual === undefined ? "" : `\`${usual}\``} | \`${cell(setting.value)}\` | ${cell(setting.text)} |`;
  });
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const [, shown] = /<!-- settings -->\n\n([\s\S]*?)\n\n<!-- end of settings -->/.exec(readme) ?? [];
  expect(shown).toBe(["| setting | default | value | |", "| --- | --- | --- | --- |", ...rows].join("\n"));
});

it.each([
  [{ "log-level": "loud" }, {}, '--log-level must be debug, info, warn, error or silent, got "loud".'],
  [{}, { LIVE_SESSIONS_PORT: "http" }, 'LIVE_SESSIONS_PORT must be a port number from 0 to 65535, got "http".'],
  [
    { "cors-origins": "a.example" },
    {},
    '--cors-origins must be origins such as https://console.example.com, got "a.example".',
  ],
])("a wrong value is one sentence: %j %j", (flags, environment, sentence) => {
  expect(() => parseSettings({ database: ":memory:", ...flags }, environment)).toThrow(sentence);
});

it("each setting has a name and a variable of its own", () => {
  expect(new Set(settingRows.map(({ name }) => name)).size).toBe(settingRows.length);
  expect(new Set(settingRows.map(variableOf)).size).toBe(settingRows.length);
});
