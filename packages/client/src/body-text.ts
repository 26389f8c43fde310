/** No page comes near it; a body that goes on for ever must not fill the memory. */
const MAX_CHARACTERS = 10_000_000;

/**
 * Reads a body as UTF-8, up to ten million characters, and cancels what goes on after them or after the signal's abort:
 * a body that nobody reads would hold its connection for good.
 *
 * @param keep is given each part as it arrives, so that what came before a body broke is there for the error.
 * @returns whether that was the whole body.
 */
export async function readText(
  body: ReadableStream<Uint8Array> | null | undefined,
  signal: AbortSignal,
  keep: (part: string) => void,
): Promise<boolean> {
  if (!body) return true;
  const decoder = new TextDecoder();
  const reader = body.getReader();
  const cancel = () => {
    reader.cancel().catch(() => undefined);
  };
  if (signal.aborted) cancel();
  signal.addEventListener("abort", cancel);
  for (let length = 0; length <= MAX_CHARACTERS; ) {
    const { done, value } = await reader.read();
    if (done) {
      keep(decoder.decode());
      return true;
    }
    const part = decoder.decode(value, { stream: true });
    length += part.length;
    keep(part);
  }
  cancel();
  return false;
}
