/** True when an id matches a pattern in which `*` stands for any text. It takes at most one step for each pair of their characters. */
export function matchesGlob(pattern: string, id: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return id === pattern;
  if (!id.startsWith(first)) return false;
  // Each piece at the first place where it fits: a later one would leave less for those behind it.
  let at = first.length;
  for (const piece of rest) {
    const found = id.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return id.length - last.length >= at && id.endsWith(last);
}
