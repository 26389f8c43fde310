import { hash, randomBytes } from "node:crypto";

const API_KEY = /^uap-[0-9a-f]{32}-[0-9a-f]{8}$/;

/** Makes a key, `uap-<32 hex>-<8 hex>`: 160 random bits. */
export function mintApiKey(): string {
  return `uap-${randomBytes(16).toString("hex")}-${randomBytes(4).toString("hex")}`;
}

/** Whether text has the form of a key; what has not needs no look-up. */
export function isApiKey(text: string): boolean {
  return API_KEY.test(text);
}

/**
 * What the database holds in place of a key. Keys are 160 random bits, so a fast hash without salt is enough: there is
 * nothing to guess, and the look-up needs the same hash each time.
 */
export function hashApiKey(key: string): Uint8Array {
  return hash("sha256", key, "buffer");
}
