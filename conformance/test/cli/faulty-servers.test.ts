import { expect, test } from "vitest";
import type { ServerUnderTest } from "../corpus/server-under-test.ts";
import { startAlwaysFirstPage, startOffsetPaged, startTieDropping } from "./faulty-servers.ts";
import { runCli } from "./run-cli.ts";
import { provisionedFlags, withServer } from "./with-server.ts";

async function failureOf(start: () => Promise<ServerUnderTest>, clause: string): Promise<string> {
  const { exitCode, stdout } = await withServer(start, (server) => runCli(["run", ...provisionedFlags(server)]));
  expect(exitCode).toBe(1);
  const failure = new RegExp(`^FAILED {2}${clause.replace(".", "\\.")} [\\s\\S]*?\\n\\n`, "m").exec(stdout)?.[0];
  expect(failure, stdout).toBeDefined();
  return failure ?? "";
}

const side = String.raw`\s+\S+-\S+\s+\S+-\S+`;
const twoSessions = new RegExp(String.raw`sessions\s+id${side}\n\s+created_at\s+(\S+Z)\s+(\S+Z)`);
const curl = /curl -sS -i .*"Authorization: \$LIVE_SESSIONS_AUTHORIZATION".*\/live_sessions['?]/;

async function causeOf(start: () => Promise<ServerUnderTest>): Promise<string> {
  const { exitCode, stdout } = await withServer(start, (server) => runCli(["run", ...provisionedFlags(server)]));
  expect(exitCode).toBe(1);
  return /^CAUSE {3}[\s\S]*?\n\n/m.exec(stdout)?.[0] ?? stdout;
}

test("A server that drops tied rows is told that its cursor holds only the time, and what that explains", async () => {
  const cause = await causeOf(startTieDropping);
  expect(cause).toMatch(
    /^CAUSE {3}The cursor holds only the time: sessions that share it with the last one of a page are lost\.\n/,
  );
  expect(cause).toMatch(/explains {2}.*pagination\.exactly-once/);
  expect(cause).toMatch(/see {7}exchange \d+/);
});

test("A server that pages by offset is told that its page token is one, and what that explains", async () => {
  const cause = await causeOf(startOffsetPaged);
  expect(cause).toMatch(/^CAUSE {3}The page token is an offset\.\n/);
  expect(cause).toMatch(/explains {2}.*pagination\.insert-tolerant/);
});

test("A server that always answers its first page fails exactly-once, by the repeated session", async () => {
  const failure = await failureOf(startAlwaysFirstPage, "pagination.exactly-once");
  expect(failure).toMatch(twoSessions);
  expect(failure).toMatch(curl);
});
