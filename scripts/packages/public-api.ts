// Of our own: API Extractor reports one entry point a configuration; ours have up to five, and one report is reviewed.
import { join } from "node:path";
import ts from "typescript";
import { type PackedPackage, packedManifest } from "./pack.ts";

interface ApiManifest {
  exports?: Record<string, string | { types?: string | { default: string } }>;
  bin?: Record<string, string>;
  engines?: { node?: string };
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/**
 * What users of a packed package can lay hands on, as Markdown: its paths, commands and needs, and for each typed module
 * every export as declared, with the types of the package that are only reached through others. Without comments, in
 * the order of the alphabet: two reports differ where the public API does.
 */
export function publicApi(packed: PackedPackage): string {
  const {
    exports = {},
    bin = {},
    engines,
    dependencies = {},
    peerDependencies = {},
  } = packedManifest(packed) as ApiManifest;
  const typed = Object.entries(exports).flatMap(([path, target]) =>
    typeof target === "object" && target.types !== undefined
      ? [{ path, file: join(packed.directory, typeof target.types === "string" ? target.types : target.types.default) }]
      : [],
  );
  const others = Object.keys(exports).filter((path) => !typed.some((module) => module.path === path));
  const program = ts.createProgram(
    typed.map(({ file }) => file),
    { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023, types: [], noLib: true },
  );
  return [
    `# ${packed.name}\n`,
    `Node: ${engines?.node ?? "any"}  `,
    `Needs: ${list(Object.keys({ ...dependencies, ...peerDependencies }))}  `,
    `Commands: ${list(Object.keys(bin))}  `,
    `Documents: ${list(others)}\n`,
    ...typed.map((module) => `## ${packed.name}${module.path.slice(1)}\n\n${moduleApi(program, module.file, packed)}`),
  ].join("\n");
}

const list = (names: readonly string[]): string => (names.length === 0 ? "none" : [...names].sort().join(", "));

/** The exports of one module, and below them what they are made of. */
function moduleApi(program: ts.Program, file: string, packed: PackedPackage): string {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} is not a module`);
  const exported = new Map(checker.getExportsOfModule(module).map((symbol) => [original(checker, symbol), symbol]));
  const reached = reachedFrom([...exported.keys()], checker, packed);
  const texts = [...exported].map(([symbol, alias]) => exportText(symbol, alias, packed)).sort();
  const inner = [...reached].filter((symbol) => !exported.has(symbol)).map((symbol) => declarationsOf(symbol));
  return [fenced(texts), ...(inner.length > 0 ? [`Reached through them:\n\n${fenced(inner.sort())}`] : [])].join("\n");
}

const fenced = (texts: readonly string[]): string => `\`\`\`ts\n${texts.join("\n")}\n\`\`\`\n`;

/** What an alias stands for, through every re-export. */
function original(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function exportText(symbol: ts.Symbol, alias: ts.Symbol, packed: PackedPackage): string {
  const name = symbol.name === alias.name ? "" : `as ${alias.name}: `;
  // A class of which only the type is given out cannot be caught or made by anybody.
  const kind = (symbol.flags & ts.SymbolFlags.Value) !== 0 && isTypeOnly(alias) ? "type only: " : "";
  return isOwn(symbol, packed) ? `${kind}${name}${declarationsOf(symbol)}` : `${alias.name} of another package`;
}

function isTypeOnly({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some((declaration) => ts.isTypeOnlyExportDeclaration(declaration));
}

const isOwn = (symbol: ts.Symbol, { directory }: PackedPackage): boolean =>
  (symbol.declarations ?? []).some((declaration) => declaration.getSourceFile().fileName.startsWith(`${directory}/`));

const printer = ts.createPrinter({ removeComments: true });

/** A symbol's declarations as they stand in their files, without comments. */
function declarationsOf(symbol: ts.Symbol): string {
  const statements = new Set((symbol.declarations ?? []).map(statementOf));
  return [...statements]
    .map((node) => printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile()))
    .join("\n");
}

/** A variable's declaration is one of a list in a statement; everything else is a statement itself. */
function statementOf(declaration: ts.Declaration): ts.Node {
  return ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
}

/** All of the package's own declarations that `symbols` are made of, themselves included. */
function reachedFrom(symbols: readonly ts.Symbol[], checker: ts.TypeChecker, packed: PackedPackage): Set<ts.Symbol> {
  const reached = new Set(symbols.filter((symbol) => isOwn(symbol, packed)));
  for (const symbol of reached) {
    for (const declaration of symbol.declarations ?? []) {
      for (const named of namesWithin(statementOf(declaration), checker)) {
        if (isStatement(named) && isOwn(named, packed)) reached.add(named);
      }
    }
  }
  return reached;
}

/** Members and parameters are printed with what they belong to. */
function isStatement(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some((declaration) =>
    ts.isSourceFile(statementOf(declaration).parent ?? declaration),
  );
}

/** Everything that identifiers within `node` stand for. */
function namesWithin(node: ts.Node, checker: ts.TypeChecker): ts.Symbol[] {
  const found: ts.Symbol[] = [];
  const visit = (child: ts.Node): void => {
    const symbol = ts.isIdentifier(child) ? checker.getSymbolAtLocation(child) : undefined;
    if (symbol !== undefined) found.push(original(checker, symbol));
    ts.forEachChild(child, visit);
  };
  visit(node);
  return found;
}
