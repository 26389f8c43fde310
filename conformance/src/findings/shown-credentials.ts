import type { View } from "../reading/view.ts";

/** A credential that an answer shows: what it is, and the placeholder that stands in its place. */
export interface ShownCredential {
  readonly what: string;
  readonly text: string;
}

/** What `Secrets` writes, in a text and in a page token. */
const placeholder =
  /\[(?:key ([^[\]]{1,80})|stream-key (?:\d{1,9}(?:, in another case)?|of many))\]|~(?:key-([\w.-]{1,80})|stream-key-(?:\d{1,9}(?:-in-another-case)?|of-many))~/g;

const mayHoldPlaceholder = /\[key |[[~]stream-key|~key-/;

/** Looks for credentials in what answers say: keys by the names of those that this run sent, so that no text of a server is taken for one. */
export class ShownCredentials {
  readonly #names: ReadonlySet<string>;

  constructor(view: View) {
    const names = view.recording.exchanges.map(({ purpose }) => purpose.key ?? "owner");
    this.#names = new Set([...names, "of the provisioner"].flatMap((name) => [name, inToken(name)]));
  }

  /** The first credential in a text. */
  in(text: string): ShownCredential | undefined {
    if (!mayHoldPlaceholder.test(text)) return undefined;
    for (const [found, key, keyInToken] of text.matchAll(placeholder)) {
      const name = key ?? keyInToken;
      if (name === undefined) return { what: "a stream key", text: found };
      if (this.#names.has(name)) return { what: "an API key", text: found };
    }
    return undefined;
  }
}

function inToken(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9._-]+/g, "-");
}
