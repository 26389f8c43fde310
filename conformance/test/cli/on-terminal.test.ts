import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { liveSessionsProfile } from "../../src/profile/live-sessions/live-sessions-profile.ts";
import { wordsOf } from "../../src/profile/words.ts";
import { ruleNamed } from "../../src/rules/catalogue.ts";
import { startDeployment } from "../corpus/deployment.ts";
import { cliPath, withFolder } from "./run-cli.ts";
import { provisionedFlags, withServer } from "./with-server.ts";

const onTerminal = fileURLToPath(new URL("on-terminal.py", import.meta.url));
const escapeCharacter = String.fromCharCode(27);

interface Shown {
  readonly exitCode: number;
  readonly text: string;
}

interface Sitting {
  readonly columns?: number;
  readonly cwd?: string;
  /** What is waited for, and what is typed then. */
  readonly questions?: readonly (readonly [question: string, answer: string])[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the built program on a terminal, as somebody who sits before one. */
function sitBefore(args: readonly string[], sitting: Sitting = {}): Promise<Shown> {
  const { columns = 80, cwd, questions = [], environment = {} } = sitting;
  const program = [onTerminal, String(columns), JSON.stringify(questions), process.execPath, cliPath, ...args];
  const env = { PATH: process.env["PATH"] ?? "", TERM: "xterm", ...environment };
  return new Promise((resolve) => {
    execFile("python3", program, { env, ...(cwd === undefined ? {} : { cwd }) }, (error, stdout, stderr) => {
      const exitCode = typeof error?.code === "number" ? error.code : error ? -1 : 0;
      resolve({ exitCode, text: stdout + stderr });
    });
  });
}

const [baseUrlQuestion, provisionerQuestion, entityQuestion] = [
  "Base URL",
  "URL of its provisioner",
  "Id of a live entity",
];

test.each([
  [
    "a provisioned run",
    [
      [baseUrlQuestion, "http://127.0.0.1:1"],
      [provisionerQuestion, "http://127.0.0.1:2"],
    ],
    { base_url: "http://127.0.0.1:1", provisioner: "http://127.0.0.1:2" },
  ],
  [
    "a read-only run",
    [
      [baseUrlQuestion, "http://127.0.0.1:1"],
      [provisionerQuestion, ""],
      [entityQuestion, "an-entity"],
    ],
    { base_url: "http://127.0.0.1:1", live_entity: "an-entity" },
  ],
  ["the examples", [[baseUrlQuestion, ""]], { mock: true }],
] as const)("init asks on a terminal, and writes the file of %s", async (_title, questions, settings) => {
  await withFolder(async (cwd) => {
    const { exitCode, text } = await sitBefore(["init"], { cwd, questions });
    expect(exitCode, text).toBe(0);
    expect(text).toContain("Wrote live-sessions-conformance.jsonc. Next: live-sessions-conformance doctor");
    const file = readFileSync(join(cwd, "live-sessions-conformance.jsonc"), "utf8");
    const uncommented = file.replace(/^\s*\/\/.*$/gm, "").replace(/,(?=\s*\})/g, "");
    expect(JSON.parse(uncommented)).toEqual(expect.objectContaining(settings));
  });
});

test("init says what is wrong with an answer, and writes nothing", async () => {
  await withFolder(async (cwd) => {
    const questions = [
      [baseUrlQuestion, "localhost:80"],
      [provisionerQuestion, "http://127.0.0.1:2"],
    ] as const;
    const { exitCode, text } = await sitBefore(["init"], { cwd, questions });
    expect(text).toContain('"localhost:80" is not an http or https URL');
    expect(exitCode).toBe(2);
    expect(existsSync(join(cwd, "live-sessions-conformance.jsonc"))).toBe(false);
  });
});

test.each([40, 80, 120])("explain keeps to a terminal of %i columns, and says all it has to", async (columns) => {
  const { exitCode, text } = await sitBefore(["explain", "pagination.exactly-once"], { columns });
  expect(exitCode).toBe(0);
  const lines = text.trimEnd().split("\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
  expect(Math.max(...lines.map((line) => line.length))).toBeGreaterThan(columns - 15);
  const printed = text.replace(/\s+/g, " ");
  const { why, probe, example, remedy } = ruleNamed("pagination.exactly-once").explain(wordsOf(liveSessionsProfile()));
  expect(printed).toContain(`Why ${why} Tried by ${probe} Fails ${example} To fix ${remedy}`);
});

test("a run shows its progress and colours on a terminal, and neither colours with NO_COLOR", async () => {
  await withServer(
    () => startDeployment(),
    async (server) => {
      const { exitCode, text } = await sitBefore(["run", ...provisionedFlags(server)]);
      expect(exitCode, text).toBe(0);
      expect(text).toMatch(/\d+\/\d+ {2}walks/);
      expect(text).toContain(`${escapeCharacter}[32m`);
      const plain = await sitBefore(["run", ...provisionedFlags(server)], { environment: { NO_COLOR: "1" } });
      expect(plain.text).not.toContain(`${escapeCharacter}[32m`);
    },
  );
});
