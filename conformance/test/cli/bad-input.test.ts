import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli, withFolder } from "./run-cli.ts";

const readOnly = ["run", "--base-url", "http://127.0.0.1:1", "--live-entity", "x"];

const wrong: readonly (readonly [title: string, args: readonly string[], sentence: RegExp])[] = [
  ["no command", [], /^Tests whether a deployment/],
  ["a mistyped command", ["rum"], /no command "rum"\. Did you mean "run"\?/],
  ["a flag where the command is expected", ["--mock"], /run --mock/],
  ["a mistyped flag", ["run", "--base-ulr", "x"], /no flag --base-ulr\. Did you mean "--base-url"\?/],
  ["a flag of another command", ["list", "--mock"], /list has no flag --mock/],
  ["a flag without its value", ["run", "--base-url", "--mock"], /--base-url needs a value/],
  ["a value for a switch", ["run", "--mock", "--allow-unsafe-methods=yes"], /takes no value/],
  ["a flag twice", ["run", "--mock", "--seed", "1", "--seed", "2"], /--seed was given twice/],
  ["an argument too many", ["run", "http://127.0.0.1:1"], /takes no argument/],
  ["an argument too few", ["explain"], /explain needs a rule, clause or family/],
  [
    "the second of two reports missing",
    ["diff", "a.json"],
    /diff needs the newer JSON report: live-sessions-conformance diff a\.json <newer JSON report>\./,
  ],
  [
    "the key as a flag",
    ["run", "--authorization", "uap-1"],
    /set the environment variable LIVE_SESSIONS_AUTHORIZATION/,
  ],
  [
    "the provisioner's key as a flag",
    ["doctor", "--provisioner-authorization=uap-1"],
    /LIVE_SESSIONS_PROVISIONER_AUTHORIZATION/,
  ],
  ["an unknown family", ["explain", "eror"], /no rule, clause or family "eror"\. Did you mean "errors"\?/],
  ["a mistyped rule", ["explain", "pagination.exactly-onec"], /Did you mean "pagination\.exactly-once"\?/],
  ["a rule without its family", ["explain", "exactly-once"], /Did you mean "pagination\.exactly-once"\?/],
  ["a pattern that matches nothing", ["run", "--mock", "--rule", "pagintion.*"], /"pagintion\.\*" matches no rule/],
  [
    "a skipped pattern that matches nothing",
    ["run", "--mock", "--skip-rule", "http.haed"],
    /Did you mean "http\.head"\?/,
  ],
  [
    "an unknown level",
    ["run", "--mock", "--level", "shoud"],
    /--level must be "must" or "should", got "shoud"\. Did you mean "should"\?/,
  ],
  [
    "a timeout that is not a number",
    ["run", "--mock", "--timeout", "5s"],
    /--timeout must be a whole number of milliseconds from 1 to \d+, got "5s"\./,
  ],
  [
    "a patience in words",
    ["run", "--mock", "--patience", "an hour"],
    /--patience must be a whole number of seconds from 0 to \d+, got "an hour"\./,
  ],
  [
    "a budget of nothing",
    ["run", "--mock", "--max-requests", "0"],
    /--max-requests must be a whole number of requests from 1, got "0"\./,
  ],
  [
    "a rate of nothing",
    ["run", "--mock", "--rate", "0"],
    /--rate must be a number of requests a second above 0, got "0"\./,
  ],
  ["a seed with a sign", ["run", "--mock", "--seed=-1"], /--seed must be a whole number from 0 to \d+, got "-1"\./],
  ["an unknown reporter", ["run", "--mock", "--reporter", "junti=x"], /no reporter "junti"\. Did you mean "junit"\?/],
  [
    "two reporters on stdout",
    ["run", "--mock", "--reporter", "json", "--reporter", "junit"],
    /only one reporter may write to stdout/,
  ],
  ["two reporters in one file", ["run", "--mock", "--reporter", "json=a", "--reporter", "junit=./a"], /the same file/],
  ["a reporter without its file", ["run", "--mock", "--reporter", "json="], /has no file after/],
  ["no target", ["run"], /No target: give a base URL/],
  ["a target without a mode", ["run", "--base-url", "http://127.0.0.1:1"], /needs --provisioner <url>/],
  ["a mock with a base URL", ["run", "--mock", "--base-url", "http://127.0.0.1:1"], /do not go together/],
  ["two modes", [...readOnly, "--provisioner", "http://127.0.0.1:1"], /do not go together/],
  ["another entity without the first", ["run", "--mock", "--empty-live-entity", "x"], /give --live-entity, too/],
  [
    "a base URL that is none",
    ["run", "--base-url", "localhost:80", "--provisioner", "http://127.0.0.1:1"],
    /"localhost:80" is not an http or https URL/,
  ],
  [
    "a base URL with a query",
    ["run", "--base-url", "http://127.0.0.1:1?a", "--provisioner", "http://127.0.0.1:1"],
    /query or fragment/,
  ],
  ["a missing key", readOnly, /LIVE_SESSIONS_AUTHORIZATION, which is not set/],
  ["a header's value on the command line", ["run", "--mock", "--header", "x-tenant: blue"], /the environment variable/],
  ["a header whose variable is missing", ["run", "--mock", "--header", "x-tenant=TENANT"], /TENANT, which is not set/],
  [
    "the key as a header",
    ["run", "--mock", "--header", "Authorization=KEY"],
    /the key belongs in LIVE_SESSIONS_AUTHORIZATION/,
  ],
  [
    "a configuration file that is not there",
    ["run", "--config", "nowhere.json"],
    /nowhere\.json cannot be read: there is no such file/,
  ],
  ["a report that is not there", ["judge", "nowhere.json"], /cannot be read/],
  [
    "a day that the calendar does not have",
    ["baseline", "x.json", "--until", "2030-02-30"],
    /--until must be a day such as 2030-01-31, got "2030-02-30"\./,
  ],
  ["an unknown shell", ["completion", "bsh"], /Did you mean "bash"\?/],
];

