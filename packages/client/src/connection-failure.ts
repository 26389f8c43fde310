/** As deep as causes are followed, as one may be its own. */
const MAX_DEPTH = 9;

/**
 * Why a connection failed, in words: by the code that the error or one of its causes carries, or else by the innermost
 * message.
 *
 * Codes are Node's, Deno's and Bun's: no browser has one, and none loads what they mean (300 bytes).
 *
 * @param error what `fetch` threw, already without credentials. It rejects where that cannot be looked at.
 */
export async function connectionFailure(error: unknown, depth: number = MAX_DEPTH): Promise<string> {
  const { code, message, cause } = Object(error);
  if (typeof code === "string") return (await import("./connection-codes.ts")).meaningOf(code, `${message}`);
  return cause && depth > 0 ? connectionFailure(cause, depth - 1) : `${message ?? error}`;
}
