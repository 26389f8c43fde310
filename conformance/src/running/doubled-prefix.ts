import { withoutTrailingSlashes } from "../transport/without-trailing-slashes.ts";

/**
 * What is wrong with a base URL that ends in what each request's path begins with, such as `https://api.example.com/v1`; undefined
 * where nothing is.
 *
 * @param target path of a request, as it is added to the base URL
 */
export function doubledPrefix(baseUrl: string, target: string): string | undefined {
  const whole = withoutTrailingSlashes(baseUrl);
  const last = whole.slice(whole.lastIndexOf("/"));
  if (new URL(whole).pathname === "/" || !target.startsWith(`${last}/`)) return undefined;
  return `the base URL ${whole} ends in ${last}, with which each path begins: give ${whole.slice(0, -last.length)}`;
}
