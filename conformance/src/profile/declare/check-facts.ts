import { DeclarationError } from "../declaration-error.ts";
import { checkInItem } from "../document/check-paging.ts";
import { type GetOperation, nameOf } from "../document/list-operation.ts";
import type { ApiDocument } from "../document/read-document.ts";
import { mayBe, shapeAtPointer } from "../document/schema-at-pointer.ts";
import type { Paging } from "../list-profile.ts";
import type { DeclaredFacts } from "./list-declaration.ts";

/** Checks declared facts against the page's schema, as far as it says. @throws DeclarationError with the fact that does not fit */
export function checkFacts(
  document: ApiDocument,
  operation: GetOperation,
  paging: Paging,
  { id, order, total, secrets, size }: DeclaredFacts,
  file: string,
): void {
  const from = `${file} /list`;
  if (size !== undefined && paging.limitParam === undefined)
    throw new DeclarationError(`${from}/size needs a parameter that holds it: name it in /pagination/limitParam.`);
  const items = operation.page && shapeAtPointer(document, operation.page, paging.items);
  if (!operation.page || !items) return;
  const inItem = (pointer: string, place: string): void =>
    void checkInItem(document, operation, items, pointer, `${from}/${place}`);
  if (id !== undefined) inItem(id, "id");
  for (const [index, key] of (order ?? []).entries()) inItem(key.pointer, `order/${index}`);
  for (const [index, pointer] of (secrets ?? []).entries()) inItem(pointer, `secrets/${index}`);
  const shape = total === undefined ? undefined : shapeAtPointer(document, operation.page, total);
  if (total !== undefined && !shape)
    throw new DeclarationError(
      `${from}/total is ${JSON.stringify(total)}, which leads nowhere in the schema of the page of ${nameOf(operation)}.`,
    );
  if (shape && !mayBe(shape, "integer", "number"))
    throw new DeclarationError(
      `${from}/total is ${JSON.stringify(total)}, which is ${[...shape.types].join(" or ")} in the page of ${nameOf(operation)}; it must be integer.`,
    );
}
