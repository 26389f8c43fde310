import { DeclarationError } from "../declaration-error.ts";
import type { Paging } from "../list-profile.ts";
import { type GetOperation, nameOf } from "./list-operation.ts";
import type { ApiDocument } from "./read-document.ts";
import { mayBe, shapeAtPointer, type ValueShape } from "./schema-at-pointer.ts";

/**
 * Checks a pagination against the operation: its parameters are there, its pointers lead to what they must.
 * What the schema leaves open is taken as declared.
 *
 * @param from where the pagination stands, for messages
 * @throws DeclarationError with the member that does not fit
 */
export function checkPaging(document: ApiDocument, operation: GetOperation, paging: Paging, from: string): void {
  checkParameter(document, operation, paging.limitParam, `${from}/limitParam`, ["integer", "number", "string"]);
  checkParameter(document, operation, paging.cursorParam, `${from}/cursorParam`, ["string", "integer", "number"]);
  checkParameter(document, operation, paging.offsetParam, `${from}/offsetParam`, ["integer", "number", "string"]);
  if (!operation.page) return;
  const whole = shapeAtPointer(document, operation.page, "");
  if (whole && isOpen(whole)) return;
  const items = checkPointer(document, operation, paging.items, `${from}/items`, ["array"]);
  checkPointer(document, operation, paging.nextCursor, `${from}/nextCursor`, ["string", "integer", "number"]);
  checkPointer(document, operation, paging.hasMore, `${from}/hasMore`, ["boolean", "string", "integer", "number"]);
  checkPointer(document, operation, paging.nextLink, `${from}/nextLink`, ["string"]);
  if (paging.cursorFrom !== undefined && items)
    checkItemPointer(document, operation, items, paging, `${from}/cursorFrom`);
}

/** True for a schema that names no member at all, so that nothing can be looked up in it. */
function isOpen({ schemas }: ValueShape): boolean {
  return !schemas.some(
    ({ value }) => typeof value === "object" && value !== null && ("properties" in value || "items" in value),
  );
}

function checkParameter(
  document: ApiDocument,
  operation: GetOperation,
  name: string | undefined,
  from: string,
  types: readonly string[],
): void {
  if (name === undefined) return;
  const inQuery = operation.parameters.filter((parameter) => parameter.in === "query");
  const parameter = inQuery.find((one) => one.name === name);
  if (!parameter) {
    const names = inQuery.map((one) => one.name).join(", ");
    throw new DeclarationError(
      `${from} names the query parameter ${JSON.stringify(name)}, which ${nameOf(operation)} does not have; it has ${names === "" ? "none" : names}.`,
    );
  }
  const shape = parameter.schema && shapeAtPointer(document, parameter.schema, "");
  if (shape && !mayBe(shape, ...types))
    throw new DeclarationError(
      `${from} names the query parameter ${JSON.stringify(name)}, which takes ${[...shape.types].join(" or ")}; it must be ${types.join(" or ")}.`,
    );
}

function checkPointer(
  document: ApiDocument,
  operation: GetOperation,
  pointer: string | undefined,
  from: string,
  types: readonly string[],
): ValueShape | undefined {
  if (pointer === undefined || !operation.page) return undefined;
  const shape = shapeAtPointer(document, operation.page, pointer);
  if (!shape) throw leadsNowhere(from, pointer, `the page of ${nameOf(operation)}`);
  if (!mayBe(shape, ...types))
    throw new DeclarationError(
      `${from} is ${JSON.stringify(pointer)}, which is ${[...shape.types].join(" or ")} in the page of ${nameOf(operation)}; it must be ${types[0]}.`,
    );
  return shape;
}

function checkItemPointer(
  document: ApiDocument,
  operation: GetOperation,
  items: ValueShape,
  paging: Paging,
  from: string,
): void {
  checkInItem(document, operation, items, paging.cursorFrom ?? "", from);
}

/** Checks a pointer that begins at an item. @throws DeclarationError when the item's schema does not have it */
export function checkInItem(
  document: ApiDocument,
  operation: GetOperation,
  items: ValueShape,
  pointer: string,
  from: string,
): ValueShape | undefined {
  const elements = items.schemas.flatMap(({ value, file }) => {
    const element = typeof value === "object" && value !== null && "items" in value ? value.items : undefined;
    return element === undefined ? [] : [{ value: element, file }];
  });
  if (elements.length === 0) return undefined;
  const shapes = elements.map((element) => shapeAtPointer(document, element, pointer));
  const found = shapes.find((shape) => shape !== undefined);
  const isElementOpen = elements.some((element) =>
    isOpen(shapeAtPointer(document, element, "") ?? { types: new Set(), schemas: [] }),
  );
  if (!found && !isElementOpen) throw leadsNowhere(from, pointer, `an item of ${nameOf(operation)}`);
  return found;
}

function leadsNowhere(from: string, pointer: string, where: string): DeclarationError {
  return new DeclarationError(`${from} is ${JSON.stringify(pointer)}, which leads nowhere in the schema of ${where}.`);
}
