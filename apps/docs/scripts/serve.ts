// Serves the built site on this machine: --port <n> (default 8080; 0 takes a free one). Ctrl-C ends it.
import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import { siteFolder } from "../src/site-paths.ts";
import { createSiteServer } from "../src/site-server.ts";

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const { values } = parseArgs({ options: { port: { type: "string", default: "8080" } } });
const port = Number(values.port);
if (!(Number.isInteger(port) && port >= 0 && port <= 65_535)) fail(`--port ${values.port} is not a port.`);
if (!existsSync(siteFolder)) fail("The site is not built. Run `npx -y pnpm@12.21.0 site`, which builds it first.");

const server = createSiteServer(siteFolder);
server.once("error", (error: NodeJS.ErrnoException) =>
  fail(
    error.code === "EADDRINUSE"
      ? `Port ${port} is taken. Choose another one: npx -y pnpm@12.21.0 site --port 0`
      : `Cannot listen on port ${port}: ${error.message}`,
  ),
);
server.listen(port, "127.0.0.1", () => {
  const address = server.address() as AddressInfo;
  process.stdout.write(`The site is at http://127.0.0.1:${address.port}/ (Ctrl-C ends it)\n`);
});
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}
