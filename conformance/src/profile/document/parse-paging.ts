import { DeclarationError } from "../declaration-error.ts";
import { isJsonPointer, isObject } from "../json-pointer.ts";
import { PAGING_STYLES, type Paging, type PagingStyle } from "../list-profile.ts";

/** The members that each style needs; one group of those in brackets is enough. */
const NEEDED: Readonly<Record<PagingStyle, readonly (readonly (keyof Paging)[])[]>> = {
  cursor: [["cursorParam"], ["nextCursor", "cursorFrom"]],
  offset: [["offsetParam"]],
  page: [["offsetParam"]],
  link: [],
  "body-link": [["nextLink"]],
};

const POINTERS: ReadonlySet<string> = new Set(["items", "nextCursor", "cursorFrom", "hasMore", "nextLink"]);
const PARAMETERS: ReadonlySet<string> = new Set(["limitParam", "cursorParam", "offsetParam"]);

/**
 * Reads a pagination object of Redocly's form.
 *
 * @param from where it stands, for messages
 * @throws DeclarationError with the member that is wrong and what would be right
 */
export function parsePaging(value: unknown, from: string): Paging {
  if (!isObject(value)) throw new DeclarationError(`${from} must be an object with "style" and "items".`);
  const { style } = value;
  const known = PAGING_STYLES.find((one) => one === style);
  if (known === undefined)
    throw new DeclarationError(
      `${from}/style must be ${PAGING_STYLES.slice(0, -1).join(", ")} or ${PAGING_STYLES.at(-1)}, got ${shown(style)}.`,
    );
  const members = Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== "style")
      .map(([name, member]) => [name, memberOf(name, member, from)]),
  );
  const paging: Paging = { items: "", ...members, style: known };
  if (members["items"] === undefined)
    throw new DeclarationError(`${from}/items is missing: the pointer to the array of items, "" where the body is it.`);
  for (const group of NEEDED[known]) {
    if (!group.some((name) => paging[name] !== undefined))
      throw new DeclarationError(`${from}/${group[0]} is missing: style ${known} needs ${group.join(" or ")}.`);
  }
  return paging;
}

function memberOf(name: string, member: unknown, from: string): string {
  if (POINTERS.has(name)) {
    if (
      typeof member === "string" &&
      isJsonPointer(member) &&
      (member !== "" || name === "items" || name === "cursorFrom")
    )
      return member;
    throw new DeclarationError(`${from}/${name} must be a JSON pointer such as "/data", got ${shown(member)}.`);
  }
  if (PARAMETERS.has(name)) {
    if (typeof member === "string" && member !== "") return member;
    throw new DeclarationError(`${from}/${name} must be the name of a query parameter, got ${shown(member)}.`);
  }
  const right = ["style", ...PARAMETERS, ...POINTERS].join(", ");
  throw new DeclarationError(`${from}/${name} is not a member of a pagination; it must be one of ${right}.`);
}

/** A wrong value as a message shows it. */
export function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
