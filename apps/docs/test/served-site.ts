import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { siteFolder } from "../src/site-paths.ts";
import { createSiteServer } from "../src/site-server.ts";

/** The built site, served below a path, as sites of projects often are. */
export interface ServedSite {
  readonly origin: string;
  /** The URL of the site's root; it ends with a slash. */
  readonly root: string;
  close(): Promise<void>;
}

/** Serves the built site on a free port of loopback. */
export async function serveSite(): Promise<ServedSite> {
  const basePath = "/some/where/";
  const server: Server = createSiteServer(siteFolder, basePath);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { origin, root: origin + basePath, close };
}
