import {
  ApiError,
  ConnectionError,
  createLiveSessionsClient,
  type LiveSessionsClientOptions,
  PaginationError,
  safeListLiveSessions,
  TimeoutError,
  UnexpectedResponseError,
} from "@live-sessions/client";
import { openTelemetryHooks } from "@live-sessions/client/opentelemetry";
import { liveSessionsQuery } from "@live-sessions/client/tanstack";
import { validating } from "@live-sessions/client/validate";

const entity = "00000000-0000-4000-8000-00000000000e";
const key = "uap-00000000000000000000000000000000-00000001";

/** What is tried wherever the client says that it runs, on the built package, against a server on loopback. */
export const checks: Readonly<Record<string, (origin: string) => Promise<void>>> = {
  async "a walk gives every session of 250 once, in order"(origin) {
    same(await walked(origin, {}), ids(250));
  },
  async "a walk with prefetch gives the same"(origin) {
    same(await walked(origin, { prefetch: true, pageSize: 40 }), ids(250));
  },
  async "a walk resumes from a checkpoint behind the session it was taken at"(origin) {
    const walk = clientOf(origin, "list").liveSessions(entity, { pageSize: 30 });
    for (let count = 0; count < 70; count++) await walk.next();
    await walk.return();
    const resumeFrom = JSON.parse(JSON.stringify(walk.checkpoint));
    same(await walked(origin, { resumeFrom, pageSize: 50 }), ids(250).slice(70));
  },
  async "a 503 is tried again, page after page"(origin) {
    const got: string[] = [];
    for await (const { id } of clientOf(origin, "flaky").liveSessions(entity, { pageSize: 10 })) got.push(id);
    same(got, ids(25));
  },
  async "the key may come from an asynchronous function"(origin) {
    const client = clientOf(origin, "list", { authorization: async () => key });
    same((await client.listLiveSessions(entity, { pageSize: 2 })).data.length, 2);
  },
  async "a wrong key is an ApiError of 401"(origin) {
    await fails(clientOf(origin, "list", { authorization: "other" }).listLiveSessions(entity), ApiError, {
      status: 401,
    });
  },
  async "an abort in the middle of a body closes the connection and rejects with the caller's reason"(origin) {
    const controller = new AbortController();
    const page = clientOf(origin, "aborted").listLiveSessions(entity, { signal: controller.signal });
    await fetch(`${origin}/begun/aborted`);
    controller.abort("enough");
    same(await page.catch((reason: unknown) => reason), "enough");
    await fetch(`${origin}/closed/aborted`);
  },
  async "return() closes the connection that is in flight and ends the next() that waits"(origin) {
    const walk = clientOf(origin, "left").liveSessions(entity);
    const waiting = walk.next();
    await fetch(`${origin}/begun/left`);
    await walk.return();
    same(await waiting, { done: true });
    await fetch(`${origin}/closed/left`);
  },
  async "a declared error has the server's message and request id"(origin) {
    const details = { status: 404, requestId: "r-7", attempts: 1, body: { message: "Not here." } };
    await fails(clientOf(origin, "missing").listLiveSessions(entity), ApiError, details);
    const result = await safeListLiveSessions(clientOf(origin, "missing"), entity);
    same(!result.ok && result.error.name, "ApiError");
  },
  async "an HTML 502 is an UnexpectedResponseError"(origin) {
    const details = { status: 502, attempts: 2, body: "<h1>Bad Gateway</h1>" };
    await fails(clientOf(origin, "html-502").listLiveSessions(entity), UnexpectedResponseError, details);
  },
  async "an empty 500 is an UnexpectedResponseError"(origin) {
    const details = { status: 500, attempts: 2, body: "" };
    await fails(clientOf(origin, "empty-500").listLiveSessions(entity), UnexpectedResponseError, details);
  },
  async "an HTML 200 is an UnexpectedResponseError"(origin) {
    const details = { status: 200, attempts: 1, body: "<h1>Log in</h1>" };
    await fails(clientOf(origin, "html-200").listLiveSessions(entity), UnexpectedResponseError, details);
  },
  async "a body shorter than its content length is a ConnectionError"(origin) {
    await fails(clientOf(origin, "cut").listLiveSessions(entity), ConnectionError, { attempts: 2 });
  },
  async "a body longer than its content length is an UnexpectedResponseError"(origin) {
    const details = { status: 200, attempts: 1, body: '{"data":[' };
    await fails(clientOf(origin, "overlong").listLiveSessions(entity), UnexpectedResponseError, details);
  },
  async "a body that never ends is a TimeoutError"(origin) {
    const client = clientOf(origin, "endless", { timeoutMs: 100 });
    await fails(client.listLiveSessions(entity), TimeoutError, { attempts: 2, timeoutMs: 100 });
  },
  async "the same token again is a PaginationError"(origin) {
    await fails(drained(clientOf(origin, "same-token")), PaginationError, { pageToken: "a" });
  },
  async "a cycle of three tokens is a PaginationError"(origin) {
    await fails(drained(clientOf(origin, "cycle")), PaginationError, { pageToken: "a" });
  },
  async "empty pages without an end are a PaginationError"(origin) {
    await fails(drained(clientOf(origin, "empties")), PaginationError, { attempts: 1 });
  },
  async "Retry-After: 86400 fails at once with the figure"(origin) {
    const details = { status: 503, attempts: 1, retryAfterMs: 86_400_000 };
    await fails(clientOf(origin, "later").listLiveSessions(entity), ApiError, details);
  },
  async "a redirect to another origin is refused"(origin) {
    // A browser hides what kind of redirect it was.
    const details = { status: "window" in globalThis ? 0 : 307, attempts: 1 };
    await fails(clientOf(origin, "redirect").listLiveSessions(entity), UnexpectedResponseError, details);
  },
  async "a watch tells what is new, and is answered 304 while nothing changes"(origin) {
    const watch = clientOf(origin, "changing").watchLiveSessions(entity, { intervalMs: 1 });
    const { value } = await watch.next();
    await watch.return();
    same([value?.type, value?.session.id], ["new", "session-3"]);
    const { count } = await (await fetch(`${origin}/not-modified`)).json();
    same(count, 2);
  },
  async "validate refuses a page that does not fit the document"(origin) {
    const client = clientOf(origin, "misshapen", { hooks: validating() });
    await fails(client.listLiveSessions(entity), UnexpectedResponseError, { status: 200 });
  },
  async "tanstack reads a page and names the next"(origin) {
    const query = liveSessionsQuery(clientOf(origin, "list"), entity, { pageSize: 100 });
    const page = await query.queryFn({ pageParam: query.initialPageParam, signal: new AbortController().signal });
    same(query.getNextPageParam(page, [page], {}, [{}]), { pageToken: "100", isRepeated: false });
  },
  async "opentelemetry makes a span and sends its context"(origin) {
    const ended: string[] = [];
    const span = { setAttribute: () => span, setStatus: () => span, end: () => ended.push("span") };
    const tracer = { startActiveSpan: <T>(_: string, __: object, work: (made: typeof span) => T) => work(span) };
    const hooks = openTelemetryHooks({ tracer, headersOf: () => ({ traceparent: "00-1-2-01" }) });
    await clientOf(origin, "list", { hooks }).listLiveSessions(entity);
    same(ended, ["span"]);
  },
};

