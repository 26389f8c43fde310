/** True when an id matches a pattern in which `*` stands for any text. */
export function matchesGlob(pattern: string, id: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(id);
}
