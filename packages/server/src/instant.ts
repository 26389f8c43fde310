/** Spells epoch seconds as the contract does: RFC 3339, UTC, `Z`, whole seconds. */
export function formatInstant(epochSeconds: number): string {
  return `${new Date(epochSeconds * 1000).toISOString().slice(0, 19)}Z`;
}
