import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { run } from "./run.ts";

/** What is used of Verdaccio, whose own declarations need a package of types that it does not bring along. */
const { runServer } = createRequire(import.meta.url)("verdaccio") as {
  runServer(config: object): Promise<Server>;
};

/** A registry of packages that runs in this process. */
export interface Registry {
  /** Where it listens, on loopback, with a slash at its end. */
  readonly url: string;
  /**
   * Does work that installs from it.
   *
   * @throws what the work throws; where the registry behind this one answered badly or not at all, with what that was
   */
  explaining<T>(work: () => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

/** An entry of Verdaccio's log about a request to the registry behind it. */
interface LogEntry {
  readonly msg: string;
  readonly status?: number | string;
  readonly request?: { readonly url?: string };
}

// A registry that is slow for one package is asked for the next all the same: offline after two, it would be 404 for all.
const patience = { maxage: "60m", timeout: "10m", max_fails: 1_000 };
const MAX_TROUBLES = 10;

/**
 * Starts Verdaccio on a free port of loopback, with everything it keeps in `folder`. Everyone who reaches it may publish our
 * packages; all others come from the registry that npm is set up for on this machine.
 *
 * @param upstream that registry; default: asked of npm
 * @throws when the machine's registry cannot be found out.
 */
export async function startRegistry(folder: string, upstream?: string): Promise<Registry> {
  const behind = upstream ?? (await run("npm", ["config", "get", "registry"], { cwd: folder })).output.trim();
  const log = join(folder, "registry.log");
  const server = await runServer({
    configPath: join(folder, "config.yaml"),
    storage: join(folder, "storage"),
    auth: { htpasswd: { file: join(folder, "htpasswd") } },
    uplinks: { upstream: { url: behind, ...patience } },
    packages: {
      // Never asked elsewhere: what is installed of these was published here, or is not there.
      "@live-sessions/*": { access: ["$all"], publish: ["$all"] },
      "**": { access: ["$all"], publish: [], proxy: ["upstream"] },
    },
    web: { enable: false },
    log: { type: "file", path: log, format: "json", level: "http" },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const explaining = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      await untilLogged(log, url);
      const troubles = troublesIn(log, behind);
      if (troubles.length === 0) throw error;
      const said = error instanceof Error ? error.message : String(error);
      throw new Error(`${said}\n\nThe registry ${behind}, which others' packages come from:\n${troubles.join("\n")}`, {
        cause: error,
      });
    }
  };
  return { url, explaining, stop };
}

/**
 * Waits until the log, which is written a little later, holds all that was asked so far: a last request's line is there. Verdaccio
 * has one log in a process, so a second registry there has none.
 */
async function untilLogged(log: string, url: string): Promise<void> {
  if (!existsSync(log)) return;
  const last = `last-${randomUUID()}`;
  await fetch(`${url}@live-sessions%2f${last}`);
  while (!readFileSync(log, "utf8").includes(last)) await wait(10);
}

/** What the registry behind this one answered other than well, the latest last. */
function troublesIn(log: string, upstream: string): string[] {
  if (!existsSync(log)) return [];
  const entries = readFileSync(log, "utf8").split("\n").slice(0, -1);
  const bad = entries
    .map((line) => JSON.parse(line) as LogEntry)
    .filter(({ status, request }) => request?.url?.startsWith(upstream) && (status === "ERR" || Number(status) >= 400));
  return [...new Set(bad.map(({ msg }) => `  ${msg}`))].slice(-MAX_TROUBLES);
}
