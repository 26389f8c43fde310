import type { Exchange } from "../recording/exchange.ts";
import type { Evidence } from "./evidence.ts";

/** Checks that an answer is 401. To HEAD, which a server need not serve, any refusal will do. */
export function unauthorized(evidence: Evidence, exchange: Exchange, circumstances: string): void {
  const status = evidence.statusOf(exchange);
  if (status === undefined) return;
  const isHead = exchange.request.method === "HEAD";
  const isRight = isHead ? status >= 300 : status === 401 || (exchange.list !== undefined && status === 403);
  const probe = exchange.purpose.probe === undefined ? "" : ` (${exchange.purpose.probe})`;
  evidence.compare(
    isRight
      ? undefined
      : {
          message: `${circumstances}${probe} ${exchange.request.method} is answered ${status}.`,
          pointer: "",
          expected: "status 401",
          actual: `status ${status}`,
          exchanges: [exchange.id],
        },
  );
}
