import ts from "typescript";

const { factory } = ts;

/** Of a failure that Ajv reports: neither the schema's path nor the parameters, which may hold values, are wanted. */
const KEPT: readonly string[] = ["instancePath", "message"];

/**
 * Leaves path and message in each failure that Ajv's standalone code reports, and pushes it in one statement: four fifths of
 * the code are the two statements for which that stands, `const err0 = {…}` and the `if` that adds it to `vErrors`.
 *
 * @throws {Error} where a failure is reported in another way
 */
export const shortFailures: ts.TransformerFactory<ts.SourceFile> = (context) => (file) => {
  const visit = (node: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(node, visit, context);
    if (ts.isBlock(visited)) return factory.updateBlock(visited, shortened(visited.statements));
    return ts.isSourceFile(visited) ? factory.updateSourceFile(visited, shortened(visited.statements)) : visited;
  };
  return ts.visitNode(file, visit, ts.isSourceFile);
};

function shortened(statements: readonly ts.Statement[]): ts.Statement[] {
  return statements.flatMap((statement, index) => {
    const before = failureIn(statements[index - 1]);
    if (before !== undefined && isReportOf(before.name, statement)) return [];
    const failure = failureIn(statement);
    if (failure === undefined) return [statement];
    if (!isReportOf(failure.name, statements[index + 1]))
      throw new Error(`Ajv reports the failure ${failure.name} in a form that is not known here.`);
    return [pushed(failure.members)];
  });
}

/** A failure that a statement makes: `const err0 = {instancePath: …, schemaPath: …, …}`. */
function failureIn(
  statement: ts.Statement | undefined,
): { readonly name: string; readonly members: readonly ts.ObjectLiteralElementLike[] } | undefined {
  if (statement === undefined || !ts.isVariableStatement(statement)) return undefined;
  const [declaration, ...others] = statement.declarationList.declarations;
  if (!declaration?.initializer || others.length > 0 || !ts.isIdentifier(declaration.name)) return undefined;
  if (!ts.isObjectLiteralExpression(declaration.initializer)) return undefined;
  const { properties } = declaration.initializer;
  if (!properties.some((member) => nameOf(member) === "schemaPath")) return undefined;
  const members = properties.filter((member) => KEPT.includes(nameOf(member)));
  if (members.length !== KEPT.length) throw new Error(`Ajv reports a failure without ${KEPT.join(" or ")}.`);
  return { name: declaration.name.text, members };
}

function nameOf({ name }: ts.ObjectLiteralElementLike): string {
  return name && ts.isIdentifier(name) ? name.text : "";
}

/** True for `if (vErrors === null) { vErrors = [err0]; } else { vErrors.push(err0); }`. */
function isReportOf(name: string, statement: ts.Statement | undefined): boolean {
  if (statement === undefined || !ts.isIfStatement(statement) || !statement.elseStatement) return false;
  const branches = [statement.thenStatement, statement.elseStatement];
  return branches.every((branch) => ts.isBlock(branch) && branch.statements.length === 1 && names(branch, name));
}

function names(node: ts.Node, name: string): boolean {
  return (ts.isIdentifier(node) && node.text === name) || ts.forEachChild(node, (child) => names(child, name)) === true;
}

/** `(vErrors ??= []).push({…});` */
function pushed(members: readonly ts.ObjectLiteralElementLike[]): ts.Statement {
  const list = factory.createParenthesizedExpression(
    factory.createBinaryExpression(
      factory.createIdentifier("vErrors"),
      ts.SyntaxKind.QuestionQuestionEqualsToken,
      factory.createArrayLiteralExpression(),
    ),
  );
  const push = factory.createPropertyAccessExpression(list, "push");
  return factory.createExpressionStatement(
    factory.createCallExpression(push, undefined, [factory.createObjectLiteralExpression(members)]),
  );
}
