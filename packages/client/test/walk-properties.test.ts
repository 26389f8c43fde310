import fc from "fast-check";
import { expect, test } from "vitest";
import { type Checkpoint, createLiveSessionsClient, type LiveSession } from "../src/index.ts";
import { entity, json, key } from "./support/answers.ts";
import { ChangingServer, type Happening } from "./support/changing-server.ts";
import { FakeClock } from "./support/fake-clock.ts";

/** What a server does with a request, drawn at random. */
const behaviours = fc.constantFrom("page", "short", "fail", "html", "break", "empty");

/** A list whose seconds repeat, as whole seconds do. */
const lists = fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 60 }).map((gaps) => {
  let seconds = Date.UTC(2026, 0, 2) / 1000;
  return gaps.map((gap, index): LiveSession => {
    seconds -= gap;
    const at = new Date(seconds * 1000).toISOString();
    return { id: `s${index}`, entity_id: entity, stream_key: "live_x", created_at: at, updated_at: at };
  });
});

/** A server whose answers follow `plan`, then are good; tokens hold the position and a number that makes each unique. */
function serverOf(list: readonly LiveSession[], plan: readonly string[]): (request: Request) => Promise<Response> {
  let turn = 0;
  return async (request) => {
    const query = new URL(request.url).searchParams;
    const start = Number((query.get("page_token") ?? "0").split(".")[0]);
    const size = Number(query.get("page_size") ?? 10);
    const behaviour = plan[turn++] ?? "page";
    if (behaviour === "fail") throw new TypeError("down");
    if (behaviour === "html") return new Response("<h1>Bad Gateway</h1>", { status: 502 });
    const given = behaviour === "empty" ? 0 : behaviour === "short" ? Math.ceil(size / 2) : size;
    const end = Math.min(start + given, list.length);
    const page = { data: list.slice(start, end), next_page_token: end < list.length ? `${end}.${turn}` : "" };
    if (behaviour !== "break") return json(page);
    const half = JSON.stringify(page).slice(0, 20);
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(half));
        controller.error(new TypeError("terminated"));
      },
    });
    return new Response(body, { headers: { "content-type": "application/json" } });
  };
}

function clientOn(fetch: (request: Request) => Promise<Response>) {
  return createLiveSessionsClient({
    baseUrl: "https://video.example.com",
    authorization: key,
    fetch,
    retry: { maxAttempts: 2 },
    clock: new FakeClock(0),
  });
}

test("whatever fails, a walk that goes on gives exactly the list", async () => {
  await fc.assert(
    fc.asyncProperty(
      lists,
      fc.array(behaviours, { maxLength: 25 }),
      fc.integer({ min: 1, max: 100 }),
      fc.boolean(),
      async (list, plan, pageSize, prefetch) => {
        const walk = clientOn(serverOf(list, plan)).liveSessions(entity, { pageSize, prefetch });
        const got: string[] = [];
        for (let tries = 0; tries < 60; tries++) {
          const next = await walk.next().catch(() => undefined);
          if (next?.done) break;
          if (next) {
            got.push(next.value.id);
            tries = 0;
          }
        }
        expect(got).toEqual(list.map(({ id }) => id));
      },
    ),
    { numRuns: 150 },
  );
});

test("whatever is aborted and resumed, at any page size, the parts together are exactly the list", async () => {
  await fc.assert(
    fc.asyncProperty(
      lists,
      fc.array(behaviours, { maxLength: 25 }),
      fc.array(
        fc.record({
          take: fc.nat(15),
          pageSize: fc.integer({ min: 1, max: 12 }),
          end: fc.constantFrom("return", "abort", "none"),
        }),
        { maxLength: 12 },
      ),
      async (list, plan, parts) => {
        const client = clientOn(serverOf(list, plan));
        const got: string[] = [];
        let resumeFrom: Checkpoint | undefined;
        for (const { take, pageSize, end } of [...parts, { take: 10_000, pageSize: 9, end: "none" }]) {
          const controller = new AbortController();
          const walk = client.liveSessions(entity, {
            pageSize,
            resumeFrom,
            signal: controller.signal,
            prefetch: end !== "none",
          });
          for (let count = 0, tries = 0; count < take && tries < 40; ) {
            const next = await walk.next().catch(() => undefined);
            if (next?.done) break;
            if (next) {
              got.push(next.value.id);
              count++;
            } else {
              tries++;
            }
          }
          // One more is on its way when the walk ends: it is either given, or not behind the checkpoint.
          const last = walk.next().catch(() => undefined);
          if (end === "abort") controller.abort();
          else await walk.return();
          const late = await last;
          if (late?.value) got.push(late.value.id);
          resumeFrom = JSON.parse(JSON.stringify(walk.checkpoint));
        }
        expect(got).toEqual(list.map(({ id }) => id));
      },
    ),
    { numRuns: 150 },
  );
});

test("however calls of next() overlap, and whatever fails, each gets another session and all together are the list", async () => {
  await fc.assert(
    fc.asyncProperty(
      lists,
      fc.array(behaviours, { maxLength: 25 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      async (list, plan, pageSize, width, prefetch) => {
        const walk = clientOn(serverOf(list, plan)).liveSessions(entity, { pageSize, prefetch });
        const got: (string | undefined)[] = [];
        for (let isDone = false, rounds = 0; !isDone && rounds < 200; rounds++) {
          const results = await Promise.allSettled(Array.from({ length: width }, () => walk.next()));
          const given = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
          got.push(...given.filter(({ done }) => !done).map(({ value }) => value?.id));
          isDone = given.some(({ done }) => done);
        }
        expect(got).toEqual(list.map(({ id }) => id));
      },
    ),
    { numRuns: 150 },
  );
});

const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.record({
    kind: fc.constantFrom("begin", "begin", "change", "delete", "nothing"),
    which: fc.nat(40),
    answer: fc.constantFrom("page", "page", "fail"),
  }),
  { maxLength: 60 },
);

test("while sessions begin and are deleted, the parts of a resumed walk hold each that was there and stays once, and none twice", async () => {
  await fc.assert(
    fc.asyncProperty(
      happenings,
      fc.integer({ min: 1, max: 6 }),
      fc.array(fc.record({ take: fc.nat(6), pageSize: fc.integer({ min: 1, max: 8 }), prefetch: fc.boolean() }), {
        maxLength: 15,
      }),
      async (plan, size, parts) => {
        const server = new ChangingServer(plan, size);
        const before = server.list.map(({ id }) => id);
        const client = clientOn(server.fetch);
        const got: string[] = [];
        let resumeFrom: Checkpoint | undefined;
        for (const { take, ...options } of [...parts, { take: 10_000, pageSize: 5, prefetch: false }]) {
          const walk = client.liveSessions(entity, { ...options, resumeFrom });
          for (let count = 0; count < take; ) {
            const next = await walk.next().catch(() => undefined);
            if (next?.done) break;
            if (!next) continue;
            got.push(next.value.id);
            count++;
          }
          await walk.return();
          resumeFrom = JSON.parse(JSON.stringify(walk.checkpoint));
        }
        const staying = new Set(server.list.map(({ id }) => id));
        expect(got).toEqual([...new Set(got)]);
        const due = before.filter((id) => staying.has(id));
        expect(got.filter((id) => due.includes(id))).toEqual(due);
      },
    ),
    { numRuns: 200 },
  );
});
