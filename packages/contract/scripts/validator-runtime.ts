/** The length of a string in characters, not in code units, as JSON Schema counts it. */
export const ucs2length = (text: string): number => [...text].length;
