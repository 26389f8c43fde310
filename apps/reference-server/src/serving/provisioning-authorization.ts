import { createHash, timingSafeEqual } from "node:crypto";

/** @returns a check that lets in exactly the requests with that `Authorization` header; undefined lets in every one */
export function provisioningAuthorization(
  expected: string | undefined,
): ((authorization: string | undefined) => boolean) | undefined {
  if (expected === undefined || expected === "") return undefined;
  const wanted = digest(expected);
  // Digests have one length, as the comparison needs; its time tells nothing of the value.
  return (authorization) => authorization !== undefined && timingSafeEqual(digest(authorization), wanted);
}

function digest(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}
