/** As deep as causes are followed, as one may be its own. */
const MAX_DEPTH = 9;

/**
 * Why a connection failed, in words: by the code that the error or one of its causes carries, or else by the innermost
 * message; empty where neither can be read.
 *
 * Codes are Node's, Deno's and Bun's: no browser has one, and none loads what they mean (230 bytes).
 *
 * @param error what `fetch` threw, already without credentials.
 */
export async function connectionFailure(error: unknown): Promise<string> {
  let text = "";
  try {
    for (let inner = error, depth = 0; depth < MAX_DEPTH && inner !== undefined; depth++) {
      const { code, message, cause } = Object(inner);
      if (typeof code === "string") {
        const { meaningOf } = await import("./connection-codes.ts");
        return meaningOf(code, `${message}`);
      }
      text = `${message ?? inner}` || text;
      inner = cause;
    }
  } catch {
    // A caller's own fetch may throw what cannot be looked at.
  }
  return text;
}
