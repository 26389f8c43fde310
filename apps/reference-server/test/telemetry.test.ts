import { describe, expect, it } from "vitest";
import { Collector } from "./collector.ts";
import { Sandbox, type Serving } from "./program.ts";
import { list, type OneEntity, oneEntity, provision } from "./scenario.ts";

const ON = ["--database", ":memory:", "--opentelemetry", "on"];
const ROUTE = "/v1/live_entities/{id}/live_sessions";
const TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT = "b7ad6b7169203331";
// Longer than any test: what is there before was exported by a stop.
const ONLY_AT_A_STOP = { OTEL_BSP_SCHEDULE_DELAY: "600000" };

/** Serves with a collector, answers one request, and stops. */
async function exported(variables: Record<string, string>, headers: Record<string, string> = {}): Promise<Collector> {
  await using sandbox = new Sandbox();
  const collector = await Collector.open();
  const server = await sandbox.serve(ON, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...variables });
  expect((await list(server.list, await oneEntity(server.provisioning, []), "", headers)).status).toBe(200);
  expect(await server.stop()).toMatchObject({ code: 0, stderr: "" });
  return collector;
}

function attributes(server: Serving, method: string, status: number): object {
  return {
    "http.request.method": method,
    "http.route": ROUTE,
    "http.response.status_code": status,
    "url.scheme": "http",
    "server.address": "127.0.0.1",
    "server.port": Number(new URL(server.list).port),
  };
}

describe("with OpenTelemetry, each request for a list", () => {
  it("is a server span after the conventions for HTTP, exported at a stop at the latest", async () => {
    await using sandbox = new Sandbox();
    await using collector = await Collector.open();
    const server = await sandbox.serve(ON, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...ONLY_AT_A_STOP });
    const entity = await oneEntity(server.provisioning, [{ stream_key: "live_SECRET" }]);
    const head = { method: "HEAD", headers: { authorization: entity.authorization } };
    const path = `/v1/live_entities/${entity.entityId}/live_sessions`;
    expect((await list(server.list, entity, "?page_size=7")).status).toBe(200);
    expect((await fetch(server.list + path, head)).status).toBe(200);
    expect((await list(server.list, { ...entity, entityId: "unknown-id" })).status).toBe(404);
    expect((await list(server.list, { ...entity, authorization: "wrong-key" })).status).toBe(401);
    await provision(server.provisioning, "POST", `/live_entities/${entity.entityId}/faults`);
    expect((await list(server.list, entity)).status).toBe(500);
    expect((await fetch(`${server.list}/other`)).status).toBe(404);
    expect(collector.bodies).toEqual([]);
    expect(await server.stop()).toMatchObject({ code: 0, stderr: "" });
    const seen = collector.spans.map(({ name, kind, attributes, status }) => ({ name, kind, attributes, status }));
    const get = { name: `GET ${ROUTE}`, kind: 2, status: { code: 0 } };
    expect(seen).toEqual([
      { ...get, attributes: attributes(server, "GET", 200) },
      { ...get, name: `HEAD ${ROUTE}`, attributes: attributes(server, "HEAD", 200) },
      { ...get, attributes: attributes(server, "GET", 404) },
      { ...get, attributes: attributes(server, "GET", 401) },
      { ...get, attributes: { ...attributes(server, "GET", 500), "error.type": "500" }, status: { code: 2 } },
    ]);
    expectNothingOf(collector, entity);
  });

  it("continues the trace of its traceparent, and otherwise begins one", async () => {
    await using sandbox = new Sandbox();
    await using collector = await Collector.open();
    const server = await sandbox.serve(ON, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    const entity = await oneEntity(server.provisioning, []);
    const send = (traceparent: string): Promise<Response> => list(server.list, entity, "", { traceparent });
    await send(`00-${TRACE}-${PARENT}-01`);
    await send(`00-${TRACE}-${PARENT}-00`);
    for (const broken of ["", "none", `00-${"0".repeat(32)}-${PARENT}-01`, `00-${TRACE}-${PARENT}`]) await send(broken);
    await server.stop();
    const [continued, ...begun] = collector.spans;
    expect([continued?.traceId, continued?.parentSpanId]).toEqual([TRACE, PARENT]);
    // The one that is not sampled is not exported.
    expect(begun).toHaveLength(4);
    for (const { traceId, parentSpanId } of begun)
      expect([traceId === TRACE, parentSpanId]).toEqual([false, undefined]);
  });

  it("is exported while the server runs, too", async () => {
    await using sandbox = new Sandbox();
    await using collector = await Collector.open();
    const variables = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: "1" };
    const server = await sandbox.serve(ON, variables);
    await list(server.list, await oneEntity(server.provisioning, []));
    await expect.poll(() => collector.spans.length).toBe(1);
  });
});