test.each(wrong)("exit 2 and one clear sentence for %s", async (_title, args, sentence) => {
  const { exitCode, stdout, stderr } = await runCli(args);
  expect(stderr).toMatch(sentence);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
});

const unlawfulKeys: readonly (readonly [title: string, key: string, sentence: RegExp])[] = [
  ["empty", "", /which is empty/],
  ["ending in a line break", "uap-secret\n", /begins or ends with white space/],
  ["holding a control character", "uap-se\u0007cret", /control character at position 7/],
  ["outside Latin-1", "uap-sécret-\u{1F511}", /outside Latin-1 at position 12/],
];

test.each(unlawfulKeys)("exit 2 for a key %s, without showing it", async (_title, key, sentence) => {
  const { exitCode, stdout, stderr } = await runCli(readOnly, { environment: { LIVE_SESSIONS_AUTHORIZATION: key } });
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toContain("cret");
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
});

test("exit 2 before anything is sent when a report file cannot be written", async () => {
  await withFolder(async (folder) => {
    writeFileSync(join(folder, "file"), "");
    mkdirSync(join(folder, "folder"));
    for (const [path, why] of [
      ["file/report.json", "folder"],
      ["folder", "it is a folder"],
    ] as const) {
      const { exitCode, stderr } = await runCli(["run", "--mock", "--reporter", `json=${join(folder, path)}`]);
      expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(why) });
    }
  });
});

const wrongConfigs: readonly (readonly [title: string, config: string, sentence: RegExp])[] = [
  ["no JSON", '{\n  "mock" true\n}', /config\.json is not JSON: colon expected in line 2, column 10\./],
  ["no object", "[]", /config\.json must be a JSON object of settings, got \[\]\./],
  [
    "a mistyped setting",
    '{"base_ulr": "http://127.0.0.1:1"}',
    /\/base_ulr is not a setting\. Did you mean "base_url"\?/,
  ],
  [
    "a text for a number",
    '{"mock": true, "timeout": "1"}',
    /\/timeout must be a whole number of milliseconds from 1 to \d+, got "1"\./,
  ],
  [
    "a number in a list of texts",
    '{"mock": true, "rule": ["*", 1]}',
    /\/rule\/1 must be a text that is not empty, got 1\./,
  ],
  [
    "a text for a switch",
    '{"mock": true, "allow_unsafe_methods": "yes"}',
    /\/allow_unsafe_methods must be true or false, got "yes"\./,
  ],
  [
    "an unknown level",
    '{"mock": true, "level": "may"}',
    /config\.json \/level must be "must" or "should", got "may"\./,
  ],
  [
    "a header's value in place of its variable",
    '{"mock": true, "header": {"x": "se cret"}}',
    /\/header\/x must be the name of an environment variable\.$/m,
  ],
  [
    "an address that is none",
    '{"base_url": "localhost:80"}',
    /\/base_url must be an http or https URL, or a list of such, got "localhost:80"\./,
  ],
  ["a list of headers", '{"mock": true, "header": ["x=Y"]}', /\/header must be an object of header names/],
];

test.each(wrongConfigs)(
  "exit 2 and a JSON pointer for a configuration file with %s",
  async (_title, config, sentence) => {
    await withFolder(async (folder) => {
      writeFileSync(join(folder, "config.json"), config);
      const { exitCode, stderr } = await runCli(["run", "--config", "config.json"], { cwd: folder });
      expect(stderr).toMatch(sentence);
      expect(exitCode).toBe(2);
    });
  },
);

const wrongKnown: readonly (readonly [title: string, known: string, sentence: RegExp])[] = [
  ["an object", "{}", /known\.json must be a list of \{"rule", "reason", "until"\}, got \{\}\./],
  [
    "a failure without a reason",
    '[{"rule": "http.head", "until": "2030-01-01"}]',
    /\/0\/reason is missing; it must be a text that is not empty\./,
  ],
  [
    "a day that the calendar does not have",
    '[{"rule": "http.head", "reason": "x", "until": "2030-13-01"}]',
    /\/0\/until must be a day such as 2030-01-31, got "2030-13-01"\./,
  ],
];

test.each(wrongKnown)("exit 2 and a JSON pointer for known failures with %s", async (_title, known, sentence) => {
  await withFolder(async (folder) => {
    writeFileSync(join(folder, "known.json"), known);
    const { exitCode, stderr } = await runCli(["run", "--mock", "--known-failures", "known.json"], { cwd: folder });
    expect(stderr).toMatch(sentence);
    expect(exitCode).toBe(2);
  });
});
