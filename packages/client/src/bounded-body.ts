const maxCharacters = 16 * 2 ** 20;

/** What could be read of a body: all of it, or what came before it broke or grew beyond 16 MiB. */
export interface BoundedBody {
  readonly text: string;
  /** Why reading ended early; undefined when it did not. */
  readonly failure?: unknown;
  /** The body went on beyond the bound. */
  readonly isTooLarge?: boolean;
}

/** Reads a body as UTF-8, keeps what has arrived when it breaks, and stops where no page would still go on. */
export async function readBoundedBody(stream: ReadableStream<Uint8Array> | null | undefined): Promise<BoundedBody> {
  const decoder = new TextDecoder();
  let text = "";
  const reader = stream?.getReader();
  try {
    for (;;) {
      const chunk = await reader?.read();
      if (!chunk || chunk.done) return { text: text + decoder.decode() };
      text += decoder.decode(chunk.value, { stream: true });
      if (text.length > maxCharacters) {
        reader?.cancel().catch(() => undefined);
        return { text, isTooLarge: true };
      }
    }
  } catch (failure) {
    return { text, failure };
  }
}

/**
 * The first 2 KiB of a body for an error: without the key, and without the stream keys of a page that was cut short.
 */
export function excerpt(text: string, authorization: string): string {
  return redact(text, authorization)
    .replace(/("stream_key"\s*:\s*")(?:[^"\\]|\\.)*/g, "$1[stream key]")
    .slice(0, 2048);
}

/** Takes the caller's key out of what a server sent back. */
export function redact(text: string, authorization: string): string {
  return text.replaceAll(authorization, "[authorization]");
}
