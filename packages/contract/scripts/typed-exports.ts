import ts from "typescript";

const { factory } = ts;

/**
 * Gives the exported constants of a module a type.
 *
 * @param names of the constants
 * @param type its name
 */
export function typedExports(names: readonly string[], type: string): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => {
    const visit = (node: ts.Node): ts.Node => {
      if (ts.isFunctionLike(node)) return node;
      if (!ts.isVariableDeclaration(node) || !ts.isIdentifier(node.name) || !names.includes(node.name.text))
        return ts.visitEachChild(node, visit, context);
      const reference = factory.createTypeReferenceNode(type);
      return factory.updateVariableDeclaration(node, node.name, undefined, reference, node.initializer);
    };
    return ts.visitNode(file, visit, ts.isSourceFile);
  };
}
