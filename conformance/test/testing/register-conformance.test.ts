import { describe, expect, it, onTestFinished } from "vitest";
import { honoFetch } from "../../examples/hono.ts";
import { createMemoryDeployment } from "../../examples/memory-deployment.ts";
import { type RegisterConformanceOptions, type Report, registerConformance } from "../../src/index.ts";
import { rules } from "../../src/rules/catalogue.ts";
import { provisionEntity, thirtyWithTies } from "../cli/provisioned-entity.ts";
import { startDeployment } from "../corpus/deployment.ts";
import type { ServerUnderTest } from "../corpus/server-under-test.ts";
import { causeServers } from "../diagnosis/servers.ts";
import { mutants } from "../mutants/mutants.ts";
import { StandInRunner, type Style, type TestResult } from "./stand-in-runner.ts";

function optionsFor(server: ServerUnderTest): RegisterConformanceOptions {
  onTestFinished(() => server.close());
  return { baseUrl: server.baseUrls, provisioner: server.provisionerUrl ?? "", seed: 1 };
}

async function mutantOptions(name: string): Promise<RegisterConformanceOptions> {
  const mutant = mutants.find((candidate) => candidate.name === name);
  if (!mutant) throw new Error(`There is no mutant "${name}".`);
  return optionsFor(await mutant.start());
}

function inProcess(): RegisterConformanceOptions {
  const { handler, provisioner } = createMemoryDeployment();
  return { fetch: honoFetch(handler), provisioner, seed: 1 };
}

async function resultsOf(options: RegisterConformanceOptions, style: Style = "context"): Promise<TestResult[]> {
  const runner = new StandInRunner(style);
  registerConformance(options, runner);
  return runner.run();
}

function resultOf(results: readonly TestResult[], rule: string): TestResult | undefined {
  return results.find(({ title }) => title.startsWith(`${rule}:`));
}

describe("the tests that are registered", () => {
  it("are one a rule, by its id and sentence, and one for the verdict", () => {
    const runner = new StandInRunner("context");
    registerConformance({ ...inProcess(), level: "should" }, runner);

    expect(runner.groups).toEqual(["Live Sessions conformance"]);
    expect(runner.tests).toHaveLength(rules.length + 1);
    for (const { id, title } of rules) {
      expect(runner.tests.filter((test) => test.title.startsWith(`${id}: ${title}`))).toHaveLength(1);
    }
    expect(runner.tests.at(-1)?.title).toBe("comes to a verdict that passes");
  });

  it("are none for rules that were left out", () => {
    const runner = new StandInRunner("context");
    registerConformance({ ...inProcess(), rules: ["ordering.*"], skipRules: ["*.stable-ties"] }, runner);

    expect(runner.tests.map(({ title }) => title.split(":")[0])).toEqual([
      "ordering.in-progress-by-creation",
      "ordering.newest-first",
      "ordering.unmoved-by-update",
      "comes to a verdict that passes",
    ]);
  });

  it("say in their titles what a pass may mean where no runner can say it later", () => {
    const titlesOf = (options: RegisterConformanceOptions): string[] => {
      const runner = new StandInRunner("nothing");
      registerConformance(options, runner);
      return runner.tests.map(({ title }) => title);
    };

    const readOnly = titlesOf({ baseUrl: "http://lists.example.com", liveEntity: "some-entity" });
    expect(readOnly.find((title) => title.startsWith("pagination.insert-tolerant:"))).toMatch(
      /\[not applicable: mode read-only\]$/,
    );
    expect(readOnly.find((title) => title.startsWith("http.conditional:"))).toMatch(
      /\[if the target gives a strong ETag\]$/,
    );
    expect(readOnly.find((title) => title.startsWith("http.other-methods:"))).toMatch(
      /\[not applicable: other methods are not tried\]$/,
    );
    const provisioned = titlesOf({
      ...inProcess(),
      knownFailures: [{ rule: "ordering.*", reason: "being repaired", until: "2999-01-01" }],
    });
    expect(provisioned.find((title) => title.startsWith("pagination.insert-tolerant:"))).toMatch(
      /\[if the provisioner can insert\]$/,
    );
    expect(provisioned.find((title) => title.startsWith("errors.challenge:"))).toMatch(
      /\[SHOULD: a warning, no failure\]$/,
    );
    expect(provisioned.find((title) => title.startsWith("ordering.newest-first:"))).toMatch(
      /\[known failure: being repaired\]$/,
    );
  });
});

