import { runConformance } from "@live-sessions/conformance";
import { expect, it } from "vitest";
import { DATABASES, emptyPostgres } from "./databases.ts";
import { Sandbox } from "./program.ts";

const SEEDS = [1, 2];

it.each([
  ...DATABASES.map(([name, empty]) => [name, empty, []] as const),
  ["PostgreSQL, sharded by entity", () => emptyPostgres(), ["--sharded", "on"]] as const,
  ["PostgreSQL, in partitions", () => emptyPostgres(), ["--partitions", "8"]] as const,
])("on %s, it keeps what should be kept, too", async (_, empty, flags) => {
  await using sandbox = new Sandbox();
  const server = await sandbox.serve(["--database", await empty(sandbox), ...flags]);
  for (const seed of SEEDS) {
    const { rules, requests, ...report } = await runConformance({
      baseUrl: server.list,
      provisioner: server.provisioning,
      level: "should",
      seed,
    });
    const open = rules.filter(({ outcome }) => outcome !== "passed" && outcome !== "not_applicable");
    expect([report.verdict, report.exit_code, open]).toEqual(["conformant", 0, []]);
    expect(requests).toBeLessThanOrEqual(400);
  }
});

it("two processes on one PostgreSQL are one deployment", async () => {
  await using sandbox = new Sandbox();
  const database = await emptyPostgres();
  const [one, other] = await Promise.all([
    sandbox.serve(["--database", database]),
    sandbox.serve(["--database", database]),
  ]);
  const { verdict, rules } = await runConformance({
    baseUrl: [one.list, other.list],
    provisioner: one.provisioning,
    level: "should",
    seed: 1,
  });
  expect(verdict).toBe("conformant");
  expect(rules.find(({ id }) => id === "pagination.token-any-instance")?.outcome).toBe("passed");
});
