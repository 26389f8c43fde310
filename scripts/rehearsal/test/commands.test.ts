import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, inject, it } from "vitest";
import { emptyProject } from "../project.ts";
import { killGroup, run, startGroup } from "../run.ts";

const { env, folder } = inject("stage");

const suite = ["--yes", "@live-sessions/conformance", "run"];

/** The verdict and the sense of completeness of a report that a run wrote. */
function verdictOf(file: string): unknown {
  const { verdict, complete } = JSON.parse(readFileSync(file, "utf8")) as { verdict: string; complete?: boolean };
  return { verdict, complete };
}

describe("npx @live-sessions/conformance run --mock", () => {
  it("says in one sentence what to install where Prism is not, and exits 2", async () => {
    const cwd = emptyProject(folder, "mock-without-prism");
    const { code, stdout, stderr } = await run("npx", [...suite, "--mock"], { cwd, env, alsoFine: 2 });
    const said = stderr.split("\n").filter((line) => !line.startsWith("npm "));

    expect({ code, stdout, said }).toEqual({
      code: 2,
      stdout: "",
      said: ["error: --mock needs Prism, which is not installed: npm install --save-dev @stoplight/prism-cli", ""],
    });
  });

  it("finds the document's examples consistent where Prism was installed as it said", async () => {
    const cwd = emptyProject(folder, "mock-with-prism");
    // Its counting of installations stays off the network.
    await run("npm", ["install", "--save-dev", "--ignore-scripts", "@stoplight/prism-cli"], { cwd, env });
    await run("npx", [...suite, "--mock", "--reporter", "json=report.json"], { cwd, env });

    expect(verdictOf(join(cwd, "report.json"))).toEqual({ verdict: "examples-consistent", complete: true });
  });
});

describe("npx @live-sessions/reference-server serve", () => {
  it("is judged conformant by npx @live-sessions/conformance run", async () => {
    const cwd = emptyProject(folder, "judged");
    const secrets = { LIVE_SESSIONS_PROVISIONER_AUTHORIZATION: randomBytes(24).toString("base64url") };
    const settings = { cwd, env: { ...env, ...secrets } };
    const where = ["--database", "live-sessions.sqlite", "--port", "0", "--provisioning-port", "0"];
    const server = startGroup("npx", ["--yes", "@live-sessions/reference-server", "serve", ...where], settings);
    const isOver = once(server, "close");
    try {
      const urls = await listening(server.stdout);
      const target = ["--base-url", urls["Live sessions"] ?? "", "--provisioner", urls["Provisioning"] ?? ""];
      await run("npx", [...suite, ...target, "--level", "should", "--reporter", "json=report.json"], settings);
    } finally {
      killGroup(server);
      await isOver;
    }

    expect(verdictOf(join(cwd, "report.json"))).toEqual({ verdict: "conformant", complete: true });
  });
});

/** The two URLs that the server says it listens at, by what each is. */
async function listening(stdout: NodeJS.ReadableStream | null): Promise<Record<string, string>> {
  if (stdout === null) throw new Error("The server's output cannot be read.");
  const urls: Record<string, string> = {};
  for await (const line of createInterface(stdout)) {
    const [, what, url] = /^(Live sessions|Provisioning) at (http:\S+)$/.exec(line) ?? [];
    if (what !== undefined && url !== undefined) urls[what] = url;
    if (Object.keys(urls).length === 2) return urls;
  }
  throw new Error("The server ended before it said where it listens.");
}
