import { createHmac, timingSafeEqual } from "node:crypto";
import {
  InvalidInput,
  type PlainRequest,
  type PlainResponse,
  parseName,
  parseObject,
} from "@live-sessions/provisioning";

/** What a hook tells; `other`: of something that is not a session's, such as a player. */
export interface HookEvent {
  readonly kind: "start" | "signal" | "end" | "other";
  /** The stream with what comes before it in its address, such as `live/name`. */
  readonly stream: string;
  /** What the media server calls the connection: the same at the start and at the end of one signal. */
  readonly source: string;
}

/** The hooks of one kind of media server. */
export interface MediaServer {
  /** @throws {InvalidInput} for what no such server sends */
  parse(body: string): HookEvent;
  /** Whether the request is signed as it should be. Default: its key alone counts. */
  isSigned?(headers: PlainRequest["headers"], body: string, key: string): boolean;
  /** What it takes for a yes. */
  readonly yes: (event: HookEvent) => PlainResponse;
  /** What it takes for a no, where that is not the status of an error. */
  readonly no?: (event: HookEvent, message: string) => PlainResponse;
}

const answer = (type: string, body: string): PlainResponse => ({
  status: 200,
  headers: { "content-type": type, "cache-control": "no-store" },
  body,
});

/** https://ossrs.io/lts/en-us/docs/v6/doc/http-callback: JSON; an answer of 200 and `0` is a yes. */
const SRS: MediaServer = {
  parse: (text) => {
    const { action, app, stream, client_id } = parseJson(text);
    return {
      kind: kindOf(action, { on_publish: "start", on_hls: "signal", on_unpublish: "end" }),
      stream: `${app}/${parseName(stream, "/stream")}`,
      source: String(client_id),
    };
  },
  yes: () => answer("text/plain", "0"),
};

/** https://github.com/arut/nginx-rtmp-module/wiki/Directives#notify: a form; each 2xx is a yes. */
const NGINX_RTMP: MediaServer = {
  parse: (text) => {
    const form = new URLSearchParams(text);
    return {
      kind: kindOf(form.get("call"), { publish: "start", update_publish: "signal", publish_done: "end" }),
      stream: `${form.get("app")}/${parseName(form.get("name"), "/name")}`,
      source: String(form.get("clientid")),
    };
  },
  yes: () => answer("text/plain", "ok"),
};

/** https://docs.ovenmediaengine.com/access-control/admission-webhooks: JSON, signed with its `SecretKey`, which is the API key. */
const OVEN_MEDIA_ENGINE: MediaServer = {
  parse: (text) => {
    const { client, request } = parseJson(text);
    const { address, port } = parseObject(client, "/client");
    const { direction, status, url } = parseObject(request, "/request");
    const kind = direction === "incoming" ? kindOf(status, { opening: "start", closing: "end" }) : "other";
    return { kind, stream: pathOf(url), source: `${address}:${port}` };
  },
  isSigned: ({ "x-ome-signature": given }, body, key) => {
    const right = createHmac("sha1", key).update(body).digest("base64url");
    return typeof given === "string" && isSame(given.replace(/=+$/, ""), right);
  },
  yes: ({ kind }) => answer("application/json", kind === "end" ? "{}" : '{"allowed":true}'),
  no: ({ kind }, reason) =>
    answer("application/json", kind === "end" ? "{}" : JSON.stringify({ allowed: false, reason })),
};

/** https://antmedia.io/docs/guides/advanced-usage/webhooks: a form or JSON. It takes no answer for a no. */
const ANT_MEDIA: MediaServer = {
  parse: (text) => {
    const { action, id } = text.startsWith("{") ? parseJson(text) : Object.fromEntries(new URLSearchParams(text));
    const kinds = { liveStreamStarted: "start", liveStreamStatus: "signal", liveStreamEnded: "end" } as const;
    const stream = parseName(id, "/id");
    return { kind: kindOf(action, kinds), stream, source: stream };
  },
  yes: () => answer("text/plain", "ok"),
};

/** https://mediamtx.org/docs/usage/hooks: a command of ours sends this form. */
const MEDIA_MTX: MediaServer = {
  parse: (text) => {
    const form = new URLSearchParams(text);
    return {
      kind: kindOf(form.get("event"), { start: "start", signal: "signal", end: "end" }),
      stream: parseName(form.get("path"), "/path"),
      source: String(form.get("source")),
    };
  },
  yes: () => answer("text/plain", "ok"),
};

/** By the name that stands in the path of the hook. */
export const MEDIA_SERVERS: ReadonlyMap<string, MediaServer> = new Map([
  ["srs", SRS],
  ["nginx-rtmp", NGINX_RTMP],
  ["ovenmediaengine", OVEN_MEDIA_ENGINE],
  ["ant-media", ANT_MEDIA],
  ["mediamtx", MEDIA_MTX],
]);

function kindOf(event: unknown, kinds: Readonly<Record<string, HookEvent["kind"]>>): HookEvent["kind"] {
  return typeof event === "string" && Object.hasOwn(kinds, event) ? (kinds[event] ?? "other") : "other";
}

function parseJson(text: string): Readonly<Record<string, unknown>> {
  try {
    return parseObject(JSON.parse(text), "");
  } catch (error) {
    throw error instanceof InvalidInput ? error : new InvalidInput("", "a JSON object");
  }
}

// `rtmp://host:1935/app/stream?query`: the path alone, which may be escaped.
function pathOf(url: unknown): string {
  const [, path = ""] = /^[a-z]+:\/\/[^/]*\/([^?]*)/i.exec(String(url)) ?? [];
  return parseName(path.replace(/\/$/, ""), "/request/url");
}

function isSame(given: string, right: string): boolean {
  return given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right));
}
