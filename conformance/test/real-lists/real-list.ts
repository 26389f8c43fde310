import { readFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";

/** A list that software from npm serves, and what a run of the suite says of it. */
export interface RealList {
  /** In a table. */
  readonly name: string;
  /** Folders of its packages in `node_modules`, the one that pages first. */
  readonly packages: readonly string[];
  /** What is served and how it was set up, in a sentence. */
  readonly setUp: string;
  /** A document as its user would write it, and the configuration for it. */
  readonly document: object;
  readonly config: object;
  /** Why each finding is true, by its rule; no other is expected. */
  readonly because: Readonly<Record<string, string>>;
  readonly start: () => Promise<RunningList>;
}

/** A server that answers; its starter closes it. */
export interface RunningList {
  readonly url: string;
  close(): Promise<void>;
}

/** A note, as every one of these servers has them: three share a time. */
export interface Note {
  readonly id: number;
  readonly title: string;
  readonly created: string;
}

/** Some notes, oldest first. */
export function notes(count = 83): Note[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    title: `Note ${String(index + 1).padStart(3, "0")}`,
    created: new Date(Date.UTC(2026, 0, 1, 0, Math.floor(index / 3))).toISOString(),
  }));
}

/** Serves on a free port of loopback. */
export async function serve(listener: RequestListener, closed?: () => void): Promise<RunningList> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      closed?.();
    },
  };
}

/** What a document says of one list. */
interface Described {
  readonly path: string;
  readonly parameters: Readonly<Record<string, object>>;
  readonly properties?: object;
  readonly mediaType?: string;
  readonly headers?: object;
  readonly schema?: object;
}

/** An OpenAPI document of one list operation, `listNotes`. */
export function documentOf({ path, parameters, mediaType = "application/json", headers, ...page }: Described): object {
  const schema = page.schema ?? { type: "object", properties: page.properties };
  const response = { description: "A page", ...(headers ? { headers } : {}), content: { [mediaType]: { schema } } };
  const query = Object.entries(parameters).map(([name, of]) => ({ name, in: "query", schema: of }));
  return {
    openapi: "3.1.0",
    info: { title: "Notes", version: "1" },
    paths: { [path]: { get: { operationId: "listNotes", parameters: query, responses: { 200: response } } } },
  };
}

/** Name and version of a package as it is installed. */
export function installed(folder: string): { readonly name: string; readonly version: string } {
  const manifest = new URL(`../../node_modules/${folder}/package.json`, import.meta.url);
  const { name, version }: { readonly name: string; readonly version: string } = JSON.parse(
    readFileSync(manifest, "utf8"),
  );
  return { name, version };
}
