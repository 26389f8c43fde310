import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { text } from "node:stream/consumers";

/** A span as OTLP spells it in JSON. */
export interface ExportedSpan {
  readonly traceId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly status: object;
}

interface Value {
  readonly stringValue?: string;
  readonly intValue?: number;
}

type KeyValues = readonly { readonly key: string; readonly value: Value }[];

interface ExportRequest {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: KeyValues };
    readonly scopeSpans: readonly { readonly spans: readonly (ExportedSpan & { readonly attributes: KeyValues })[] }[];
  }[];
}

/** Takes spans by OTLP over HTTP, on loopback. */
export class Collector implements AsyncDisposable {
  /** What came, as it came. */
  readonly bodies: string[] = [];
  readonly headers: IncomingHttpHeaders[] = [];
  readonly paths: string[] = [];
  readonly #server: Server;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;

  private constructor(server: Server) {
    this.#server = server;
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The port of a listener is unknown.");
    this.url = `http://127.0.0.1:${address.port}`;
  }

  /** @param status what each export is answered */
  static async open(status: number | "never" = 200): Promise<Collector> {
    const server = createServer(async (request, response) => {
      collector.paths.push(request.url ?? "");
      collector.headers.push(request.headers);
      collector.bodies.push(await text(request));
      if (status !== "never") response.writeHead(status, { "content-type": "application/json" }).end("{}");
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const collector = new Collector(server);
    return collector;
  }

  /** The spans that came, in the order in which they ended. */
  get spans(): readonly ExportedSpan[] {
    const scopes = this.#requests().flatMap(({ resourceSpans }) => resourceSpans.flatMap((each) => each.scopeSpans));
    return scopes.flatMap(({ spans }) => spans.map((span) => ({ ...span, attributes: attributesOf(span.attributes) })));
  }

  /** Of what the last spans that came are said to be. */
  get resource(): Readonly<Record<string, string | number>> {
    return attributesOf(this.#requests().at(-1)?.resourceSpans[0]?.resource.attributes ?? []);
  }

  #requests(): readonly ExportRequest[] {
    return this.bodies.map((body) => JSON.parse(body) as ExportRequest);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

function attributesOf(values: KeyValues): Readonly<Record<string, string | number>> {
  return Object.fromEntries(values.map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? ""]));
}
