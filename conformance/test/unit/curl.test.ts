import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { curlOf } from "../../src/report/curl.ts";
import type { Report } from "../../src/report/report.ts";
import { runWithParts } from "../../src/running/run-conformance.ts";
import { planScenario } from "../../src/scenario/live-sessions/scenario.ts";
import type { FetchFunction } from "../../src/transport/fetch-transport.ts";
import { startDeployment } from "../corpus/deployment.ts";
import type { ServerUnderTest } from "../corpus/server-under-test.ts";
import { mutants } from "../mutants/mutants.ts";

const run = promisify(execFile);

/** Keys by account, as the scenario's answer has them. */
type Keys = Readonly<Record<string, { readonly authorization: string }>>;

interface Judged {
  readonly report: Report;
  readonly keys: Keys;
}

/** A run whose scenario stays when it is over: its provisioner forgets to delete it. */
async function judgeAndKeep(started: ServerUnderTest): Promise<Judged> {
  let keys: Keys = {};
  const provisioner: FetchFunction = async (request) => {
    // The run's own scenario stays, so that its lines work; one that it makes for a while goes.
    if (request.method === "DELETE" && request.url.endsWith("/scenarios/scenario-1"))
      return new Response(null, { status: 204 });
    const { pathname } = new URL(request.url);
    const body = await request.text();
    const { method } = request;
    const response = await fetch(`${started.provisionerUrl}${pathname}`, { method, ...(body === "" ? {} : { body }) });
    if (pathname === "/scenarios") {
      // A run may make further ones, for a while.
      const { accounts } = (await response.clone().json()) as { accounts: Keys };
      keys = { ...accounts, ...keys };
    }
    return response;
  };
  const parts = { plan: planScenario, measure: () => ({ caught: 0, total: 0, missed: [] }) };
  return { report: await runWithParts({ baseUrl: started.baseUrls, provisioner, seed: 7 }, parts), keys };
}

async function statusOf(line: string, keys: Keys): Promise<number> {
  const env = {
    PATH: process.env["PATH"],
    LIVE_SESSIONS_AUTHORIZATION: keys["owner"]?.authorization,
    LIVE_SESSIONS_STRANGER_AUTHORIZATION: keys["stranger"]?.authorization,
  };
  // Rejects where bash or curl is missing: then nothing is shown, and the test fails.
  const { stdout } = await run("bash", ["-c", line], { env });
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(stdout)?.[1]);
}

/** Mutants whose failures are of many kinds of request: sizes, tokens, wrong keys, other accounts, other methods. */
const chosen: readonly string[] = [
  "keyset-time-only",
  "bad-token-is-500",
  "token-with-nul-is-500",
  "token-with-emoji-is-500",
  "over-maximum-is-500",
  "malformed-id-is-500",
  "missing-id-is-500",
  "any-key-lists-any-entity",
  "tokens-need-no-key",
  "no-accept-is-500",
  "key-compared-by-like",
  "basic-without-colon-is-500",
  "key-pasted-into-the-statement",
  "no-key-is-anonymous",
  "unknown-entity-is-empty-list",
  "post-creates",
  "put-is-500",
  "head-is-405",
  "accept-is-500",
];

const named = mutants.filter(({ name, killedBy }) => chosen.includes(name) || killedBy.includes("errors.key-exact"));

describe("the curl lines of failures", () => {
  test.concurrent.for(named)("of $name give in bash the status that the run saw", async (mutant, { expect: check }) => {
    const started = await mutant.start();
    try {
      const { report, keys } = await judgeAndKeep(started);
      const failures = report.rules.flatMap(({ failure }) => (failure ? [failure] : []));
      check(failures.length).toBeGreaterThan(0);
      for (const { curl, exchanges } of failures) {
        check(curl.length).toBe(exchanges.length);
        for (const [index, line] of curl.slice(0, 4).entries()) {
          const seen = report.exchanges.find(({ id }) => id === exchanges[index]);
          // What a server remembers of a connection does not show on another one, which each curl opens.
          if (seen?.purpose.probe === "after a valid one on the connection") continue;
          check(line).not.toMatch(/: \[key/);
          check(await statusOf(line, keys), line).toBe(seen?.response?.status);
        }
      }
    } finally {
      await started.close();
    }
  });

  test("hold no key", async () => {
    const started = await startDeployment(undefined, { capabilities: [] });
    try {
      const { report, keys } = await judgeAndKeep(started);
      const [owner] = Object.values(keys);
      expect(owner?.authorization).toMatch(/^uap-/);
      expect(JSON.stringify(report)).not.toContain(owner?.authorization);
    } finally {
      await started.close();
    }
  });
});

describe("a stored exchange", () => {
  const stored = {
    id: 1,
    purpose: { experiment: "walks", role: "page", key: "constructor" },
    request: { method: "GET; touch hacked #", instance: 0, target: "/v1?a=\u001b'\n", headers: { authorization: "x" } },
    attempts: 1,
  };

  test("is a command of which every part is quoted, and no prototype is read", () => {
    expect(curlOf(stored, ["http://127.0.0.1:8080///"])).toBe(
      "curl -sS -i --path-as-is -X 'GET; touch hacked #' -H 'Authorization: x' -H 'accept:' $'http://127.0.0.1:8080/v1?a=\\u001b\\'\\u000a'",
    );
  });
});
