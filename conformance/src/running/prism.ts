import { createRequire } from "node:module";
import { ConfigurationError } from "../verdict/configuration-error.ts";

/** A Prism that this process serves. */
export interface Prism {
  readonly url: string;
  close(): Promise<void>;
}

interface PrismHttp {
  getHttpOperationsFromSpec(document: object): Promise<readonly object[]>;
}

interface PrismHttpServer {
  createServer(
    operations: readonly object[],
    options: object,
  ): { listen(port: number, host: string): Promise<string>; close(): Promise<void> };
}

const silent = { info() {}, warn() {}, error() {}, debug() {}, success() {}, trace() {}, fatal() {}, start() {} };

/**
 * Serves a document by Prism on a free port of loopback.
 *
 * @throws ConfigurationError when Prism is not installed: it is an optional peer
 */
export async function startPrism(document: object): Promise<Prism> {
  const { http, server } = loadPrism();
  const operations = await http.getHttpOperationsFromSpec(document);
  const logger = { ...silent, child: () => logger };
  const prism = server.createServer(operations, {
    cors: false,
    components: { logger },
    config: {
      isProxy: false,
      validateRequest: true,
      validateResponse: false,
      checkSecurity: true,
      errors: false,
      mock: { dynamic: false },
    },
  });
  const url = await prism.listen(0, "127.0.0.1");
  return { url, close: () => prism.close() };
}

function loadPrism(): { http: PrismHttp; server: PrismHttpServer } {
  try {
    // What Prism's CLI is made of, found from where the CLI is installed: next to this package, or in the folder that it is run in.
    const fromHere = createRequire(import.meta.url);
    const cli = fromHere.resolve("@stoplight/prism-cli/package.json", { paths: [import.meta.dirname, process.cwd()] });
    const fromPrism = createRequire(cli);
    return { http: fromPrism("@stoplight/prism-http"), server: fromPrism("@stoplight/prism-http-server") };
  } catch (cause) {
    throw new ConfigurationError(
      "--mock needs Prism, which is not installed: npm install --save-dev @stoplight/prism-cli",
      { cause },
    );
  }
}