describe("the standard variables of OpenTelemetry", () => {
  it("say where to, with what, and of whom", async () => {
    await using collector = await exported({
      OTEL_EXPORTER_OTLP_HEADERS: "x-tenant=mine",
      OTEL_SERVICE_NAME: "lists",
      OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=test",
    });
    expect([collector.paths, collector.headers[0]?.["x-tenant"]]).toEqual([["/v1/traces"], "mine"]);
    expect(collector.resource).toMatchObject({ "service.name": "lists", "deployment.environment.name": "test" });
  });

  it("are not needed for the service's name", async () => {
    await using collector = await exported({});
    expect(collector.resource).toMatchObject({ "service.name": "live-sessions-server" });
  });

  it.each<[Record<string, string>, number]>([
    [{ OTEL_SDK_DISABLED: "true" }, 0],
    [{ OTEL_TRACES_EXPORTER: "none" }, 0],
    [{ OTEL_TRACES_SAMPLER: "always_off" }, 0],
    [{ OTEL_TRACES_SAMPLER: "always_on" }, 1],
    [{ OTEL_TRACES_SAMPLER: "parentbased_always_off" }, 1],
    [{ OTEL_TRACES_SAMPLER: "traceidratio", OTEL_TRACES_SAMPLER_ARG: "0" }, 0],
    [{ OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "0" }, 1],
    [{ OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/json", OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }, 1],
  ])("%j let %d spans of a sampled trace out", async (variables, count) => {
    await using collector = await exported(variables, { traceparent: `00-${TRACE}-${PARENT}-01` });
    expect(collector.spans).toHaveLength(count);
  });

  it.each([
    [{ OTEL_TRACES_SAMPLER: "some" }, /OTEL_TRACES_SAMPLER must be /],
    [{ OTEL_TRACES_EXPORTER: "zipkin" }, /OTEL_TRACES_EXPORTER must be otlp or none/],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: "not a URL" }, /OTEL_EXPORTER_OTLP_ENDPOINT must be a URL/],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "127.0.0.1:4318" }, /OTEL_EXPORTER_OTLP_TRACES_ENDPOINT must be a URL/],
    [{ OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }, /OTEL_EXPORTER_OTLP_PROTOCOL must be http\/json, got "grpc"/],
    [{ LIVE_SESSIONS_OPENTELEMETRY: "yes" }, /LIVE_SESSIONS_OPENTELEMETRY must be on or off, got "yes"/],
  ])("that ask for what is not there, as %j, are refused with exit code 2", async (variables, sentence) => {
    await using sandbox = new Sandbox();
    const environment = { LIVE_SESSIONS_OPENTELEMETRY: "on", ...variables };
    const { code, stderr } = await sandbox.run(["serve", "--database", ":memory:", "--port", "0"], environment);
    expect([code, stderr]).toEqual([2, expect.stringMatching(sentence)]);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});

describe("a collector", () => {
  it.each([
    ["refuses", 400],
    ["never answers", "never"],
  ] as const)("that %s keeps no request and no stop", async (_, status) => {
    await using sandbox = new Sandbox();
    await using collector = await Collector.open(status);
    const secret = { OTEL_EXPORTER_OTLP_HEADERS: "x-key=SECRET" };
    const server = await sandbox.serve(ON, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...secret });
    expect((await list(server.list, await oneEntity(server.provisioning, []))).status).toBe(200);
    const { code, stderr } = await server.stop();
    expect([code, collector.spans.length]).toEqual([0, 1]);
    expect(stderr).not.toContain("SECRET");
    expect(JSON.parse(stderr)).toMatchObject({ level: "warn", msg: "spans were not exported" });
  });
});

describe("where the packages of OpenTelemetry are not installed", () => {
  const hidden = { NODE_OPTIONS: `--import=${new URL("without-opentelemetry.ts", import.meta.url).href}` };

  it("the setting is refused with exit code 2 and what to install", async () => {
    await using sandbox = new Sandbox();
    expect(await sandbox.run(["serve", "--port", "0", ...ON], hidden)).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(
        /^live-sessions-server: opentelemetry is on, .*: npm install @opentelemetry\/api@1 .+\n$/,
      ),
    });
  });

  it("a server without the setting serves: it loads none of them", async () => {
    await using sandbox = new Sandbox();
    const server = await sandbox.serve(["--database", ":memory:"], hidden);
    expect((await list(server.list, await oneEntity(server.provisioning, []))).status).toBe(200);
  });
});

function expectNothingOf(collector: Collector, { authorization, entityId }: OneEntity): void {
  const secrets = [authorization, entityId, "live_SECRET", "unknown-id", "wrong-key", "page_size"];
  for (const secret of secrets) expect(collector.bodies.join("")).not.toContain(secret);
}
