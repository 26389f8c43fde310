import { createHmac } from "node:crypto";

/** The stream that the entity has. */
export const STREAM = "live_EXAMPLEKEY01";

/** Payloads of one kind of media server, of a connection and, where it names it, the stream. */
export interface Recorded {
  readonly name: string;
  readonly start: (connection: string, stream?: string) => string;
  readonly signal?: (connection: string) => string;
  readonly end: (connection: string) => string;
  /** What is answered to a start and to an end. */
  readonly yes: readonly [start: readonly [number, string], end: readonly [number, string]];
  /** And to the start of a stream that nobody knows. */
  readonly no: readonly [number, RegExp];
  readonly headers?: (body: string, key: string) => Record<string, string>;
  readonly players?: readonly string[];
}

const srs = (action: string, client_id: string, stream = STREAM, more: object = {}): string =>
  JSON.stringify({
    ...{
      server_id: "vid-0xk989d",
      service_id: "382k345j",
      action,
      client_id,
      ip: "192.0.2.7",
      vhost: "__defaultVhost__",
    },
    ...{ app: "live", tcUrl: "rtmp://ingest.example.com/live", stream, param: "", stream_url: `/live/${stream}` },
    ...{ stream_id: "vid-124q9y3", ...more },
  });

/** A form of nginx-rtmp. */
export const rtmp = (call: string, clientid: string, stream: string = STREAM, more: string = ""): string =>
  `app=live&flashver=FMLE/3.0%20(compatible%3B%20Lavf59.27&swfurl=&tcurl=rtmp%3A%2F%2F127.0.0.1%3A1935%2Flive&pageurl=&addr=127.0.0.1&clientid=${clientid}&call=${call}${more}&name=${stream}`;

/** A request of OvenMediaEngine. */
export const ome = (status: string, port: string, stream: string = STREAM, direction: string = "incoming"): string =>
  JSON.stringify({
    client: { address: "192.0.2.43", port: Number(port), real_ip: "192.0.2.43", user_agent: "OBS-Studio/29.1" },
    request: {
      ...{ direction, protocol: "rtmp", status, url: `rtmp://ingest.example.com:1935/app/${stream}?quality=1` },
      time: "2026-01-01T13:45:00.000Z",
    },
  });

/** As each documents them; those of nginx-rtmp as a real one sent them. */
export const RECORDED_HOOKS: readonly Recorded[] = [
  {
    name: "srs",
    start: (client, stream) => srs("on_publish", client, stream),
    signal: (client) => srs("on_hls", client, STREAM, { duration: 9.36, file: "./objs/live/1.ts", seq_no: 1 }),
    end: (client) => srs("on_unpublish", client),
    yes: [
      [200, "0"],
      [200, "0"],
    ],
    no: [404, /message/],
    players: [srs("on_play", "p1"), srs("on_stop", "p1"), srs("on_connect", "p1")],
  },
  {
    name: "nginx-rtmp",
    start: (client, stream) => rtmp("publish", client, stream, "&type=live"),
    signal: (client) => rtmp("update_publish", client, STREAM, "&time=10&timestamp=9920"),
    end: (client) => rtmp("publish_done", client),
    yes: [
      [200, "ok"],
      [200, "ok"],
    ],
    no: [404, /message/],
    players: [rtmp("play", "9"), rtmp("play_done", "9"), rtmp("update_play", "9")],
  },
  {
    name: "ovenmediaengine",
    start: (client, stream) => ome("opening", client, stream),
    end: (client) => ome("closing", client),
    yes: [
      [200, '{"allowed":true}'],
      [200, "{}"],
    ],
    no: [200, /^\{"allowed":false,"reason":"/],
    headers: (body, key) => ({
      "content-type": "application/json",
      "x-ome-signature": createHmac("sha1", key).update(body).digest("base64url"),
    }),
    players: [ome("opening", "29291", STREAM, "outgoing"), ome("closing", "29291", STREAM, "outgoing")],
  },
  {
    name: "ant-media",
    start: (_, stream = STREAM) => `id=${stream}&action=liveStreamStarted&streamName=&category=`,
    signal: () => JSON.stringify({ id: STREAM, action: "liveStreamStatus", streamName: null, category: null }),
    end: () => JSON.stringify({ id: STREAM, action: "liveStreamEnded", streamName: null, category: null }),
    yes: [
      [200, "ok"],
      [200, "ok"],
    ],
    no: [404, /message/],
    players: [`id=${STREAM}&action=vodReady&vodName=a.mp4&vodId=1`],
  },
  {
    name: "mediamtx",
    start: (source, stream = STREAM) => `event=start&path=live/${stream}&source=${source}`,
    signal: (source) => `event=signal&path=live/${STREAM}&source=${source}`,
    end: (source) => `event=end&path=live/${STREAM}&source=${source}`,
    yes: [
      [200, "ok"],
      [200, "ok"],
    ],
    no: [404, /message/],
  },
];
