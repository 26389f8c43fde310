/** `2020-01-31T12:00:00Z`, of seconds since 1970. */
export function utcSeconds(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}
