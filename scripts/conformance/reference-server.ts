import { createInterface } from "node:readline";
import { type OwnedProcess, startProcess } from "./child-process.ts";

/** How long the server may take to say where it listens. */
const readyWithinMs = 120_000;

/** A reference server that is ready for requests. */
export interface RunningServer {
  readonly baseUrl: string;
  readonly provisioner: string;
  stop(): Promise<void>;
}

/** Settings of {@link startReferenceServer}. */
export interface ReferenceServerOptions {
  /** The built `main.js`. */
  readonly entry: string;
  /** The SQLite file; made when it is not there. */
  readonly database: string;
  /** What the provisioning listener asks for in `Authorization`. */
  readonly provisionerAuthorization: string;
}

/**
 * Starts the built reference server on free ports and waits for the two lines that say where it listens.
 *
 * @throws when it ends before, or says nothing within 20 seconds, with what it wrote to stderr.
 */
export async function startReferenceServer(options: ReferenceServerOptions): Promise<RunningServer> {
  const { entry, database, provisionerAuthorization } = options;
  const server = startProcess([entry, "serve", "--database", database, "--port", "0", "--provisioning-port", "0"], {
    env: { ...process.env, LIVE_SESSIONS_PROVISIONER_AUTHORIZATION: provisionerAuthorization },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = (): Promise<void> => server.stop("SIGTERM");
  try {
    return { ...(await listeningUrls(server)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function listeningUrls(server: OwnedProcess): Promise<{ baseUrl: string; provisioner: string }> {
  let stderr = "";
  server.child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
  });
  const failed = (what: string): Error => new Error(`The reference server ${what}.\n${stderr}`.trimEnd());
  const found = new Promise<{ baseUrl: string; provisioner: string }>((resolve) => {
    const urls = new Map<string, string>();
    if (server.child.stdout === null) return;
    createInterface(server.child.stdout).on("line", (line) => {
      const [, what, url] = /^(Live sessions|Provisioning) at (http:\S+)$/.exec(line) ?? [];
      if (what !== undefined && url !== undefined) urls.set(what, url);
      const [baseUrl, provisioner] = [urls.get("Live sessions"), urls.get("Provisioning")];
      if (baseUrl !== undefined && provisioner !== undefined) resolve({ baseUrl, provisioner });
    });
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(failed(`did not say where it listens within ${readyWithinMs / 1000} s`)),
      readyWithinMs,
    );
  });
  const ended = server.ended.then((code) => Promise.reject(failed(`ended with exit code ${code} before it was ready`)));
  try {
    return await Promise.race([found, late, ended]);
  } finally {
    clearTimeout(timer);
    // From here on its end is the business of the one who stops it.
    ended.catch(() => undefined);
  }
}
