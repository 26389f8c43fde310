import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { commands } from "../../src/cli/commands.ts";
import { fileSettings, runSettings } from "../../src/cli/settings/run-settings.ts";
import { memberOf, settingText } from "../../src/cli/settings/setting.ts";
import { contractClauses, suiteVersion } from "../../src/contract/contract-document.ts";
import { liveSessionsProfile } from "../../src/profile/live-sessions/live-sessions-profile.ts";
import { wordsOf } from "../../src/profile/words.ts";
import { rules } from "../../src/rules/catalogue.ts";
import { startDeployment } from "../corpus/deployment.ts";
import { provisionEntity, thirtyWithTies } from "./provisioned-entity.ts";
import { runCli, withFolder } from "./run-cli.ts";
import { provisionedFlags, withServer } from "./with-server.ts";

const configSchema = JSON.parse(readFileSync(new URL("../../config.schema.json", import.meta.url), "utf8")) as {
  properties: Record<string, object>;
};

test.each(["--version", "-v", "-V", "run --version", "list -v", "explain --version"])(
  "%s prints the package's version",
  async (words) => {
    expect(await runCli(words.split(" "))).toEqual({ exitCode: 0, stdout: `${suiteVersion()}\n`, stderr: "" });
  },
);

test("--help prints every command", async () => {
  const { stdout, exitCode } = await runCli(["--help"]);
  expect(exitCode).toBe(0);
  for (const { name } of commands) expect(stdout).toContain(`\n  ${name} `);
});

test.each(commands.map(({ name }) => name))("%s --help names every flag of it, and an example", async (name) => {
  const { stdout, exitCode, stderr } = await runCli([name, "--help"]);
  const flags = commands.find((command) => command.name === name)?.settings.flatMap((group) => group.settings) ?? [];
  for (const flag of flags) expect(stdout).toContain(`--${flag.name}`);
  expect(stdout).toContain(`Examples:\n  live-sessions-conformance ${name}`);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
});

test("list shows every rule once with its level, and as JSON what else there is to know", async () => {
  const { stdout } = await runCli(["list"]);
  expect(stdout.trimEnd().split("\n")).toHaveLength(rules.length);
  for (const { id, level, title } of rules)
    expect(stdout).toMatch(new RegExp(`^${id} +${level} +${title.slice(0, 3)}`, "m"));
  const json = JSON.parse((await runCli(["list", "--json"])).stdout) as { id: string }[];
  expect(json.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
});

test("list --clauses shows every clause of the contract with the rules that prove it", async () => {
  const { stdout } = await runCli(["list", "--clauses"]);
  for (const { id } of contractClauses().clauses) expect(stdout).toMatch(new RegExp(`^${id} `, "m"));
  expect(stdout).not.toContain("no rule");
});

test("explain says of each rule why, how it is tried, what fails and what usually is wrong", async () => {
  const words = wordsOf(liveSessionsProfile());
  for (const { id, explain } of rules.slice(0, 3)) {
    const { stdout } = await runCli(["explain", id]);
    for (const text of Object.values(explain(words))) expect(stdout).toContain(text);
  }
});

test("explain lists the rules of a family", async () => {
  const { exitCode, stdout } = await runCli(["explain", "errors"]);
  for (const { id, level } of rules.filter(({ id }) => id.startsWith("errors.")))
    expect(stdout).toMatch(new RegExp(`^${id} +${level} `, "m"));
  expect(stdout).not.toContain("pagination.");
  expect(exitCode).toBe(0);
});

test("doctor says that a run could start, judges nothing and makes no data", async () => {
  await withServer(
    () => startDeployment(),
    async (server) => {
      const { exitCode, stdout } = await runCli(["doctor", ...provisionedFlags(server)]);
      expect(stdout).toContain("The provisioner can insert, update, delete, fault");
      expect(stdout).toMatch(/answers, 401 after \d+ ms/);
      expect(stdout).toMatch(
        /A run could start\.\nNext: live-sessions-conformance run --base-url http\S+ --provisioner http\S+\n$/,
      );
      expect(exitCode).toBe(0);
    },
  );
});

test("doctor and run say that a base URL ends in what the suite adds to it", async () => {
  await withServer(
    () => startDeployment(),
    async (server) => {
      const [, url = "", ...others] = provisionedFlags(server);
      const flags = ["--base-url", `${url}/v1/`, ...others];
      const sentence = `answers 404, and the base URL ${url}/v1 ends in /v1, with which each path begins: give ${url}.\n`;
      const doctor = await runCli(["doctor", ...flags]);
      expect(doctor).toMatchObject({ exitCode: 2, stdout: expect.stringContaining(sentence) });
      expect(doctor.stdout).toMatch(/\nNext: correct what is marked error/);
      expect(await runCli(["run", ...flags])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(sentence) });
    },
  );
});