/** Runs every check, one after the other, and says what each came to. */
export async function runChecks(origin: string): Promise<Record<string, string>> {
  const outcomes: Record<string, string> = {};
  for (const [title, check] of Object.entries(checks)) {
    outcomes[title] = await Promise.race([check(origin), tooLong()]).then(
      () => "passed",
      (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
    );
  }
  return outcomes;
}

/** What hangs is said to, rather than holding up what follows. */
function tooLong(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error("not done after eight minutes")), 480_000);
  });
}

function clientOf(origin: string, kind: string, options: Partial<LiveSessionsClientOptions> = {}) {
  const retry = { maxAttempts: 2, baseDelayMs: 1 };
  return createLiveSessionsClient({ baseUrl: `${origin}/${kind}`, authorization: key, retry, ...options });
}

type WalkOptions = Parameters<ReturnType<typeof clientOf>["liveSessions"]>[1];

async function walked(origin: string, options: WalkOptions): Promise<string[]> {
  const got: string[] = [];
  for await (const { id } of clientOf(origin, "list").liveSessions(entity, options)) got.push(id);
  return got;
}

async function drained(client: ReturnType<typeof clientOf>): Promise<void> {
  for await (const _ of client.liveSessions(entity));
}

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `session-${index}`);
}

async function fails(work: Promise<unknown>, kind: unknown, details: Record<string, unknown>): Promise<void> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(typeof kind === "function" && error instanceof kind)) throw new Error(`${error} is of another class`);
  const shown: Record<string, unknown> = Object(error);
  if (JSON.stringify(shown).includes("uap-")) throw new Error("the key is in the error");
  for (const [name, value] of Object.entries(details)) {
    const actual = shown[name];
    // Of a body that is an object, as much as is named.
    same(Object(value) === value ? { ...Object(actual), error_type: undefined } : actual, value);
  }
}

function same(actual: unknown, expected: unknown): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (left !== right) throw new Error(`expected ${right}, got ${left}`);
}
