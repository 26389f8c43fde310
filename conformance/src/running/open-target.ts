import { setTimeout as delay } from "node:timers/promises";
import type { Mode } from "../recording/recording.ts";
import { createFetchTransport } from "../transport/fetch-transport.ts";
import { createNodeTransport } from "../transport/node-transport.ts";
import { ThrottledSender, type Wait } from "../transport/throttled-sender.ts";
import { READ_BODY_BYTES, type Transport } from "../transport/wire.ts";
import { ConfigurationError } from "../verdict/configuration-error.ts";
import { collectionsGiven } from "./live-sessions/collection-options.ts";
import { modeOf } from "./mode.ts";
import type { ConformanceOptions } from "./options.ts";
import { type Prism, startPrism } from "./prism.ts";

/** A target to send requests to, and everything that has to be closed afterwards. */
export interface OpenTarget {
  readonly mode: Mode;
  readonly baseUrls: readonly string[];
  readonly sender: ThrottledSender;
  readonly provisioner: ThrottledSender | undefined;
  readonly wait: Wait;
  readonly document: Readonly<Record<string, unknown>>;
  /** Requests sent so far, those to the provisioner too. */
  requests(): number;
  close(): Promise<void>;
}

const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_MAX_REQUESTS = 1000;
const DEFAULT_RATE = 20;
const IN_PROCESS_URL = "http://in-process.invalid";

/** Waits by the clock; rejects when the signal aborts. */
const waitByClock: Wait = async (ms, signal) => {
  await delay(ms, undefined, { signal });
};

/** Opens what the options name. @throws ConfigurationError when they name no target, or contradict each other */
export async function openTarget(
  options: ConformanceOptions,
  document: Readonly<Record<string, unknown>>,
): Promise<OpenTarget> {
  const mode = checkedModeOf(options);
  checkFetch(options.fetch);
  const prism =
    mode === "mock" && options.baseUrl === undefined && !options.fetch ? await startPrism(document) : undefined;
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const baseUrls = baseUrlsOf(options, prism);
  const transport = options.fetch
    ? createFetchTransport(options.fetch, IN_PROCESS_URL, timeoutMs)
    : createNodeTransport(baseUrls, timeoutMs);
  const provisionerTransport = transportOfProvisioner(options, timeoutMs);
  const limits = {
    requestsPerSecond: options.requestsPerSecond ?? defaultRateFor(options, baseUrls),
    maxRequests: options.maxRequests ?? DEFAULT_MAX_REQUESTS,
  };
  const watched = watchedTransport(transport, () => options.onRequest?.(sender.sent));
  const sender = new ThrottledSender(watched, limits, waitByClock, () => performance.now());
  const unlimited = { requestsPerSecond: undefined, maxRequests: Number.POSITIVE_INFINITY };
  const provisioner =
    provisionerTransport && new ThrottledSender(provisionerTransport, unlimited, waitByClock, () => performance.now());
  return {
    mode,
    baseUrls,
    sender,
    provisioner,
    wait: waitByClock,
    document,
    requests: () => sender.sent + (provisioner?.sent ?? 0),
    close: async () => {
      transport.close();
      provisionerTransport?.close();
      await prism?.close();
    },
  };
}

function watchedTransport(transport: Transport, onSend: () => void): Transport {
  return {
    send: (request, signal) => {
      onSend();
      return transport.send(request, signal);
    },
    close: () => transport.close(),
  };
}

/** The mode of options that name a target in full. @throws ConfigurationError when they do not */
function checkedModeOf(options: ConformanceOptions): Mode {
  const mode = modeOf(options);
  const { own } = collectionsGiven(options);
  if (options.list && (mode !== "read-only" || own !== undefined)) {
    const other = mode === "mock" ? "mock" : mode === "provisioned" ? "provisioner" : "liveEntity";
    throw new ConfigurationError(`${other} is only for live sessions; a list of your own is judged read-only.`);
  }
  if (mode === "mock") return mode;
  if (options.baseUrl === undefined && !options.fetch) {
    throw new ConfigurationError("No target: give a base URL (--base-url), or --mock for the document's examples.");
  }
  if (mode === "read-only" && own === undefined && !options.list) {
    throw new ConfigurationError(
      "A real target needs --provisioner <url> (the suite makes its own data) or --live-entity <id> (it reads an entity that has sessions).",
    );
  }
  return mode;
}

/**
 * An app of Express, Koa or Fastify, and a server of Node, look like something to be asked, and are none: each request would fail
 * in the same way.
 *
 * @throws ConfigurationError for one of those
 */
function checkFetch(given: unknown): void {
  if (given === undefined) return;
  const isApp =
    (typeof given === "function" || (typeof given === "object" && given !== null)) &&
    "listen" in given &&
    typeof given.listen === "function";
  if (typeof given === "function" && !isApp) return;
  throw new ConfigurationError(
    isApp
      ? "fetch is an app or a server, not a function from Request to Response; give fetch: fetchFromNodeListener(app), for Koa fetchFromNodeListener(app.callback())."
      : `fetch must be a function from Request to Response, got ${typeof given}.`,
  );
}

function baseUrlsOf(options: ConformanceOptions, prism: Prism | undefined): readonly string[] {
  if (prism) return [prism.url];
  if (options.fetch) return [IN_PROCESS_URL];
  const urls = typeof options.baseUrl === "string" ? [options.baseUrl] : (options.baseUrl ?? []);
  for (const url of urls) checkUrl(url, "base URL");
  return urls;
}

// All that the provisioner made has to be known, however much it says of it.
function transportOfProvisioner(options: ConformanceOptions, timeoutMs: number): Transport | undefined {
  const { provisioner } = options;
  if (provisioner === undefined) return undefined;
  if (typeof provisioner === "function")
    return createFetchTransport(provisioner, IN_PROCESS_URL, timeoutMs, READ_BODY_BYTES);
  checkUrl(provisioner, "provisioner URL");
  return createNodeTransport([provisioner], timeoutMs, READ_BODY_BYTES);
}

/** Checks the URLs of a target that is not opened yet. @throws ConfigurationError */
export function checkUrls({ baseUrl, provisioner }: ConformanceOptions): void {
  for (const url of baseUrl === undefined ? [] : [baseUrl].flat()) checkUrl(url, "base URL");
  if (typeof provisioner === "string") checkUrl(provisioner, "provisioner URL");
}

/** @throws ConfigurationError when a URL is none that requests can be sent to */
function checkUrl(text: string, what: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new ConfigurationError(
      `The ${what} "${text}" is not an http or https URL; give one such as https://api.example.com or http://127.0.0.1:8080/prefix.`,
    );
  }
  if (url.username !== "" || url.password !== "")
    throw new ConfigurationError(`The ${what} holds a user name or password; send credentials by a header (--header).`);
  if (url.search !== "" || url.hash !== "")
    throw new ConfigurationError(
      `The ${what} "${text}" has a query or fragment; give only scheme, host and path prefix.`,
    );
}

function defaultRateFor(options: ConformanceOptions, baseUrls: readonly string[]): number | undefined {
  if (options.fetch) return undefined;
  return baseUrls.every(isLoopback) ? undefined : DEFAULT_RATE;
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
