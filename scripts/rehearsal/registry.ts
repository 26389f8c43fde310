import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { run } from "./run.ts";

/** What is used of Verdaccio, whose own declarations need a package of types that it does not bring along. */
const { runServer } = createRequire(import.meta.url)("verdaccio") as {
  runServer(config: object): Promise<Server>;
};

/** A registry of packages that runs in this process. */
export interface Registry {
  /** Where it listens, on loopback, with a slash at its end. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts Verdaccio on a free port of loopback, with everything it keeps in `folder`. Whoever reaches it may publish our
 * packages; all others come from the registry that npm is set up for on this machine.
 *
 * @throws when the machine's registry cannot be found out.
 */
export async function startRegistry(folder: string): Promise<Registry> {
  const { output } = await run("npm", ["config", "get", "registry"], { cwd: folder });
  const server = await runServer({
    configPath: join(folder, "config.yaml"),
    storage: join(folder, "storage"),
    auth: { htpasswd: { file: join(folder, "htpasswd") } },
    uplinks: { upstream: { url: output.trim(), maxage: "60m", timeout: "60s" } },
    packages: {
      // Never asked elsewhere: what is installed of these was published here, or is not there.
      "@live-sessions/*": { access: ["$all"], publish: ["$all"] },
      "**": { access: ["$all"], publish: [], proxy: ["upstream"] },
    },
    web: { enable: false },
    log: { type: "stdout", format: "pretty", level: "fatal" },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/`, stop };
}
