/** A token that leads on; `""`, null and none all say that nothing follows, and a blank one would be page one. */
export function nonBlank(token: string | null | undefined): string | undefined {
  return token?.trim() ? token : undefined;
}
