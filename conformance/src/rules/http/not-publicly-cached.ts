import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import { questionOf } from "../../questions/catalogue.ts";
import { headerOf, type RecordedResponse } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause http.not-publicly-cached. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: "everything",
  explanation: {
    why: "A shared cache keeps answers to requests with Authorization only if it is told that it may (RFC 9111 §3.5): then it serves stream keys to others.",
    probe:
      "Cache-Control of every page, of every 304 and of every refusal: public, s-maxage, or must-revalidate without private or no-store; and CDN-Cache-Control and Surrogate-Control, where max-age is enough.",
    example: "Cache-Control: public, max-age=60; CDN-Cache-Control: max-age=60 next to private.",
    remedy: "Send Cache-Control: no-store, or private, errors included, and nothing else to caches on the way.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const exchange of view.listRequests) {
      const { response, request } = exchange;
      // What a gateway refuses by itself, or what is not a GET of the route, holds no page.
      if (request.method !== "GET" || !response || questionOf(exchange.purpose)?.isHostile) continue;
      if (isPageOrItsStandIn(response) || (response.status >= 400 && response.status < 500)) {
        const kept = keptBy(response);
        evidence.compare(kept && { ...kept, exchanges: [exchange.id] });
      }
    }
    return evidence.finding("no page was read");
  },
};

// RFC 9111 §4.3.4: what a 304 says of caching, the page that is kept says from then on.
function isPageOrItsStandIn({ status }: RecordedResponse): boolean {
  return status === 200 || status === 304;
}

// RFC 9213 §2: the header that is meant for a cache wins over Cache-Control there.
const targeted: readonly string[] = ["cdn-cache-control", "surrogate-control"];

function keptBy(response: RecordedResponse): Omit<Failure, "exchanges"> | undefined {
  const what = response.status === 200 ? "A page" : `A ${response.status}`;
  const names = [...targeted.filter((name) => isKept(headerOf(response, name), ["max-age"])), ...plainly(response)];
  const [name] = names;
  return name === undefined
    ? undefined
    : {
        message: `${what} may be kept by a shared cache.`,
        pointer: "",
        expected: "no-store, private, or no such header",
        actual: `${name}: ${headerOf(response, name) ?? ""}`,
      };
}

function plainly(response: RecordedResponse): readonly string[] {
  return isKept(headerOf(response, "cache-control"), []) ? ["cache-control"] : [];
}

/** @param further directives that let this header's cache keep an answer, apart from those that let any */
function isKept(value: string | undefined, further: readonly string[]): boolean {
  const directives = new Map(
    (value ?? "").split(",").map((directive) => {
      const [name = "", argument = ""] = directive.trim().toLowerCase().split("=");
      return [name, argument.replaceAll('"', "")] as const;
    }),
  );
  if (directives.has("no-store") || directives.has("private")) return false;
  const keeps = ["public", "s-maxage", "must-revalidate", ...further];
  return keeps.some((name) => directives.has(name) && !(name.includes("age") && Number(directives.get(name)) === 0));
}
