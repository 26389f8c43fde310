import { membersOf, type OperationRule, type RuleContext } from "./rule.ts";

/**
 * Every error response (4xx, 5xx and `default`) is `application/json` alone and has the schema `ErrorBody` by reference, so
 * that a client reads all of them with one type.
 */
export function oneErrorSchema(): OperationRule {
  return {
    Operation(node, context): void {
      for (const [status, response] of Object.entries(membersOf(membersOf(node)["responses"]))) {
        if (isError(status) && !hasErrorBody(response, context)) report(status, context);
      }
    },
  };
}

function isError(status: string): boolean {
  return status === "default" || /^[45]/.test(status);
}

function hasErrorBody(response: unknown, context: RuleContext): boolean {
  const content = membersOf(membersOf(context.resolve(response).node ?? response)["content"]);
  if (Object.keys(content).length !== 1) return false;
  const reference = membersOf(membersOf(content["application/json"])["schema"])["$ref"];
  return /(?:^|\/)ErrorBody(?:\.yaml)?$/.test(String(reference));
}

function report(status: string, context: RuleContext): void {
  context.report({
    message: `The error response ${status} must be \`application/json\` with the schema \`ErrorBody\` by $ref, and nothing else.`,
    location: context.location.child(["responses", status]),
  });
}
