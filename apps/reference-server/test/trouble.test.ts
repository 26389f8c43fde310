import { expect, it } from "vitest";
import { Sandbox } from "./program.ts";
import { list, oneEntity } from "./scenario.ts";

interface Met {
  readonly statuses: readonly (number | "cut")[];
  readonly tokens: ReadonlySet<string>;
}

async function meet(seed: string): Promise<Met> {
  await using sandbox = new Sandbox();
  const server = await sandbox.serve(["--database", ":memory:", "--trouble", seed]);
  const entity = await oneEntity(server.provisioning, [{}, {}, {}, {}]);
  const statuses: (number | "cut")[] = [];
  const tokens = new Set<string>();
  let query = "?page_size=2";
  for (let n = 0; n < 100; n += 1) {
    const response = await list(server.list, entity, query);
    const body = await response.text().catch(() => undefined);
    statuses.push(body === undefined ? "cut" : response.status);
    if (response.status === 503) expect(response.headers.get("retry-after")).toMatch(/^\d+$/);
    if (body === undefined || response.status !== 200) continue;
    const page = JSON.parse(body) as { data: object[]; next_page_token: string };
    expect(page.data).toHaveLength(2);
    if (page.next_page_token !== "") tokens.add(page.next_page_token);
    // Each of them leads on.
    query = page.next_page_token === "" ? "?page_size=2" : `?page_size=2&page_token=${page.next_page_token}`;
  }
  return { statuses, tokens };
}

it("with --trouble, a client meets 503s, cut bodies and another token each time, the same ones for a seed", async () => {
  const { statuses, tokens } = await meet("7");
  const count = (what: number | "cut"): number => statuses.filter((each) => each === what).length;
  expect([count(503) > 2, count("cut") > 0, count(200) > 60]).toEqual([true, true, true]);
  expect(tokens.size).toBeGreaterThan(20);
  expect((await meet("7")).statuses).toEqual(statuses);
  expect((await meet("8")).statuses).not.toEqual(statuses);
});
