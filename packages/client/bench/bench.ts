import { setTimeout as wait } from "node:timers/promises";
import { createLiveSessionsClient, type LiveSessionPage } from "@live-sessions/client";
import ky from "ky";
import createClient from "openapi-fetch";
import { printBundles } from "./bundles.ts";
import { loadRedoclyClient, withRedoclySource } from "./redocly-client.ts";
import { printRatios, sideBySide } from "./side-by-side.ts";
import { withServer } from "./with-server.ts";

const authorization = "uap-00000000000000000000000000000000-00000000";
const headers = { authorization };
const id = "00000000-0000-4000-8000-00000000000e";
const path = `/v1/live_entities/${id}/live_sessions`;

/** Requests in a row: few, so that the contenders alternate faster than the machine's mood. */
const block = 20;

const redocly = await withRedoclySource(async (source) => {
  await printBundles(source);
  return loadRedoclyClient(source);
});
redocly.auth.apiKey("apiKey", authorization);

await withServer(0, async (baseUrl) => {
  const client = createLiveSessionsClient({ baseUrl, authorization });
  redocly.configure({ serverUrl: baseUrl });
  const other = createClient({ baseUrl, headers });
  const repeated = (run: () => Promise<unknown>) => async () => {
    for (let count = 0; count < block; count++) await run();
  };
  for (const pageSize of [20, 100]) {
    const url = `${baseUrl}${path}?page_size=${pageSize}`;
    const query = { page_size: pageSize };
    const pages = await sideBySide(
      {
        "fetch and json()": repeated(async () => (await fetch(url, { headers })).json()),
        "openapi-fetch": repeated(() => other.GET(path as never, { params: { query } } as never)),
        "this client": repeated(() => client.listLiveSessions(id, { pageSize })),
        "Redocly's generated client": repeated(() => redocly.listLiveSessions({ path: { id }, query })),
        ky: repeated(() => ky.get(url, { headers }).json()),
      },
      101,
    );
    printRatios(
      `One page of ${pageSize} (budget for this client 1.20 x)`,
      pages,
      (ms) => `${((ms / block) * 1000).toFixed(0)} us`,
    );
  }

  const walks = await sideBySide(
    {
      "fetch and json(), tokens by hand": () =>
        walkByHand(async (url) => (await fetch(baseUrl + url, { headers })).json()),
      "openapi-fetch, tokens by hand": () =>
        walkByHand(async (url) => (await other.GET(url as never)).data as unknown as LiveSessionPage),
      "this client": () => drain(client.liveSessions(id)),
      "this client with prefetch": () => drain(client.liveSessions(id, { prefetch: true })),
      "Redocly's generated client": () =>
        drain(redocly.listLiveSessions.items({ path: { id }, query: { page_size: 100 } })),
      "ky, tokens by hand": () => walkByHand((url) => ky.get(baseUrl + url, { headers }).json()),
    },
    7,
  );
  printRatios("10,000 sessions, no round trip, no work", walks, (ms) => `${ms.toFixed(0)} ms`);
});

await withServer(20, async (baseUrl) => {
  const client = createLiveSessionsClient({ baseUrl, authorization });
  for (const workMs of [5, 20]) {
    const waiting = () => wait(workMs);
    const contenders = {
      "no prefetch": () => drainPages(waiting, false),
      "prefetch, a consumer that waits": () => drainPages(waiting, true),
      "prefetch, a consumer that computes": () => drainPages(() => compute(workMs), true),
    };
    const times = await sideBySide(contenders, 3);
    const [without = Number.NaN] = times.values();
    process.stdout.write(
      `\n40 pages, 20 ms round trip, ${workMs} ms of work a page (budget ${workMs === 5 ? 1.2 : 1.8} x)\n`,
    );
    for (const [name, ms] of times) {
      process.stdout.write(
        `  ${name.padEnd(44)}${`${ms.toFixed(0)} ms`.padStart(12)}${(without / ms).toFixed(2).padStart(8)} x as fast\n`,
      );
    }
  }

  async function drainPages(work: () => unknown, prefetch: boolean): Promise<void> {
    for await (const _ of client.liveSessionPages(id, { prefetch, maxPages: 40 })) await work();
  }
});

async function drain(sessions: AsyncIterable<unknown>): Promise<void> {
  let count = 0;
  for await (const _ of sessions) count++;
  if (count !== 10_000) throw new Error(`The walk gave ${count} sessions.`);
}

async function walkByHand(read: (url: string) => Promise<LiveSessionPage>): Promise<void> {
  async function* sessions(): AsyncGenerator<unknown> {
    for (let token: string | null | undefined = "0"; token; ) {
      const page: LiveSessionPage = await read(`${path}?page_size=100&page_token=${token}`);
      yield* page.data;
      token = page.next_page_token;
    }
  }
  await drain(sessions());
}

function compute(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until; );
}
