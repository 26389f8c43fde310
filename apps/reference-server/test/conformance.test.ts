import { runConformance } from "@live-sessions/conformance";
import { describe, expect, it } from "vitest";
import { Balancer } from "./balancer.ts";
import { complaints, NONE } from "./complaints.ts";
import { DATABASES, emptyPostgres } from "./databases.ts";
import { Sandbox, type Serving } from "./program.ts";
import { list, oneEntity } from "./scenario.ts";

const SEEDS = [1, 2];
const CLIENTS = 3;
/** Of a run on a deployment, whatever the number of its processes. */
const MAX_REQUESTS = 400;

it.each([
  ...DATABASES.map(([name, empty]) => [name, empty, []] as const),
  ["PostgreSQL, sharded by entity", () => emptyPostgres(), ["--sharded", "on"]] as const,
  ["PostgreSQL, in partitions", () => emptyPostgres(), ["--partitions", "8"]] as const,
])("on %s, it keeps what should be kept, too", async (_, empty, flags) => {
  await using sandbox = new Sandbox();
  const server = await sandbox.serve(["--database", await empty(sandbox), ...flags]);
  for (const seed of SEEDS) {
    const report = await runConformance({
      baseUrl: server.list,
      provisioner: server.provisioning,
      level: "should",
      seed,
    });
    expect(complaints(report)).toEqual(NONE);
    expect(report.requests).toBeLessThanOrEqual(MAX_REQUESTS);
  }
});

it("two processes on one PostgreSQL are one deployment, which 400 requests judge", async () => {
  await using sandbox = new Sandbox();
  const database = await emptyPostgres();
  const [one, other] = await Promise.all([
    sandbox.serve(["--database", database]),
    sandbox.serve(["--database", database]),
  ]);
  const { verdict, rules, requests } = await runConformance({
    baseUrl: [one.list, other.list],
    provisioner: one.provisioning,
    level: "should",
    seed: 1,
  });
  expect(verdict).toBe("conformant");
  expect(requests).toBeLessThanOrEqual(MAX_REQUESTS);
  expect(rules.find(({ id }) => id === "pagination.token-any-instance")?.outcome).toBe("passed");
});

describe.each(DATABASES)(
  "on %s, two processes behind a balancer that are started again, one after the other",
  (_, empty) => {
    it("lose no request, and keep what should be kept meanwhile", async () => {
      await using sandbox = new Sandbox();
      const database = await empty(sandbox);
      const start = (): Promise<Serving> =>
        sandbox.serve(["--database", database, "--operations-port", "0", "--drain-ms", "500"]);
      const first = await Promise.all([start(), start()]);
      await using balancer = await Balancer.start(first);
      const entity = await oneEntity(balancer.provisioning, [{}, {}, {}]);
      let areRestarted = false;
      const restart = async (): Promise<void> => {
        for (const old of first) {
          expect(await old.stop()).toMatchObject({ code: 0, stderr: "" });
          const next = await start();
          balancer.replace(old, next);
          await balancer.hasAnswered(next);
        }
      };
      const restarting = restart().finally(() => {
        areRestarted = true;
      });
      // At the same time as the suite, so that at every moment some request is under way.
      const clients = Array.from({ length: CLIENTS }, async () => {
        while (!areRestarted) expect((await list(balancer.list, entity)).status).toBe(200);
      });
      // A run is shorter than two restarts; its tokens, tags and data outlive those that come within it.
      for (let seed = 1; !areRestarted; seed += 1) {
        const report = await runConformance({
          baseUrl: balancer.list,
          provisioner: balancer.provisioning,
          level: "should",
          seed,
        });
        expect([complaints(report), balancer.lost]).toEqual([NONE, []]);
      }
      await Promise.all([restarting, ...clients]);
      expect(balancer.lost).toEqual([]);
    });
  },
);
