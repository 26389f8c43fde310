import { type Exchange, headerOf } from "../recording/exchange.ts";
import type { Failure } from "./finding.ts";

/** The failure of a body in a coding that its request did not ask for, or refused (RFC 9110 §12.5.3); undefined of any other. */
export function unaskedCoding(exchange: Exchange): Failure | undefined {
  const accepted = exchange.request.headers["accept-encoding"];
  const said = exchange.response && headerOf(exchange.response, "content-encoding");
  // A request without the header leaves any coding to the server.
  if (accepted === undefined || said === undefined) return undefined;
  const unasked = said
    .split(",")
    .map((coding) => coding.trim().toLowerCase().replace(/^x-/, ""))
    .find((coding) => coding !== "" && coding !== "identity" && !isAccepted(coding, accepted));
  if (unasked === undefined) return undefined;
  return {
    message: `A body comes in the coding ${unasked}, which was not asked for.`,
    pointer: "",
    expected: `a coding of Accept-Encoding: ${accepted}`,
    actual: `Content-Encoding: ${said}`,
    exchanges: [exchange.id],
  };
}

function isAccepted(coding: string, accepted: string): boolean {
  const ranges = accepted.split(",").map((range) => range.split(";").map((part) => part.trim().toLowerCase()));
  const range = ranges.find(([name]) => name === coding) ?? ranges.find(([name]) => name === "*");
  return range !== undefined && !/^q=0(?:\.0*)?$/.test(range[1] ?? "");
}
