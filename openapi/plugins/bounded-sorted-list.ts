import { membersOf, type OperationRule, type RuleContext } from "./rule.ts";

/**
 * A list operation (its `operationId` begins with `list`) has an integer `page_size` with minimum, maximum and a default
 * between them, and says in its description which direction it is sorted in and what breaks ties. Without the first, a client
 * cannot size its requests; without the second, nobody can tell a skipped row from a moved one.
 */
export function boundedSortedList(): OperationRule {
  return {
    Operation(node, context): void {
      const operation = membersOf(node);
      if (!/^list[A-Z]/.test(String(operation["operationId"]))) return;
      reportPageSize(operation["parameters"], context);
      reportOrder(String(operation["description"] ?? ""), context);
    },
  };
}

function reportPageSize(parameters: unknown, context: RuleContext): void {
  const location = context.location.child(["parameters"]);
  const found = (Array.isArray(parameters) ? parameters : [])
    .map((parameter: unknown) => membersOf(context.resolve(parameter).node ?? parameter))
    .find((parameter) => parameter["name"] === "page_size" && parameter["in"] === "query");
  if (found === undefined) {
    context.report({ message: "A list operation must have the query parameter `page_size`.", location });
    return;
  }
  if (!isBoundedWithDefault(membersOf(context.resolve(found["schema"]).node ?? found["schema"]))) {
    const message = "`page_size` must be an integer with `minimum`, `maximum` and a `default` between them.";
    context.report({ message, location });
  }
}

function isBoundedWithDefault(schema: Readonly<Record<string, unknown>>): boolean {
  const { type, minimum, maximum, default: byDefault } = schema;
  if (typeof minimum !== "number" || typeof maximum !== "number" || typeof byDefault !== "number") return false;
  return type === "integer" && minimum >= 1 && minimum <= byDefault && byDefault <= maximum;
}

function reportOrder(description: string, context: RuleContext): void {
  const location = context.location.child(["description"]);
  if (!/\b(?:a|de)scending\b/i.test(description)) {
    context.report({ message: "A list operation must say in which direction it is sorted.", location });
  }
  if (!/\btie-breaker\b/i.test(description)) {
    context.report({ message: "A list operation must name the tie-breaker of its order.", location });
  }
}
