import type { ServerUnderTest } from "../corpus/server-under-test.ts";

/** Starts a server, hands it to `use`, and ends it. */
export async function withServer<T>(
  start: () => Promise<ServerUnderTest>,
  use: (server: ServerUnderTest) => Promise<T>,
): Promise<T> {
  const server = await start();
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

/** The flags that point a provisioned run at a server. */
export function provisionedFlags({ baseUrls, provisionerUrl = "" }: ServerUnderTest): string[] {
  return [...baseUrls.flatMap((url) => ["--base-url", url]), "--provisioner", provisionerUrl];
}
