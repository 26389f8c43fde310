import { contractDocument } from "./contract-document.ts";

let words: string | undefined;

/** Text of the names that the document gives (paths, parameters, members of objects) and of the values that it lists. */
export function contractWords(): string {
  words ??= [...wordsOf(contractDocument())].join(" ").toLowerCase();
  return words;
}

function* wordsOf(node: unknown): Generator<string> {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === "paths" || key === "properties" || key === "content" || key === "headers") yield* Object.keys(value);
    if (key === "name" && typeof value === "string") yield value;
    if (key === "enum" || key === "examples") yield* Object.values(value).filter(isWord);
    yield* wordsOf(value);
  }
}

function isWord(value: unknown): value is string {
  return typeof value === "string" && /^[a-z_]+$/.test(value);
}
