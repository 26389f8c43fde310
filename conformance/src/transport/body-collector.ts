import { READ_BODY_BYTES } from "./wire.ts";

/** Collects a body up to the size that is read; what comes after is refused. */
export class BodyCollector {
  readonly #chunks: Uint8Array[] = [];
  #bytes = 0;

  /** @returns false once the body is longer than is read */
  add(chunk: Uint8Array): boolean {
    this.#bytes += chunk.byteLength;
    if (this.#bytes > READ_BODY_BYTES) return false;
    this.#chunks.push(chunk);
    return true;
  }

  get bytes(): number {
    return this.#bytes;
  }

  whole(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

/** The message for a body that is longer than is read. */
export const tooLargeMessage: string = `the body is longer than ${READ_BODY_BYTES} bytes`;
