import fc from "fast-check";
import { expect, test } from "vitest";
import { createLiveSessionsClient, type WatchCheckpoint } from "../src/index.ts";
import { entity, key } from "./support/answers.ts";
import { ChangingServer, type Happening, lastId } from "./support/changing-server.ts";
import { FakeClock } from "./support/fake-clock.ts";

const plans: fc.Arbitrary<Happening[]> = fc.array(
  fc.record({
    kind: fc.constantFrom("begin", "change", "end", "delete", "nothing"),
    which: fc.nat(20),
    answer: fc.constantFrom("page", "page", "page", "fail", "html"),
  }),
  { maxLength: 60 },
);

/** Beginnings and ends in the order in which they were told; changes may be told together. */
async function watched(server: ChangingServer, parts: readonly number[]): Promise<Map<string, string[]>> {
  const told = new Map<string, string[]>();
  let resumeFrom: WatchCheckpoint | undefined;
  for (const length of [...parts, Infinity]) {
    const watch = createLiveSessionsClient({
      baseUrl: "https://video.example.com",
      authorization: key,
      fetch: server.fetch,
      clock: new FakeClock(0),
      retry: { maxAttempts: 1 },
    }).watchLiveSessions(entity, { resumeFrom });
    for (let count = 0; count < length; ) {
      const event = (await watch.next().catch(() => undefined))?.value;
      if (!event) continue;
      count++;
      const { type, session } = event;
      if (type !== "changed") told.set(session.id, [...(told.get(session.id) ?? []), type]);
      if (session.id === lastId) return told;
    }
    resumeFrom = JSON.parse(JSON.stringify(watch.checkpoint));
    await watch.return();
  }
  return told;
}

test("whatever changes, is deleted, fails and is resumed, a watch tells each beginning and each end once, in order", async () => {
  await fc.assert(
    fc.asyncProperty(
      plans,
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 8 }),
      async (plan, size, parts) => {
        const server = new ChangingServer(plan, size);
        const told = await watched(server, parts);
        for (const { id } of server.list) {
          const due = server.due.get(id);
          // An end that came before the list was read to its end once may be seen or not.
          expect(due ? told.get(id) : (told.get(id) ?? ["ended"])).toEqual(due ?? ["ended"]);
        }
        for (const events of told.values()) expect(events).toEqual([...new Set(events)]);
      },
    ),
    { numRuns: 200 },
  );
});
