/** Every header by which servers let a method be renamed, with a method. */
export function overridingMethod(method: string): Readonly<Record<string, string>> {
  return { "x-http-method-override": method, "x-http-method": method, "x-method-override": method };
}
