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

test("A server that drops tied rows fails exactly-once, by the lost session beside the tied one before it", async () => {
  const failure = await failureOf(startTieDropping, "pagination.exactly-once");
  const [, before, lost] = twoSessions.exec(failure) ?? [];
  expect(before).toBeDefined();
  expect(lost).toBe(before);
  expect(failure).toMatch(curl);
  expect(failure).toContain("likely");
});

test("A server that pages by offset fails insert-tolerant, by two sessions with their instants", async () => {
  const failure = await failureOf(startOffsetPaged, "pagination.insert-tolerant");
  expect(failure).toMatch(twoSessions);
  expect(failure).toMatch(curl);
});

test("A server that always answers its first page fails exactly-once, by the repeated session", async () => {
  const failure = await failureOf(startAlwaysFirstPage, "pagination.exactly-once");
  expect(failure).toMatch(twoSessions);
  expect(failure).toMatch(curl);
});
