/** No page comes near it; a body that goes on for ever must not fill the memory. */
const maxCharacters = 10_000_000;

/**
 * Reads a body as UTF-8, up to ten million characters.
 *
 * @param keep is given each part as it arrives, so that what came before a body broke is there for the error.
 */
export async function readText(
  body: ReadableStream<Uint8Array> | null | undefined,
  keep: (part: string) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  const reader = body?.getReader();
  for (let length = 0; length < maxCharacters; ) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) break;
    const part = decoder.decode(chunk.value, { stream: true });
    length += part.length;
    keep(part);
  }
  keep(decoder.decode());
}
