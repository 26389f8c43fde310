// The budgets of the server, measured: ratios side by side in one run, median of alternating rounds.
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { compare, figure, line, type Measure, median } from "./compare.ts";
import { type BenchData, fillFiles } from "./data.ts";
import { DEEP_SESSIONS, fillDeep } from "./deep-data.ts";
import { get, load, times } from "./load.ts";
import { startPostgres } from "./postgres.ts";
import { type BenchServer, pinLoad, startPrism, startServer, startWriter } from "./servers.ts";

const PAGES = 5_000;
const MANY = 300_000;
const MAIN = "../dist/main.js";

process.stdout.write(
  `${availableParallelism()} cores; rates are answers a second of the server's own processor time\n`,
);
const folder = mkdtempSync(join(tmpdir(), "live-sessions-bench-"));
try {
  const data = fillFiles(join(folder, "ours.sqlite"), join(folder, "plain.sqlite"));
  const ours = await startServer(MAIN, ["serve", "--port", "0", "--database", join(folder, "ours.sqlite")]);
  const plain = await startServer("plain-server.ts", [join(folder, "plain.sqlite")]);
  const bare = await startServer("bare-server.ts", []);
  const others = { fastify: await startServer("fastify-server.ts", [join(folder, "plain.sqlite")]) };
  pinLoad();
  for (const size of [20, 100]) await comparePages(data, size, ours, plain, bare);
  await compareRepeated(data, ours, bare);
  await compareWhileWriting(data, ours, bare, join(folder, "ours.sqlite"));
  await compareOthers(data, ours, others.fastify);
  await comparePrice(data, ours);
  await compareMemory(data, folder);
  await compareDepth(join(folder, "deep.sqlite"));
  await comparePostgres(data, ours);
  for (const server of [ours, plain, bare, others.fastify]) await server.stop();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function target(data: BenchData, size: number, depth: number): string {
  const token = depth === 0 ? "" : `&page_token=${data.token(depth)}`;
  return `/v1/live_entities/${data.entityId}/live_sessions?page_size=${size}${token}`;
}

function distinctPages(data: BenchData, size: number): string[] {
  return Array.from({ length: PAGES }, (_, page) => get(target(data, size, 1 + page * size), data.authorization));
}

// Answers a second of the server's own processor time: what a core gives, also while others use the machine.
function measure(server: BenchServer, requests: readonly string[], status = 200): Measure {
  return async () => {
    const before = server.processorSeconds();
    const answers = await load(server.port, requests, { status });
    return answers / (server.processorSeconds() - before);
  };
}

// PostgreSQL works in processes of its own, so there the clock counts, and the load leaves them what it does not need itself.
function measureByClock(server: BenchServer, requests: readonly string[]): Measure {
  return async () => load(server.port, requests, { staysAwake: false });
}

/** Gives the bare server what ours answers to the request. */
async function copyPage(data: BenchData, size: number, ours: BenchServer, bare: BenchServer): Promise<string> {
  const page = await fetch(`http://127.0.0.1:${ours.port}${target(data, size, 5)}`, {
    headers: { authorization: data.authorization },
  });
  await fetch(`http://127.0.0.1:${bare.port}/`, { method: "PUT", body: await page.text() });
  return page.headers.get("etag") ?? "";
}

async function comparePages(
  data: BenchData,
  size: number,
  ours: BenchServer,
  plain: BenchServer,
  bare: BenchServer,
): Promise<void> {
  const pages = distinctPages(data, size);
  await compare(`${size} sessions, distinct pages, to plain`, 2, measure(ours, pages), measure(plain, pages));
  await copyPage(data, size, ours, bare);
  const budget = size === 20 ? 0.25 : 0.18;
  await compare(`${size} sessions, distinct pages, to bare`, budget, measure(ours, pages), measure(bare, pages));
}

async function compareRepeated(data: BenchData, ours: BenchServer, bare: BenchServer): Promise<void> {
  for (const [size, budget] of [
    [20, 0.5],
    [100, 0.7],
  ] as const) {
    const etag = await copyPage(data, size, ours, bare);
    const page = [get(target(data, size, 5), data.authorization)];
    await compare(`${size} sessions, one page again, to bare`, budget, measure(ours, page), measure(bare, page));
    if (size === 100) continue;
    const conditional = [get(target(data, size, 5), data.authorization, `If-None-Match: ${etag}\r\n`)];
    await compare("304, to bare", 0.7, measure(ours, conditional, 304), measure(bare, conditional, 304));
  }
}

// Another process begins a session of another entity every 10 ms: no list that is asked for changes.
async function compareWhileWriting(data: BenchData, ours: BenchServer, bare: BenchServer, file: string): Promise<void> {
  const writer = await startWriter(file);
  for (const [size, budget] of [
    [20, 0.5],
    [100, 0.7],
  ] as const) {
    await copyPage(data, size, ours, bare);
    const page = [get(target(data, size, 5), data.authorization)];
    const title = `${size} sessions, one page again next to a writer, to bare`;
    await compare(title, budget, measure(ours, page), measure(bare, page));
  }
  const pages = distinctPages(data, 20);
  const during = await measure(ours, pages)();
  await writer.stop();
  figure("20 sessions, distinct pages, next to a writer to without", during / (await measure(ours, pages)()));
}

async function compareOthers(data: BenchData, ours: BenchServer, fastify: BenchServer): Promise<void> {
  const pages = distinctPages(data, 20);
  const mine = await measure(ours, pages)();
  figure("20 sessions, distinct pages, to naive Fastify", mine / (await measure(fastify, pages)()));
  const prism = await startPrism();
  const page = [get(`/v1/live_entities/${data.entityId}/live_sessions?page_size=20`, data.authorization)];
  figure("20 sessions, distinct pages, to a page of Prism", mine / (await measure(prism, page)()));
  await prism.stop();
}

// What is read for the first time, or after a change of its entity, is verified against its checksums.
async function comparePrice(data: BenchData, ours: BenchServer): Promise<void> {
  for (const size of [20, 100]) {
    // Other pages than those before: each begins one session further.
    const pages = Array.from({ length: PAGES }, (_, n) => get(target(data, size, 200_001 + n), data.authorization));
    const rate = async (): Promise<number> => {
      const before = ours.processorSeconds();
      for (const part of [0, 1, 2, 3]) {
        const from = (part * PAGES) / 4;
        await load(ours.port, pages.slice(from, from + PAGES / 4), { once: true });
      }
      return PAGES / (ours.processorSeconds() - before);
    };
    const first = await rate();
    figure(`${size} sessions, a page verified as it is read for the first time, to again`, first / (await rate()));
  }
}

async function compareMemory(data: BenchData, folder: string): Promise<void> {
  const ours = await startServer(MAIN, ["serve", "--port", "0", "--database", join(folder, "ours.sqlite")]);
  const plain = await startServer("plain-server.ts", [join(folder, "plain.sqlite")]);
  const requests = Array.from({ length: MANY }, (_, n) => get(target(data, 20, 1 + n), data.authorization));
  for (const server of [ours, plain]) await load(server.port, requests, { once: true });
  const ratio = ours.residentBytes() / plain.residentBytes();
  line(`resident memory after ${MANY} distinct requests, to plain`, ratio, "≤ 1.50", ratio <= 1.5, "");
  await ours.stop();
  await plain.stop();
}

async function compareDepth(file: string): Promise<void> {
  const data = fillDeep(file);
  const ours = await startServer(MAIN, ["serve", "--port", "0", "--database", file]);
  const ratios: number[] = [];
  const deeper = (depth: number, pages: number): string[] =>
    Array.from({ length: pages }, (_, n) => get(target(data, 20, depth + n), data.authorization));
  for (let round = 0; round < 5; round += 1) {
    const shallow = median(await times(ours.port, deeper(20, 1_000)));
    ratios.push(median(await times(ours.port, deeper(1_000_000, 1_000))) / shallow);
  }
  const ratio = median(ratios);
  line(`1,000,000 deep in ${DEEP_SESSIONS}, p50 to the second page's`, ratio, "≤ 1.10", ratio <= 1.1, "");
  await ours.stop();
  const offset = await startServer("offset-server.ts", [file, data.entityId]);
  const page = (depth: number): string[] => [get(`/?page_size=20&offset=${depth}`, data.authorization)];
  const second = median(await times(offset.port, Array.from({ length: 100 }, () => page(20)).flat()));
  const deep = median(await times(offset.port, Array.from({ length: 5 }, () => page(1_000_000)).flat()));
  figure("the same with OFFSET", deep / second);
  await offset.stop();
}

async function comparePostgres(data: BenchData, ours: BenchServer): Promise<void> {
  const postgres = await startPostgres(data.entityId);
  const server = await startServer(MAIN, ["serve", "--port", "0", "--database", postgres.url]);
  const theirs = { ...data, authorization: postgres.authorization };
  await compare(
    "20 sessions, distinct pages, PostgreSQL to SQLite",
    0.6,
    measureByClock(server, distinctPages(theirs, 20)),
    measureByClock(ours, distinctPages(data, 20)),
  );
  await server.stop();
  const pooled = await startServer(MAIN, ["serve", "--port", "0", "--database", `${postgres.url}?pooling=transaction`]);
  const [unprepared, direct] = [
    measureByClock(pooled, distinctPages(theirs, 20)),
    await measureByClock(ours, distinctPages(data, 20))(),
  ];
  figure(
    "the same without prepared statements, as behind a pooler that lends for a transaction",
    (await unprepared()) / direct,
  );
  await pooled.stop();
  await postgres.stop();
}
