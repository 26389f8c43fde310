import { setTimeout as delay } from "node:timers/promises";
import { UsageError } from "../cli-error.ts";
import type { RequestListener } from "../request-listener.ts";
import { withSpans } from "./request-spans.ts";
import { batchingOf, isExported, samplerOf } from "./standard-variables.ts";

const PACKAGES = ["api@1", "core@3", "exporter-trace-otlp-http@0.301", "resources@3", "sdk-trace@3"];
const SERVICE_NAME = "live-sessions-server";
const SCOPE = "@live-sessions/reference-server";
// A collector that does not answer must not keep a process that was told to stop.
const FLUSH_MS = 3_000;

/** Spans of the requests for lists, and the way out for them. */
export interface Telemetry {
  /** Makes a span of each request for a list. */
  trace(listener: RequestListener): RequestListener;
  /** Exports what has not been exported, for three seconds at the most. */
  shutdown(): Promise<void>;
}

/**
 * Loads OpenTelemetry and exports by OTLP over HTTP, in JSON. The standard variables of the process's environment say where to and
 * how: `OTEL_EXPORTER_OTLP_*`, `OTEL_SERVICE_NAME`, `OTEL_RESOURCE_ATTRIBUTES`, `OTEL_TRACES_SAMPLER`, `OTEL_BSP_*`.
 *
 * @param onError told of spans that could not be exported
 * @returns undefined when `OTEL_SDK_DISABLED` or `OTEL_TRACES_EXPORTER=none` says so
 * @throws {UsageError} when its packages are not installed, or a variable asks for what is not there
 */
export async function openTelemetry(onError: (error: unknown) => void): Promise<Telemetry | undefined> {
  const { api, core, exporter, resources, sdk } = await load();
  if (!isExported(core)) return undefined;
  // Of the whole process: the exporter tells nobody else.
  core.setGlobalErrorHandler(onError);
  const provider = new sdk.TracerProvider({
    resource: resources
      .defaultResource()
      .merge(resources.resourceFromAttributes({ "service.name": SERVICE_NAME }))
      .merge(resources.detectResources({ detectors: [resources.envDetector] })),
    sampler: samplerOf(sdk, core),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new exporter.OTLPTraceExporter(), ...batchingOf(core) })],
  });
  const tracer = provider.getTracer(SCOPE);
  return {
    trace: (listener) =>
      withSpans(listener, tracer, (traceparent) => {
        const parent = traceparent === undefined ? null : core.parseTraceParent(traceparent);
        return parent ? api.trace.setSpanContext(api.ROOT_CONTEXT, { ...parent, isRemote: true }) : api.ROOT_CONTEXT;
      }),
    shutdown: async () => {
      const flushed = provider.shutdown().then(() => true);
      const isFlushed = await Promise.race([flushed, delay(FLUSH_MS, false, { ref: false })]).catch(onError);
      if (isFlushed === false) onError(new Error("The collector did not take the last spans in time."));
    },
  };
}

interface Loaded {
  readonly api: typeof import("@opentelemetry/api");
  readonly core: typeof import("@opentelemetry/core");
  readonly exporter: typeof import("@opentelemetry/exporter-trace-otlp-http");
  readonly resources: typeof import("@opentelemetry/resources");
  readonly sdk: typeof import("@opentelemetry/sdk-trace");
}

// Loaded only when asked for: they take 80 ms and 26 MB.
async function load(): Promise<Loaded> {
  try {
    const [api, core, exporter, resources, sdk] = await Promise.all([
      import("@opentelemetry/api"),
      import("@opentelemetry/core"),
      import("@opentelemetry/exporter-trace-otlp-http"),
      import("@opentelemetry/resources"),
      import("@opentelemetry/sdk-trace"),
    ]);
    return { api, core, exporter, resources, sdk };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND")) throw error;
    const packages = PACKAGES.map((name) => `@opentelemetry/${name}`).join(" ");
    throw new UsageError(`opentelemetry is on, but its packages are missing: npm install ${packages}`);
  }
}
