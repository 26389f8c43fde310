/**
 * What a member says, as text: a string as it is, anything else as JSON. `String` fails on objects of the suite's reader, which have
 * no prototype, and on any whose `toString` is a member.
 */
export function valueText(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined ? "undefined" : JSON.stringify(value);
}
