import { Evidence } from "../../findings/evidence.ts";
import { headerOf } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause http.not-publicly-cached. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: "everything",
  explanation: {
    why: "A shared cache keeps answers to requests with Authorization only if it is told that it may (RFC 9111 §3.5): then it serves stream keys to others.",
    probe: "Cache-Control of every page: public, s-maxage, or must-revalidate without private or no-store.",
    example: "Cache-Control: public, max-age=60.",
    remedy: "Send Cache-Control: no-store, or private.",
  },
  judge(view) {
    const evidence = new Evidence();
    for (const { exchange } of view.pages) {
      const value = exchange.response && headerOf(exchange.response, "cache-control");
      evidence.compare(
        isKeptByShared(value)
          ? {
              message: "A page may be kept by a shared cache.",
              pointer: "",
              expected: "no-store, private, or no Cache-Control",
              actual: `Cache-Control: ${value ?? ""}`,
              exchanges: [exchange.id],
            }
          : undefined,
      );
    }
    return evidence.finding("no page was read");
  },
};

function isKeptByShared(value: string | undefined): boolean {
  const directives = new Set(
    (value ?? "").split(",").map((directive) => directive.trim().toLowerCase().split("=")[0] ?? ""),
  );
  if (directives.has("no-store") || directives.has("private")) return false;
  return ["public", "s-maxage", "must-revalidate"].some((directive) => directives.has(directive));
}
