import ts from "typescript";

const { factory } = ts;
const RUNTIME = "ajv/dist/runtime/";

/**
 * Has Ajv's standalone code import what it requires of Ajv at run time from another module, by the names of Ajv's files:
 * `require("ajv/dist/runtime/ucs2length").default` becomes `ucs2length`.
 *
 * @param module to import from
 * @param exported names of what it exports
 * @throws {Error} where the code requires anything else of Ajv
 */
export function importedRuntime(module: string, exported: readonly string[]): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => {
    const used = new Set<string>();
    const visit = (node: ts.Node): ts.Node => {
      const name = requiredName(node);
      if (name === undefined) return ts.visitEachChild(node, visit, context);
      if (!exported.includes(name))
        throw new Error(`The validators require ${RUNTIME}${name}: write it out in ${module}.`);
      used.add(name);
      return factory.createIdentifier(name);
    };
    const visited = ts.visitNode(file, visit, ts.isSourceFile);
    const names = [...used].map((name) =>
      factory.createImportSpecifier(false, undefined, factory.createIdentifier(name)),
    );
    const clause = factory.createImportClause(undefined, undefined, factory.createNamedImports(names));
    const imported = factory.createImportDeclaration(undefined, clause, factory.createStringLiteral(module));
    return factory.updateSourceFile(visited, [imported, ...visited.statements]);
  };
}

function requiredName(node: ts.Node): string | undefined {
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== "default") return undefined;
  const { expression } = node;
  if (!ts.isCallExpression(expression) || !ts.isIdentifier(expression.expression)) return undefined;
  const [required] = expression.arguments;
  const isRequire = expression.expression.text === "require" && required && ts.isStringLiteral(required);
  return isRequire && required.text.startsWith(RUNTIME) ? required.text.slice(RUNTIME.length) : undefined;
}
