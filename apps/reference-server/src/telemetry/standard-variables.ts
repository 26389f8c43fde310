import type { BatchSpanProcessorOptions, Sampler } from "@opentelemetry/sdk-trace";
import { UsageError } from "../cli-error.ts";

type Sdk = typeof import("@opentelemetry/sdk-trace");
type Core = typeof import("@opentelemetry/core");

const SAMPLER = /^(parentbased_)?(always_on|always_off|traceidratio)$/;

/**
 * Whether spans are exported at all, by `OTEL_SDK_DISABLED` and `OTEL_TRACES_EXPORTER`.
 *
 * @throws {UsageError} for an exporter or a protocol that is not there, and for an endpoint that is not a URL
 */
export function isExported({ getBooleanFromEnv, getStringFromEnv }: Core): boolean {
  const exporter = getStringFromEnv("OTEL_TRACES_EXPORTER") ?? "otlp";
  if (getBooleanFromEnv("OTEL_SDK_DISABLED") || exporter === "none") return false;
  if (exporter !== "otlp") throw new UsageError("OTEL_TRACES_EXPORTER must be otlp or none.");
  assertEndpoints(getStringFromEnv);
  for (const variable of ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL"]) {
    const protocol = getStringFromEnv(variable);
    if (protocol === "http/json") return true;
    if (protocol !== undefined) throw new UsageError(`${variable} must be http/json, got ${JSON.stringify(protocol)}.`);
  }
  return true;
}

// The exporter would take its default in silence. The value is not shown: it may hold a password.
function assertEndpoints(getStringFromEnv: Core["getStringFromEnv"]): void {
  for (const variable of ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"]) {
    const endpoint = getStringFromEnv(variable);
    if (endpoint !== undefined && !(/^https?:/.test(endpoint) && URL.canParse(endpoint))) {
      throw new UsageError(`${variable} must be a URL such as http://127.0.0.1:4318.`);
    }
  }
}

/**
 * The sampler that `OTEL_TRACES_SAMPLER` names, by default `parentbased_always_on`.
 *
 * @throws {UsageError} for one that the specification does not name
 */
export function samplerOf(sdk: Sdk, { getNumberFromEnv, getStringFromEnv }: Core): Sampler {
  const name = getStringFromEnv("OTEL_TRACES_SAMPLER") ?? "parentbased_always_on";
  const [, isParentBased, kind] = SAMPLER.exec(name) ?? [];
  if (kind === undefined) {
    throw new UsageError("OTEL_TRACES_SAMPLER must be [parentbased_]always_on, always_off or traceidratio.");
  }
  const root = rootSampler(sdk, kind, getNumberFromEnv("OTEL_TRACES_SAMPLER_ARG"));
  return isParentBased === undefined ? root : new sdk.ParentBasedSampler({ root });
}

function rootSampler(sdk: Sdk, kind: string, ratio: number | undefined): Sampler {
  if (kind === "traceidratio") return new sdk.TraceIdRatioBasedSampler(ratio ?? 1);
  return kind === "always_on" ? new sdk.AlwaysOnSampler() : new sdk.AlwaysOffSampler();
}

/** How spans are put together for export, by `OTEL_BSP_*`. */
export function batchingOf({ getNumberFromEnv }: Core): Omit<BatchSpanProcessorOptions, "exporter"> {
  const given = {
    scheduledDelayMillis: getNumberFromEnv("OTEL_BSP_SCHEDULE_DELAY"),
    exportTimeoutMillis: getNumberFromEnv("OTEL_BSP_EXPORT_TIMEOUT"),
    maxQueueSize: getNumberFromEnv("OTEL_BSP_MAX_QUEUE_SIZE"),
    maxExportBatchSize: getNumberFromEnv("OTEL_BSP_MAX_EXPORT_BATCH_SIZE"),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
