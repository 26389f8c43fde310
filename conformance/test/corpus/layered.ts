import { type Exchange, jsonReply, type Reply } from "./exchange.ts";
import { type EndpointClass, ListEndpoint } from "./list-endpoint.ts";
import type { MemoryData } from "./memory-data.ts";

/** What stands in front of the endpoint: sees each request first, and each answer last. `inner` is the endpoint itself. */
export type Layer = (
  exchange: Exchange,
  inner: (exchange: Exchange) => Promise<Reply>,
  data: MemoryData,
) => Reply | Promise<Reply>;

/** The endpoint behind a gateway, a cache, a middleware or an encoder, as real deployments are built. */
export function behind(layer: Layer, Base: EndpointClass = ListEndpoint): EndpointClass {
  return class extends Base {
    override async handle(exchange: Exchange): Promise<Reply> {
      return layer(exchange, (inner) => super.handle(inner), this.data);
    }
  };
}

/** The same request with other headers; undefined takes one away. */
export function withHeaders(exchange: Exchange, headers: Readonly<Record<string, string | undefined>>): Exchange {
  return { ...exchange, headers: { ...exchange.headers, ...headers } };
}

/** The same request at another path and query. */
export function at(exchange: Exchange, path: string, query: string = exchange.query): Exchange {
  return { ...exchange, path, query, target: query === "" ? path : `${path}?${query}` };
}

/** The key of the owner of the entity in a path: what a service behind a gateway that has let the request in acts with. */
export function ownersKey(data: MemoryData, path: string): string {
  const id = decodeURIComponent(/live_entities\/([^/]*)/.exec(path)?.[1] ?? "");
  const entity = data.entities.get(id.toLowerCase());
  return data.accounts.get(entity?.accountId ?? "")?.authorization ?? "";
}

/** What an exception comes to that nobody catches before the outermost handler. */
export const internalError: Reply = jsonReply(500, {
  message: "An unexpected error occurred on the server's end.",
  error_type: "api_error",
});
