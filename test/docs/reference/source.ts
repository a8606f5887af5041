import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../support/markdown';

const ENGINE = 'lib/engine';

/** A value that the engine exports. */
export interface Exported {
  readonly name: string;
  /** Its source file, such as `./values/names`. */
  readonly module: string;
  /** What its doc comment says, on one line. */
  readonly description: string;
}

/** The values that the engine exports from some of its source files, in the order of the files and of what is in them. */
export function exportedFrom(modules: readonly string[]): readonly Exported[] {
  const all = exportedNames();
  return modules.flatMap((module) => {
    const names = all.get(module);
    if (names === undefined) throw new Error(`The engine exports nothing from ${module}.`);
    return declaredIn(module).filter(({ name }) => names === 'all' || names.includes(name));
  });
}

/** The source files that the engine exports values from, and the names of these. */
export function exportedNames(): ReadonlyMap<string, readonly string[] | 'all'> {
  const index = parse(path.join(ENGINE, 'index.ts')).statements.filter(ts.isExportDeclaration);
  const exported = index.flatMap(({ exportClause, isTypeOnly, moduleSpecifier }) => {
    if (isTypeOnly || moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
    const named = exportClause !== undefined && ts.isNamedExports(exportClause) ? exportClause.elements : [];
    const names = named.filter((element) => !element.isTypeOnly).map(({ name }) => name.text);
    return [[moduleSpecifier.text, exportClause === undefined ? 'all' : names] as const];
  });
  return new Map(exported);
}

/** The exported functions, constants and classes of a module of the engine. */
function declaredIn(module: string): readonly Exported[] {
  return parse(path.join(ENGINE, `${module}.ts`)).statements.flatMap((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    return nameOf(statement).map((name) => ({ name, module, description: descriptionOf(statement) }));
  });
}

function nameOf(statement: ts.Statement): readonly string[] {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return statement.name === undefined ? [] : [statement.name.text];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.map(({ name }) => name.getText());
}

/** A doc comment without its tags; a link is the name that it leads to. */
function descriptionOf(statement: ts.Statement): string {
  const [doc] = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc);
  const parts = typeof doc?.comment === 'string' ? [doc.comment] : (doc?.comment ?? []);
  return parts
    .map((part) =>
      typeof part === 'string' ? part : part.kind === ts.SyntaxKind.JSDocText ? part.text : linked(part),
    )
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function linked({ name, text }: ts.JSDocLink | ts.JSDocLinkCode | ts.JSDocLinkPlain): string {
  return `\`${name?.getText() ?? text}\``;
}

/** The value of a constant of a file. */
export function constantIn(file: string, constant: string): ts.Expression {
  for (const statement of parse(file).statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations)
      if (name.getText() === constant && initializer !== undefined) return initializer;
  }
  throw new Error(`${file} has no constant ${constant}.`);
}

/** The properties of an object literal, by key. */
export function propertiesIn(literal: ts.Expression): ReadonlyMap<string, ts.Expression> {
  if (!ts.isObjectLiteralExpression(literal)) throw new Error(`${literal.getText()} is no object literal.`);
  return new Map(
    literal.properties.map((property) => {
      if (!ts.isPropertyAssignment(property))
        throw new Error(`${property.getText()} is no key with its value.`);
      return [property.name.getText(), property.initializer];
    }),
  );
}

/** What is between the braces of an object literal or of the body of a function, from the left margin. */
export function textWithin(node: ts.Node): string {
  const lines = node.getText().slice(1, -1).split('\n');
  const filled = lines.slice(1).filter((line) => line.trim() !== '');
  const margin = Math.min(...filled.map((line) => /^ */.exec(line)?.[0].length ?? 0));
  const text = lines.map((line, index) => (index === 0 ? line : line.slice(margin))).join('\n');
  return text.trim().replace(/,$/, '');
}

function parse(file: string): ts.SourceFile {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
}
