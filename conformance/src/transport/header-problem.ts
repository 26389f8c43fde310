/**
 * Why a text can be no header's value (RFC 9110 §5.5: visible characters, spaces and tabs between them, and bytes from 0x80 on), to
 * go on with behind its name; undefined where it can.
 */
export function headerProblem(value: string): string | undefined {
  if (/^\s|\s$/.test(value))
    return "begins or ends with white space (often the line break of the file it was read from)";
  for (const [index, character] of [...value].entries()) {
    const code = character.codePointAt(0) ?? 0;
    if (code > 0xff) return `holds a character outside Latin-1 at position ${index + 1}`;
    if ((code < 0x20 && code !== 0x09) || code === 0x7f) return `holds a control character at position ${index + 1}`;
  }
  return undefined;
}