test("doctor says what a read-only run would have to judge by, and what keeps one from starting", async () => {
  await withServer(
    () => startDeployment(),
    async (server) => {
      const { key, id } = await provisionEntity(server, thirtyWithTies);
      const flags = ["doctor", "--base-url", server.baseUrls[0] ?? "", "--live-entity", id];
      const fine = await runCli(flags, { environment: { LIVE_SESSIONS_AUTHORIZATION: key } });
      expect(fine).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("holds 30 sessions") });
      expect(fine.stdout).toContain("2 groups of them share a created_at");
      const wrong = await runCli(flags, { environment: { LIVE_SESSIONS_AUTHORIZATION: "wrong" } });
      expect(wrong).toMatchObject({ exitCode: 2, stdout: expect.stringContaining("A run could not start.") });
    },
  );
  const gone = await runCli(["doctor", "--mock", "http://127.0.0.1:1"]);
  expect(gone).toMatchObject({ exitCode: 4, stdout: expect.stringContaining("does not answer") });
});

test.for(["sqlite", "postgresql", "mysql"])(
  "init writes a configuration for a provisioner on %s that its schema takes",
  async (database) => {
    await withFolder(async (folder) => {
      const schema = createRequire(import.meta.url).resolve("@live-sessions/provisioning/provisioner.schema.json");
      expect(await runCli(["init", "--provisioner-config", database], { cwd: folder })).toMatchObject({ exitCode: 0 });
      const written: unknown = JSON.parse(readFileSync(join(folder, "provisioner.json"), "utf8"));
      const isValid = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(schema, "utf8")));
      expect([isValid(written), isValid.errors]).toEqual([true, null]);
    });
  },
);

test("init writes a file that explains every setting, fits the schema, and that run takes", async () => {
  await withFolder(async (folder) => {
    const flags = ["--base-url", "http://127.0.0.1:1", "--provisioner", "http://127.0.0.1:2", "--timeout", "500"];
    const header = ["--header", "x-tenant=TENANT", "--reporter", "pretty", "--reporter", "json=report.json"];
    expect(await runCli(["init", ...flags, ...header], { cwd: folder })).toMatchObject({ exitCode: 0 });
    const text = readFileSync(join(folder, "live-sessions-conformance.jsonc"), "utf8");
    for (const setting of fileSettings) {
      expect(text).toContain(`"${memberOf(setting)}": `);
      expect(text).toContain(`// ${settingText(setting)}\n`);
    }
    const uncommented = text.replace(/^\s*\/\/.*$/gm, "").replace(/,(?=\s*\})/g, "");
    expect(new Ajv2020({ strict: false }).validate(configSchema, JSON.parse(uncommented))).toBe(true);
    const config = ["--config", "live-sessions-conformance.jsonc"];
    const run = await runCli(["run", ...config], { cwd: folder, environment: { TENANT: "blue" } });
    expect(run).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("127.0.0.1:2") });
    expect(await runCli(["init", "--mock"], { cwd: folder })).toMatchObject({ exitCode: 2 });
  });
});

test("a flag wins over the configuration file, another mode's flag over the file's mode", async () => {
  await withFolder(async (folder) => {
    const config = {
      provisioner: "http://127.0.0.1:1",
      base_url: "http://127.0.0.1:1",
      level: "may",
      live_entity: "x",
    };
    writeFileSync(join(folder, "config.json"), JSON.stringify(config));
    const args = ["run", "--config", "config.json", "--level", "must", "--mock", "http://127.0.0.1:9"];
    const { stderr, exitCode } = await runCli(args, { cwd: folder });
    expect({ stderr, exitCode }).toEqual({ exitCode: 4, stderr: expect.stringContaining("127.0.0.1:9") });
  });
});

test.each(["bash", "zsh", "fish"])("completion %s knows every command, flag and rule", async (shell) => {
  const { stdout, exitCode } = await runCli(["completion", shell]);
  const flags = runSettings.map(({ name }) => name);
  for (const word of [...commands.map(({ name }) => name), ...flags, ...rules.map(({ id }) => id)])
    expect(stdout).toContain(word);
  expect(exitCode).toBe(0);
});
