import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { PackedPackage } from "../packages/pack.ts";

/** The first example of the client's README as published: TypeScript, and JavaScript as it stands. */
export function clientExample(packages: readonly PackedPackage[]): string {
  const client = packages.find(({ name }) => name === "@live-sessions/client");
  const readme = readFileSync(join(client?.directory ?? "", "README.md"), "utf8");
  const [, example] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  if (example === undefined) throw new Error("The client's README has no example.");
  return example;
}

/** The same for a CommonJS module, which has no `import` and no `await` outside of functions. */
export function withRequire(example: string): string {
  const [imports = "", ...rest] = example.split("\n");
  const required = imports.replace(/^import (\{.*\}) from ("[^"]+");$/, "const $1 = require($2);");
  return `${required}\n(async () => {\n${rest.join("\n")}})();\n`;
}

/** What the example prints about the list that {@link serveList} serves. */
export const exampleOutput = "2.5 minutes\n";

/** A list server, and what the example is told about it. */
export interface ListServer {
  /** Variables that the example reads. */
  readonly env: { readonly BASE_URL: string; readonly LIVE_SESSIONS_AUTHORIZATION: string };
  close(): void;
}

/** Serves two pages of one session each, 60 and 90 seconds long, of whatever live entity, for the holder of the key. */
export async function serveList(): Promise<ListServer> {
  const key = "uap-0123456789abcdef0123456789abcdef-01234567";
  const server = createServer(({ headers, url }, response) => {
    const isAllowed = headers.authorization === key;
    const isSecond = new URL(url ?? "", "http://localhost").searchParams.get("page_token") === "second";
    const page = isSecond
      ? { data: [session("b", 90)], next_page_token: "" }
      : { data: [session("a", 60)], next_page_token: "second" };
    const error = { message: "The API key is not valid.", error_type: "invalid_request_error" };
    response.writeHead(isAllowed ? 200 : 401, { "content-type": "application/json" });
    response.end(JSON.stringify(isAllowed ? page : error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { env: { BASE_URL: `http://127.0.0.1:${port}`, LIVE_SESSIONS_AUTHORIZATION: key }, close };
}

const session = (letter: string, duration: number): object => ({
  id: `${letter.repeat(8)}-0000-4000-8000-000000000000`,
  entity_id: "3f8a1c52-7d04-4b6e-9a1b-5c2e8f60d713",
  stream_key: "stream-key",
  created_at: "2024-01-01T00:00:00Z",
  updated_at: "2024-01-01T00:02:00Z",
  duration,
});
