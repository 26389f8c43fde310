import type { ServedLiveSession } from "@live-sessions/contract";
import type { Sandbox, Serving } from "./program.ts";
import { STREAM } from "./recorded-hooks.ts";
import { list, pageOf } from "./scenario.ts";

/** A server that takes hooks, with an entity whose stream is known. */
export interface Hooked {
  readonly server: Serving;
  readonly key: string;
  /** Sends a hook with a body as the media server sends it. @returns status and body of the answer */
  hook(name: string, body: string, headers?: Record<string, string>): Promise<readonly [number, string]>;
  /** What is listed, oldest first. */
  sessions(): Promise<readonly ServedLiveSession[]>;
}

/** Starts one. @param flags further ones of `serve` */
export async function hooked(sandbox: Sandbox, ...flags: string[]): Promise<Hooked> {
  const database = sandbox.file("a.sqlite");
  const run = async (...args: string[]): Promise<string> =>
    (await sandbox.run([...args, "--database", database])).stdout.trim();
  const account = await run("accounts", "create");
  const entityId = await run("entities", "create", "--account", account, "--stream", STREAM);
  const key = await run("keys", "create", "--account", account, "--scopes", "ingest");
  const reader = await run("keys", "create", "--account", account, "--scopes", "read");
  const server = await sandbox.serve(["--database", database, "--ingest-port", "0", "--log-level", "debug", ...flags]);
  return {
    server,
    key,
    hook: async (name, body, headers = {}) => {
      const url = `${server.ingest}/ingest/${name}/${key}`;
      const answer = await fetch(url, { method: "POST", headers, body });
      return [answer.status, await answer.text()];
    },
    sessions: async () => {
      const page = await pageOf(await list(server.list, { authorization: reader, entityId }));
      return page.data.toReversed();
    },
  };
}
