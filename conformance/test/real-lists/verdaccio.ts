import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { documentOf, type RealList, type RunningList } from "./real-list.ts";

const PACKAGES = 47;

/** The search of a registry, over its own packages. */
export const verdaccioSearch: RealList = {
  name: "Verdaccio, search",
  packages: ["verdaccio"],
  setUp: "A registry with 47 packages of its own and no uplink; GET /-/v1/search with text, size and from.",
  document: documentOf({
    path: "/-/v1/search",
    parameters: { text: { type: "string" }, size: { type: "integer", default: 20 }, from: { type: "integer" } },
    properties: {
      objects: {
        type: "array",
        items: {
          type: "object",
          properties: { package: { type: "object", properties: { name: { type: "string" } } } },
        },
      },
      total: { type: "integer" },
    },
  }),
  config: {
    query: { text: "package" },
    pagination: { style: "offset", items: "/objects", limitParam: "size", offsetParam: "from" },
    list: { id: "/package/name", total: "/total", noun: "package" },
  },
  because: {
    "pagination.exactly-once":
      "No package is lost or repeated: it is the total that is wrong. It is the number of packages on the page (total: final.length in build/api/endpoint/api/v1/search.js), where npm's search names all that match; a client that stops there sees one page.",
    "pagination.bad-size-rejected":
      "parseQueryInt reads 5abc as 5 and takes what it cannot use for the default of 20 (the same file): no size is refused.",
    "pagination.bad-token-rejected": "parseQueryInt takes a from that is not a number for 0: the first page comes.",
  },
  start: async () => {
    const folder = mkdtempSync(join(tmpdir(), "real-list-"));
    const registry = await start(folder);
    for (let number = 1; number <= PACKAGES; number += 1) await publish(registry.url, number);
    return {
      ...registry,
      close: async () => {
        await registry.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};

async function start(folder: string): Promise<RunningList> {
  const { runServer }: { runServer(config: object): Promise<Server> } = createRequire(import.meta.url)("verdaccio");
  const server = await runServer({
    configPath: join(folder, "config.yaml"),
    storage: join(folder, "storage"),
    auth: { htpasswd: { file: join(folder, "htpasswd") } },
    uplinks: {},
    packages: { "**": { access: ["$all"], publish: ["$all"] } },
    web: { enable: false },
    log: { type: "file", path: join(folder, "registry.log"), format: "json", level: "fatal" },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the registry has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A package of three bytes. */
async function publish(url: string, number: number): Promise<void> {
  const name = `package-${String(number).padStart(2, "0")}`;
  const bytes = Buffer.alloc(3);
  const shasum = createHash("sha1").update(bytes).digest("hex");
  const file = `${name}-1.0.0.tgz`;
  const version = { name, version: "1.0.0", dist: { tarball: `${url}/${name}/-/${file}`, shasum } };
  const attachment = { content_type: "application/octet-stream", data: bytes.toString("base64"), length: bytes.length };
  const response = await fetch(`${url}/${name}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      _id: name,
      name,
      "dist-tags": { latest: "1.0.0" },
      versions: { "1.0.0": version },
      _attachments: { [file]: attachment },
    }),
  });
  await response.arrayBuffer();
  if (response.status !== 201) throw new Error(`${name} was not published: ${response.status}`);
}
