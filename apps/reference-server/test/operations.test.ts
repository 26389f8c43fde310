import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { validateErrorBody } from "@live-sessions/contract/validators";
import { describe, expect, it } from "vitest";
import { mintApiKey } from "../src/api-key.ts";
import { RateLimiter, withRateLimit } from "../src/serving/rate-limiter.ts";
import { withoutPassword } from "../src/settings.ts";
import { DATABASES } from "./databases.ts";
import { startMs } from "./pace.ts";
import { Sandbox } from "./program.ts";
import { report } from "./report.ts";
import { list, oneEntity, provision } from "./scenario.ts";

const MEMORY = ["--database", ":memory:"];
// A busy machine is slow, and no failure.

function logged(stderr: string): Record<string, unknown>[] {
  return stderr
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

describe("the settings", () => {
  it("come from flags before the environment before a file, and are logged without secrets", async () => {
    await using sandbox = new Sandbox();
    writeFileSync(
      sandbox.file("c.json"),
      `{
      // Comments are read over, and so is a comma behind the last member.
      "host": "127.0.0.3",
      "log-level": "debug",
      "rate-limit": 7,
    }`,
    );
    const server = await sandbox.serve([...MEMORY, "--config", sandbox.file("c.json"), "--log-level", "info"], {
      LIVE_SESSIONS_HOST: "127.0.0.2",
      LIVE_SESSIONS_LOG_LEVEL: "silent",
      LIVE_SESSIONS_PROVISIONER_AUTHORIZATION: "open sesame",
    });
    expect(server.list).toMatch(/\/\/127\.0\.0\.2:/);
    const { stdout, stderr } = await server.stop();
    expect(JSON.parse(/^Settings (.*)$/m.exec(stdout)?.[1] ?? "")).toMatchObject({ host: "127.0.0.2", rateLimit: 7 });
    expect(logged(stderr)).toMatchObject([
      { level: "info", msg: "settings", rateLimit: 7, logLevel: "info", provisionerAuthorization: "set" },
      { msg: "stopping", signal: "SIGTERM" },
      { msg: "stopped" },
    ]);
    expect(stdout + stderr).not.toContain("sesame");
  });

  it.each([
    ["postgres://me:se:cr@t@host:5432/lists", "postgres://me:***@host:5432/lists"],
    ["postgres://host/lists?user=me&password=secret&x=1", "postgres://host/lists?user=me&password=***&x=1"],
    ["postgresql://host/lists?sslpassword=secret", "postgresql://host/lists?sslpassword=***"],
    ["a/file?password=1.sqlite", "a/file?password=1.sqlite"],
  ])("show the database %s as %s", (location, shown) => {
    expect(withoutPassword(location)).toBe(shown);
  });

  it.each([
    ['{"prot":1}', /c\.json \/prot is not a setting\. Did you mean "port"\? Settings: database,/],
    ['{"port":"x"}', /c\.json \/port must be a port number/],
    ['{"port":true}', /c\.json \/port must be a string or a number, got true\./],
    ["[]", /c\.json must hold one JSON object/],
    ['{\n  "port" 1\n}', /c\.json is not JSON: colon expected in line 2\./],
  ])("of the file %s are refused with exit code 2", async (content, sentence) => {
    await using sandbox = new Sandbox();
    writeFileSync(sandbox.file("c.json"), content);
    const { code, stderr } = await sandbox.run(["serve", ...MEMORY, "--config", sandbox.file("c.json")]);
    expect([code, stderr.trimEnd().split("\n").length]).toEqual([2, 1]);
    expect(stderr).toMatch(sentence);
  });

  it.each([
    [["--rate-limit", "0"], {}, /--rate-limit must be a whole number from 1/],
    [["--signal-timeout-seconds", "1.5"], {}, /--signal-timeout-seconds must be a whole number from 0 to 86400/],
    [["--log-level", "loud"], {}, /--log-level must be debug, info/],
    [["--drain-ms", "-1"], {}, /--drain-ms must be a whole number from 0 to 600000, got "-1"\./],
    [[], { LIVE_SESSIONS_PORT: "x" }, /LIVE_SESSIONS_PORT must be a port number/],
  ])("%j %j are refused with exit code 2", async (args, environment, sentence) => {
    await using sandbox = new Sandbox();
    const { code, stderr } = await sandbox.run(["serve", ...MEMORY, ...args], { ...environment });
    expect([code, stderr]).toEqual([2, expect.stringMatching(sentence)]);
  });
});

describe("the log", () => {
  it("has a line for each request at debug, with its id, and no query, key or stream key", async () => {
    await using sandbox = new Sandbox();
    const server = await sandbox.serve([...MEMORY, "--log-level", "debug"]);
    const entity = await oneEntity(server.provisioning, [{ stream_key: "live_SECRET" }]);
    const mine = await list(server.list, entity, "?page_size=1", { "x-request-id": "mine-1" });
    const hostile = await list(server.list, entity, "", { "x-request-id": "a b" });
    const made = hostile.headers.get("x-request-id");
    expect([mine.headers.get("x-request-id"), made]).toEqual(["mine-1", expect.stringMatching(/^[\w-]{14,64}$/)]);
    await provision(server.provisioning, "POST", `/live_entities/${entity.entityId}/faults`);
    const failed = (await list(server.list, entity)).headers.get("x-request-id");
    expect(failed).not.toBe(made);
    const { stderr } = await server.stop();
    const path = `/v1/live_entities/${entity.entityId}/live_sessions`;
    const requests = logged(stderr).filter(({ msg }) => msg === "request");
    expect(requests).toMatchObject([
      { request_id: "mine-1", method: "GET", path, status: 200, duration_ms: expect.any(Number) },
      { request_id: made, path, status: 200 },
      { request_id: failed, status: 500 },
    ]);
    for (const secret of [entity.authorization, "live_SECRET", "page_size", "fault"])
      expect(stderr).not.toContain(secret);
  });
});

describe("the operations listener", () => {
  it("tells health, readiness and the requests by status", async () => {
    await using sandbox = new Sandbox();
    const server = await sandbox.serve([...MEMORY, "--operations-port", "0"]);
    const read = async (path: string, init?: RequestInit): Promise<readonly [number, string]> => {
      const response = await fetch(server.operations + path, init);
      return [response.status, await response.text()];
    };
    expect(await read("/healthz")).toEqual([200, "running\n"]);
    expect(await read("/readyz")).toEqual([200, "ready\n"]);
    expect((await read("/"))[0]).toBe(404);
    expect((await read("/metrics", { method: "POST" }))[0]).toBe(405);
    const entity = await oneEntity(server.provisioning, []);
    await list(server.list, entity);
    await list(server.list, entity, "?page_size=0");
    await list(server.list, entity);
    const [, metrics] = await read("/metrics");
    expect(metrics).toContain('live_sessions_requests_total{status="200"} 2\n');
    expect(metrics).toContain('live_sessions_requests_total{status="400"} 1\n');
    expect(metrics).toContain('live_sessions_request_duration_seconds_bucket{le="+Inf"} 3\n');
    // How many took no longer than that is the machine's affair.
    expect(metrics).toMatch(/live_sessions_request_duration_seconds_bucket\{le="5"\} [0-3]\n/);
    expect((await fetch(`${server.list}/metrics`)).status).toBe(404);
  });
});

it.each(DATABASES)("on %s, the metrics tell reports, sessions in progress and the pool", async (kind, empty) => {
  await using sandbox = new Sandbox();
  const flags = ["--database", await empty(sandbox), "--operations-port", "0", "--ingest-port", "0"];
  // Operations stay on loopback, wherever the list is.
  const server = await sandbox.serve([...flags, "--host", "127.0.0.2"]);
  expect(new URL(server.operations).hostname).toBe("127.0.0.1");
  const entity = await oneEntity(server.provisioning, []);
  await report(server.ingest, entity, "start", {
    entity_id: entity.entityId,
    id: "a",
    stream_key: "live_EXAMPLEKEY01",
  });
  await report(server.ingest, entity, "signal", { entity_id: entity.entityId, id: "none" });
  const metrics = await (await fetch(`${server.operations}/metrics`)).text();
  expect(metrics).toContain('live_sessions_ingest_reports_total{status="201"} 1\n');
  expect(metrics).toContain('live_sessions_ingest_reports_total{status="404"} 1\n');
  expect(metrics).toContain("live_sessions_in_progress 1\n");
  const pool = /live_sessions_database_connections\{state="(?:open|idle|waiting)"\} \d+/g;
  expect(metrics.match(pool)?.length ?? 0).toBe(kind === "PostgreSQL" ? 3 : 0);
});

describe("the rate limit", () => {
  it("answers 429 with Retry-After beyond a key's requests, and no other key's", async () => {
    await using sandbox = new Sandbox();
    const server = await sandbox.serve([...MEMORY, "--rate-limit", "1"]);
    const one = await oneEntity(server.provisioning, []);
    const other = await oneEntity(server.provisioning, []);
    await provision(server.provisioning, "POST", `/live_entities/${one.entityId}/faults`);
    const answers = await Promise.all(Array.from({ length: 30 }, () => list(server.list, one)));
    // The fault meets a request that passed: 429 uses none up.
    expect(answers.map(({ status }) => status).filter((status) => status === 500)).toHaveLength(1);
    const limited = answers.find(({ status }) => status === 429);
    if (!limited) throw new Error("Thirty requests at once all passed a limit of one a second.");
    expect(limited.headers.get("retry-after")).toBe("1");
    const body: unknown = await limited.json();
    expect([validateErrorBody(body), body]).toMatchObject([[], { error_type: "rate_limit_error" }]);
    expect((await list(server.list, other)).status).toBe(200);
  });

  it("refills with time, up to a second's requests", () => {
    let now = 0;
    const limiter = new RateLimiter(2, () => now);
    const waits = (): number[] => [limiter.secondsToWait("k"), limiter.secondsToWait("k"), limiter.secondsToWait("k")];
    expect(waits()).toEqual([0, 0, 1]);
    now = 500;
    expect(waits()).toEqual([0, 1, 1]);
    now = 60_000;
    expect(waits()).toEqual([0, 0, 1]);
  });

  it("forgets keys that are not used any more, and never remembers what is not a key", async () => {
    let now = 0;
    const limiter = new RateLimiter(2, () => now);
    for (let key = 0; key < 20_000; key += 1) {
      now += 1;
      limiter.secondsToWait(`k-${key}`);
    }
    expect(limiter.size).toBeLessThan(12_000);
    const before = limiter.size;
    const handler = withRateLimit(async () => ({ status: 401, headers: {}, body: "" }), limiter);
    const send = (authorization: string): Promise<unknown> =>
      handler({ method: "GET", target: "/", headers: { authorization } });
    await send("A".repeat(100_000));
    expect(limiter.size).toBe(before);
    await send(mintApiKey());
    expect(limiter.size).toBe(before + 1);
  });
});

describe("a stop", () => {
  it("is announced by readiness while requests are still answered, and lets none under way fail", async () => {
    await using sandbox = new Sandbox();
    const drainMs = 10 * (await startMs(sandbox));
    const server = await sandbox.serve([...MEMORY, "--operations-port", "0", "--drain-ms", String(drainMs)]);
    const entity = await oneEntity(server.provisioning, [{}]);
    const end = server.stop();
    await expect.poll(async () => (await fetch(`${server.operations}/readyz`)).status).toBe(503);
    expect((await fetch(`${server.operations}/healthz`)).status).toBe(200);
    expect((await list(server.list, entity)).status).toBe(200);
    expect(await end).toMatchObject({ code: 0, stderr: "" });
  });

  it("finishes a request whose headers are half sent, and closes its connection then", async () => {
    await using sandbox = new Sandbox();
    const server = await sandbox.serve([...MEMORY, "--log-level", "info"]);
    const { hostname, port } = new URL(server.list);
    const socket = connect(Number(port), hostname);
    socket.write("GET / HTTP/1.1\r\nHost: lists.example.com\r\n");
    await once(socket, "connect");
    // A second connection, answered: by then the server has read from the first too.
    expect((await fetch(server.list)).status).toBe(404);
    const stopping = new Promise((resolve) =>
      server.child.stderr?.on("data", (d) => /stopping/.test(String(d)) && resolve(0)),
    );
    const end = server.stop();
    await stopping;
    socket.write("\r\n");
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 404 .*connection: close/is);
    expect((await end).code).toBe(0);
  });
});
