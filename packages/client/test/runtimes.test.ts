import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checks } from "./runtimes/checks.ts";
import { runInChromium } from "./runtimes/chromium.ts";
import { runOnNode } from "./runtimes/node.ts";
import { TryingServer } from "./runtimes/server.ts";

// The oldest of each line that the package's `engines` names, the workspace's own, and a current one.
const runtimes = [
  { name: "Node 20.19.0", runtime: /^v20\.19\.0$/, run: (origin: string) => runOnNode("20.19.0", origin) },
  { name: "Node 22.12.0", runtime: /^v22\.12\.0$/, run: (origin: string) => runOnNode("22.12.0", origin) },
  { name: "Node 24.21.0", runtime: /^v24\.21\.0$/, run: (origin: string) => runOnNode("24.21.0", origin) },
  { name: "Node 26.10.0", runtime: /^v26\.10\.0$/, run: (origin: string) => runOnNode("26.10.0", origin) },
  { name: "Chromium, from another origin", runtime: /Chrome\/\d+/, run: runInChromium },
];

describe.each(runtimes)("on $name", ({ runtime, run }) => {
  let server: TryingServer;
  let result: Awaited<ReturnType<typeof run>>;

  // A first run downloads each Node.
  beforeAll(async () => {
    server = await new TryingServer().start();
    result = await run(server.origin);
  });

  afterAll(() => server.close());

  test("the checks ran there, and no others", () => {
    expect(result.runtime).toMatch(runtime);
    expect(Object.keys(result.outcomes)).toEqual(Object.keys(checks));
  });

  test.each(Object.keys(checks))("%s", (title) => {
    expect(result.outcomes[title]).toBe("passed");
  });

  test("nothing was sent to where a redirect leads", () => {
    expect(server.elsewhere).toEqual([]);
  });
});
