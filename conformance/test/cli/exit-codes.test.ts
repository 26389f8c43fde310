import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startDeployment } from "../corpus/deployment.ts";
import { jsonReply } from "../corpus/exchange.ts";
import { listen } from "../corpus/listener.ts";
import { startTieDropping } from "./faulty-servers.ts";
import { provisionEntity, thirtyWithTies } from "./provisioned-entity.ts";
import { type CliResult, runCli, withFolder } from "./run-cli.ts";
import { provisionedFlags, withServer } from "./with-server.ts";

const startCorrect = () => startDeployment();

/** Runs read-only on a correct server that has one entity with these sessions. */
function runReadOnly(createdAt: readonly string[], ...flags: readonly string[]): Promise<CliResult> {
  return withServer(startCorrect, async (server) => {
    const { key, id } = await provisionEntity(server, createdAt);
    return runCli(["run", "--base-url", server.baseUrls[0] ?? "", "--live-entity", id, ...flags], {
      environment: { LIVE_SESSIONS_AUTHORIZATION: key },
    });
  });
}

test("0 for a server that keeps every MUST, with the verdict in the last line", async () => {
  const { exitCode, stdout, stderr } = await withServer(startCorrect, (server) =>
    runCli(["run", ...provisionedFlags(server), "--seed", "5"]),
  );
  expect(stdout).toMatch(/\nconformant: .*\(exit 0, \d+ requests, \d+\.\d s, seed 5\)\n$/);
  expect(exitCode).toBe(0);
  // Where a run takes its time, a line of progress every ten seconds, and nothing else.
  expect(stderr).toMatch(/^(\d+( of about \d+)? requests, \d+ s\n)*$/);
});

test("0 and partially-proven for a server whose data somebody else made, when all within reach passed", async () => {
  const { exitCode, stdout } = await runReadOnly(thirtyWithTies);
  expect(stdout).toMatch(/\npartially-proven: .*\(exit 0/);
  expect(stdout).toMatch(/Not applicable\n {2}.*read-only/);
  expect(exitCode).toBe(0);
});

test("1 for a server that breaks a MUST", async () => {
  const { exitCode, stdout } = await withServer(startTieDropping, (server) =>
    runCli(["run", ...provisionedFlags(server)]),
  );
  expect(stdout).toMatch(/\nnon-conformant: .*\(exit 1/);
  expect(exitCode).toBe(1);
});

test("0 where every failure is known, and 1 where a known failure passes or has expired", async () => {
  const run = (known: readonly object[]) =>
    withFolder((folder) =>
      withServer(startTieDropping, (server) => {
        writeFileSync(join(folder, "known.json"), JSON.stringify(known));
        return runCli(["run", ...provisionedFlags(server), "--known-failures", join(folder, "known.json")]);
      }),
    );
  const every = { rule: "*", reason: "ticket 12", until: "2999-01-01" };
  expect(await run([every])).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("\nnon-conformant: ") });
  const passing = { rule: "errors.key-required", reason: "ticket 13", until: "2999-01-01" };
  expect(await run([every, passing])).toMatchObject({
    exitCode: 1,
    stdout: expect.stringMatching(/STALE known failures\n {2}errors\.key-required passes/),
  });
  const expired = { ...every, until: "2020-01-01" };
  expect(await run([expired])).toMatchObject({
    exitCode: 1,
    stdout: expect.stringContaining("has expired on 2020-01-01"),
  });
});

test("2 for a key that the target does not take, and for a live entity that it does not have", async () => {
  await withServer(startCorrect, async (server) => {
    const { key, id } = await provisionEntity(server, thirtyWithTies);
    const base = ["run", "--base-url", server.baseUrls[0] ?? "", "--live-entity"];
    const wrongKey = await runCli([...base, id], { environment: { LIVE_SESSIONS_AUTHORIZATION: "wrong" } });
    expect(wrongKey).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("does not accept the key in LIVE_SESSIONS_AUTHORIZATION"),
    });
    const noEntity = await runCli([...base, "nowhere"], { environment: { LIVE_SESSIONS_AUTHORIZATION: key } });
    expect(noEntity).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("check --live-entity") });
  });
});

test("3 where nothing failed and a MUST within reach lacked data, unless that is allowed", async () => {
  const one = await runReadOnly(["2024-01-01T00:00:00Z"]);
  expect(one.stdout).toContain("NOT PROVEN");
  expect(one).toMatchObject({ exitCode: 3 });
  const allowed = await runReadOnly(["2024-01-01T00:00:00Z"], "--allow-inconclusive", "*");
  expect(allowed).toMatchObject({ exitCode: 0 });
});

test("3, never 0, where every rule that was asked for stayed without a verdict", async () => {
  const nothing = await runReadOnly(thirtyWithTies, "--rule", "errors.fault");
  expect(nothing).toMatchObject({ exitCode: 3, stdout: expect.stringContaining("\nunknown: ") });
});

test("4 for a target that does not answer", async () => {
  const gone = await listen(async () => jsonReply(200, {}));
  await gone.close();
  const result = await runCli(["run", "--base-url", gone.url, "--live-entity", "x"], {
    environment: { LIVE_SESSIONS_AUTHORIZATION: "key" },
  });
  expect(result).toMatchObject({ exitCode: 4, stdout: "" });
  expect(result.stderr).toMatch(/^error: The target does not answer: .*ECONNREFUSED.*\n$/);
});

test("4, and in words, for a target that does not speak TLS, and for an unknown host", async () => {
  const plain = await listen(async () => jsonReply(200, {}));
  const environment = { LIVE_SESSIONS_AUTHORIZATION: "key" };
  try {
    const run = (url: string) => runCli(["run", "--base-url", url, "--live-entity", "x"], { environment });
    expect(await run(plain.url.replace("http:", "https:"))).toEqual({
      exitCode: 4,
      stdout: "",
      stderr: "error: The target does not answer: that port does not speak TLS; is it http, not https (EPROTO).\n",
    });
    expect((await run("http://nowhere.invalid")).stderr).toMatch(
      /^error: The target does not answer: no address is known for the host nowhere\.invalid \(E\w+\)\.\n$/,
    );
  } finally {
    await plain.close();
  }
});

test("4 for a provisioner that is a web page", async () => {
  const page = await listen(async () => ({
    status: 200,
    headers: { "content-type": "text/html" },
    body: "<h1>It works!</h1>",
  }));
  try {
    const result = await runCli(["run", "--base-url", page.url, "--provisioner", page.url]);
    expect(result).toMatchObject({ exitCode: 4, stdout: "" });
    expect(result.stderr).toMatch(/^error: .*\/capabilities.*\n$/);
  } finally {
    await page.close();
  }
});
