import type { Exchange } from "../recording/exchange.ts";

/** A header that all answers of one kind have and none of the other: its name, and whether the first kind has it. */
interface TellingHeader {
  readonly name: string;
  readonly isOnFirst: boolean;
}

/** The first header by whose name every answer of one kind can be told from every one of another; undefined where there is none. */
export function tellingHeader(first: readonly Exchange[], second: readonly Exchange[]): TellingHeader | undefined {
  const name = firstOnlyOn(first, second);
  if (name !== undefined) return { name, isOnFirst: true };
  const other = firstOnlyOn(second, first);
  return other === undefined ? undefined : { name: other, isOnFirst: false };
}

function firstOnlyOn(having: readonly Exchange[], lacking: readonly Exchange[]): string | undefined {
  const [one, ...others] = having.map(namesOf);
  const anywhere = new Set(lacking.flatMap((exchange) => [...namesOf(exchange)]));
  return [...(one ?? [])].find((name) => !anywhere.has(name) && others.every((names) => names.has(name)));
}

function namesOf({ response }: Exchange): ReadonlySet<string> {
  return new Set(response?.headers.map(([name]) => name));
}
