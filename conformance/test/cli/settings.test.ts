import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { current, settingsFiles } from "../../scripts/settings-files.ts";
import { fileSettings, runSettings } from "../../src/cli/settings/run-settings.ts";
import { memberOf } from "../../src/cli/settings/setting.ts";
import { READY_PROFILES } from "../../src/profile/declare/ready-profiles.ts";

test.each([...settingsFiles()])("%s says of the settings what their table says", (path, text) => {
  expect(current(path)).toBe(text);
});

test("each setting has a name of its own, and a sample that the configuration's schema takes", () => {
  const names = runSettings.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const schema = JSON.parse(current("config.schema.json")) as object;
  const samples = Object.fromEntries(fileSettings.map((setting) => [memberOf(setting), setting.sample]));
  const isValid = new Ajv2020({ strict: false, formats: { date: true } }).compile(schema);
  expect([isValid(samples), isValid.errors]).toEqual([true, null]);
});

test("--profile takes the names of the ready profiles", () => {
  const profile = runSettings.find(({ name }) => name === "profile");
  expect(profile?.schema.enum).toEqual(Object.keys(READY_PROFILES));
});
