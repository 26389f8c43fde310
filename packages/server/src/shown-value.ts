const SHOWN_CHARACTERS = 16;

/** A value from outside as an error message shows it: quoted, escaped and cut, so that no whole key comes back. */
export function shownValue(value: string): string {
  const start = Array.from(value.slice(0, SHOWN_CHARACTERS * 2))
    .slice(0, SHOWN_CHARACTERS)
    .join("");
  return JSON.stringify(start.length < value.length ? `${start}…` : start);
}
