import { DeclarationError } from "../declaration-error.ts";
import { isObject, pointerPart } from "../json-pointer.ts";
import type { Paging } from "../list-profile.ts";

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** `x-speakeasy-pagination`: which parameters are page, offset, limit or cursor, and where the body holds what. */
export function pagingOfSpeakeasy(value: unknown, from: string): Paging {
  if (!isObject(value)) throw new DeclarationError(`${from} must be an object.`);
  const outputs = isObject(value["outputs"]) ? value["outputs"] : {};
  const [page, offset] = [inputOf(value, "page"), inputOf(value, "offset")];
  const items = pathToPointer(outputs["results"], `${from}/outputs/results`) ?? "";
  const limitParam = inputOf(value, "limit");
  const shared = { items, ...(limitParam === undefined ? {} : { limitParam }) };
  switch (value["type"]) {
    case "cursor":
      return { ...shared, ...cursorOf(value, outputs, items, from), style: "cursor" };
    case "url": {
      const nextLink = pathToPointer(outputs["nextUrl"], `${from}/outputs/nextUrl`);
      if (nextLink === undefined) throw new DeclarationError(`${from}/outputs/nextUrl is missing.`);
      return { ...shared, style: "body-link", nextLink };
    }
    case "offsetLimit": {
      const offsetParam = page ?? offset;
      if (offsetParam === undefined) throw new DeclarationError(`${from}/inputs names neither a page nor an offset.`);
      return { ...shared, style: page === undefined ? "offset" : "page", offsetParam };
    }
    default:
      throw new DeclarationError(`${from}/type must be offsetLimit, cursor or url.`);
  }
}

function cursorOf(
  value: Readonly<Record<string, unknown>>,
  outputs: Readonly<Record<string, unknown>>,
  items: string,
  from: string,
): Partial<Mutable<Paging>> {
  const cursorParam = inputOf(value, "cursor");
  const path = outputs["nextCursor"];
  if (cursorParam === undefined || typeof path !== "string")
    throw new DeclarationError(`${from} needs an input of type cursor and outputs/nextCursor.`);
  const [list = "", last] = path.split("[-1]", 2);
  if (last === undefined) return { cursorParam, nextCursor: pathToPointer(path, `${from}/outputs/nextCursor`) ?? "" };
  // The cursor is a member of the last item, which also says where the items are.
  return {
    cursorParam,
    cursorFrom: pathToPointer(`$${last}`, `${from}/outputs/nextCursor`) ?? "",
    items: items === "" ? (pathToPointer(list, from) ?? "") : items,
  };
}

function inputOf(value: Readonly<Record<string, unknown>>, type: string): string | undefined {
  const inputs = Array.isArray(value["inputs"]) ? value["inputs"].filter(isObject) : [];
  const name = inputs.find((input) => input["type"] === type && input["in"] !== "requestBody")?.["name"];
  return typeof name === "string" ? name : undefined;
}

/** A JSONPath of member names as a pointer. @throws DeclarationError for any other JSONPath */
function pathToPointer(path: unknown, from: string): string | undefined {
  if (path === undefined) return undefined;
  if (typeof path !== "string" || !/^\$(?:\.[^.[\]*]+)*$/.test(path))
    throw new DeclarationError(`${from} must be a path of members such as "$.data", got ${JSON.stringify(path)}.`);
  return path
    .split(".")
    .slice(1)
    .map((part) => `/${pointerPart(part)}`)
    .join("");
}