describe("the run", () => {
  it("begins with the first test and is shared by all", async () => {
    const options = inProcess();
    const seen: string[] = [];
    const counting = async (request: Request): Promise<Response> => {
      seen.push(`${request.method} ${new URL(request.url).pathname}`);
      return typeof options.provisioner === "function"
        ? options.provisioner(request)
        : new Response(null, { status: 500 });
    };
    const reports: Report[] = [];
    const runner = new StandInRunner("context");
    registerConformance({ ...options, provisioner: counting, onReport: (report) => void reports.push(report) }, runner);
    expect(seen).toEqual([]);

    await runner.run();
    expect(seen.filter((line) => line === "GET /capabilities")).toHaveLength(1);
    expect(reports.map(({ verdict }) => verdict)).toEqual(["conformant"]);
  });

  it("that cannot begin fails its first test and the verdict with the reason, and skips the others", async () => {
    const results = await resultsOf({ ...inProcess(), allowInconclusive: ["no.such-rule"] });

    const failed = results.filter(({ status }) => status === "failed");
    expect(failed.map(({ message }) => message)).toEqual(
      Array.from({ length: 2 }, () => 'The pattern "no.such-rule" matches no rule.'),
    );
    expect([results[0]?.status, results.at(-1)?.status]).toEqual(["failed", "failed"]);
    expect(results.filter(({ status }) => status === "passed")).toEqual([]);
  });

  it("that cannot begin fails every test where none can be skipped", async () => {
    const results = await resultsOf({ ...inProcess(), allowInconclusive: ["no.such-rule"] }, "nothing");
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(["failed"]));
  });
});

describe("a rule that fails", () => {
  it("throws clause, sentence, pointer, expected, actual and the request as curl", async () => {
    const results = await resultsOf(await mutantOptions("token-truncates-to-minute"));
    const failed = resultOf(results, "pagination.exactly-once");

    expect(failed?.status).toBe("failed");
    expect(failed?.message).toMatch(/^pagination\.exactly-once \(MUST; clauses pagination\.exactly-once\): /);
    expect(failed?.message).toMatch(/The walk "[^"]+" lost \d+ of \d+ sessions/);
    expect(failed?.message).toMatch(/\nat: \/data\/\d+.*\nexpected: .+\nactual: .+\n/);
    expect(failed?.message).toMatch(/\ncurl .*\$LIVE_SESSIONS_AUTHORIZATION.*\/live_sessions/);
  });

  it("leaves those that depend on it failed too, as unproven, unless that is allowed", async () => {
    const options = await mutantOptions("token-truncates-to-minute");
    const strict = resultOf(await resultsOf(options), "pagination.delete-tolerant");
    expect([strict?.status, strict?.message]).toEqual([
      "failed",
      expect.stringMatching(
        /^pagination\.delete-tolerant \(MUST\) could not be proven: pagination\.exactly-once failed/,
      ),
    ]);

    const lenient = resultOf(
      await resultsOf({ ...options, allowInconclusive: ["pagination.*"] }),
      "pagination.delete-tolerant",
    );
    expect([lenient?.status, lenient?.message]).toEqual(["skipped", expect.stringMatching(/^inconclusive: /)]);
  });

  it("fails the verdict, too", async () => {
    const results = await resultsOf(await mutantOptions("keyset-time-only"));
    expect(results.at(-1)).toMatchObject({
      status: "failed",
      message: expect.stringMatching(/^non-conformant \(exit code 1\)/),
    });
  });

  it("is skipped while it is known, and fails the verdict once it passes", async () => {
    const known = [{ rule: "pagination.exactly-once", reason: "ties are lost", until: "2999-01-01" }];
    const failing = resultOf(
      await resultsOf({ ...(await mutantOptions("keyset-time-only")), knownFailures: known }),
      "pagination.exactly-once",
    );
    expect([failing?.status, failing?.message]).toEqual(["skipped", expect.stringMatching(/^known failure: /)]);

    const repaired = await resultsOf({ ...inProcess(), knownFailures: known });
    expect(repaired.at(-1)).toMatchObject({
      status: "failed",
      message: expect.stringContaining("take it off the list"),
    });
  });
});

