/**
 * A request that the protocol does not allow; the handler answers it 400 with the message.
 * A team's own functions may throw it too, for what only they can judge.
 */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";
  /** JSON Pointer (RFC 6901) to the value in the request body; empty for the whole body. */
  readonly pointer: string;

  /**
   * @param pointer JSON Pointer to the offending value, "" for the whole body
   * @param expected what would have been right, as it reads after "expected"
   * @param value the value that came, shown shortened; leave it out where there is nothing to show
   */
  constructor(pointer: string, expected: string, value?: unknown) {
    const came = value === undefined ? "" : `; got ${shortened(value)}`;
    super(`${pointer === "" ? "The body" : pointer}: expected ${expected}${came}.`);
    this.pointer = pointer;
  }
}

const SHOWN_CHARACTERS = 40;

function shortened(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > SHOWN_CHARACTERS ? `${json.slice(0, SHOWN_CHARACTERS)}…` : json;
}
