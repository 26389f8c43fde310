import type { paths } from "@live-sessions/contract";
import { serializePrimitiveParam } from "openapi-fetch";

type Path = Extract<keyof paths, `${string}/live_sessions`>;
type Query = NonNullable<paths[Path]["get"]["parameters"]["query"]>;

const PATH: Path = "/v1/live_entities/{id}/live_sessions";

/**
 * The URL of a page below `baseUrl`, its parameters serialised as OpenAPI says; one that is undefined is not sent.
 *
 * Of openapi-fetch only the serialiser of plain values is taken. Its client gives any body of an error as the declared one
 * and is 1,500 of 2,700 bytes; its serialisers of arrays and objects, which the document does not have, are 830 more.
 */
export function pageUrl(
  baseUrl: string,
  id: string,
  query: { readonly [Name in keyof Query]: Query[Name] | undefined },
): string {
  const url = baseUrl.replace(/\/$/, "") + PATH.replace("{id}", encodeURIComponent(id));
  const parameters = Object.entries(query).map(([name, value]) => serializePrimitiveParam(name, value as string));
  const search = parameters.filter(Boolean).join("&");
  return search ? `${url}?${search}` : url;
}