describe("a SHOULD that is not met", () => {
  it("is skipped with what is wrong, and fails where the level is should", async () => {
    const options = await mutantOptions("default-5");
    const warned = resultOf(await resultsOf(options), "pagination.full-pages");
    expect([warned?.status, warned?.message]).toEqual(["skipped", expect.stringMatching(/^warned: .*5/)]);

    const failed = resultOf(await resultsOf({ ...options, level: "should" }), "pagination.full-pages");
    expect(failed?.status).toBe("failed");
  });
});

describe("what a run cannot show", () => {
  it("is registered as not to run, exactly where the report then says that it is not applicable", async () => {
    const server = await startDeployment();
    const { key, id } = await provisionEntity(server, thirtyWithTies);
    const { provisioner, ...options } = optionsFor(server);
    const runs = [
      { ...options, provisioner: provisioner ?? "" },
      { ...options, authorization: key, liveEntity: id },
      { ...options, authorization: key, liveEntity: id, allowUnsafeMethods: true, otherLiveEntity: id },
    ];
    for (const run of runs) {
      const reports: Report[] = [];
      const runner = new StandInRunner("context");
      registerConformance({ ...run, onReport: (report) => void reports.push(report) }, runner.withSkip());
      await runner.run();
      const notApplicable = reports.flatMap(({ rules: all }) =>
        all.filter(({ outcome, reason }) => outcome === "not_applicable" && reason !== "capability"),
      );
      expect(runner.notToRun.map((title) => title.split(":")[0]).toSorted()).toEqual(
        notApplicable.map(({ id: rule }) => rule).toSorted(),
      );
    }
  });
});

describe("what a deployment cannot show", () => {
  it.each(["context", "this"] as const)(
    "is skipped with the reason by a runner that gives a test its %s",
    async (style) => {
      const options = optionsFor(await startDeployment(undefined, { capabilities: ["update", "delete", "fault"] }));
      const result = resultOf(await resultsOf(options, style), "pagination.insert-tolerant");

      expect(result).toMatchObject({
        status: "skipped",
        message: "not applicable: the provisioner lacks the capability insert",
      });
    },
  );

  it("passes where the runner gives a test nothing, under a title that says so", async () => {
    const options = optionsFor(await startDeployment(undefined, { capabilities: ["update", "delete", "fault"] }));
    const result = resultOf(await resultsOf(options, "nothing"), "pagination.insert-tolerant");

    expect(result).toMatchObject({
      status: "passed",
      title: expect.stringMatching(/\[if the provisioner can insert\]$/),
    });
  });
});

describe("rules that fail for one cause", () => {
  const start = async (): Promise<RegisterConformanceOptions> => {
    const server = causeServers.find(({ name }) => name === "page-number-plain");
    if (!server) throw new Error("There is no such server.");
    return optionsFor(await server.start());
  };

  it.each(["context", "this"] as const)("are one red test, where a test can be skipped by its %s", async (style) => {
    const results = await resultsOf(await start(), style);
    const failed = results.filter(({ status }) => status === "failed");
    expect(failed.map(({ title }) => title.split(":")[0])).toEqual([
      "ordering.newest-first",
      "comes to a verdict that passes",
    ]);
    expect(failed[0]?.message).toMatch(/^The page token is a page number\.\nbecause: /);
    const skipped = results.filter(({ message }) => message.startsWith("it fails for the cause"));
    expect(skipped.map(({ title }) => title.split(":")[0])).toContain("pagination.exactly-once");
  });

  it("are red in short where no test can be skipped", async () => {
    const results = await resultsOf(await start(), "nothing");
    expect(resultOf(results, "pagination.exactly-once")).toMatchObject({
      status: "failed",
      message: "pagination.exactly-once fails for this cause: The page token is a page number.",
    });
  });
});
