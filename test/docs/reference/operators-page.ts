import ts from 'typescript';
import { given, operators, scopes, trees } from '../../../docs/engine/examples/operators';
import { toYaml, toYamlDocuments, type RenderedObject } from '../../../lib/engine';
import { Examples, RELEASE } from './examples-stack';
import { page, type Group } from './page';
import { constantIn, exportedFrom, propertiesIn, textWithin } from './source';

const EXAMPLES = 'docs/engine/examples/operators.ts';

/** The source files of operators, what is in them, and the constant that has their examples. */
const GROUPS = {
  './template/operators': { title: 'Operators', constant: 'operators' },
  './template/tree': { title: 'Parts of a tree', constant: 'trees' },
  './template/scopes': { title: 'Scopes', constant: 'scopes' },
} as const;

/** The operators, parts of trees and scopes that the engine exports. */
export const exportedOperators = exportedFrom(Object.keys(GROUPS));

/** The names of the examples, group by group. */
export const operatorExamples = [operators, trees, scopes].flatMap((examples) => Object.keys(examples));

/** docs/engine/operators.md. */
export function operatorsPage(): string {
  const groups = Object.entries(GROUPS).map(([module, { title, constant }]): Group => {
    const texts = propertiesIn(constantIn(EXAMPLES, constant));
    const entries = exportedOperators.filter((one) => one.module === module);
    return {
      title,
      entries: entries.map(({ name, description }) => {
        const text = texts.get(name);
        if (text === undefined) throw new Error(`${EXAMPLES}: ${constant} has no example of ${name}.`);
        return { name, description, code: codeOf(text), results: resultsOf(name) };
      }),
    };
  });
  return page(introduction(), groups);
}

function introduction(): string {
  const { chart } = new Examples([]);
  return `# Operators

A template is a tree of expressions: references to values, and what operators, parts of a tree and scopes make of them. Each is here with an
example: the TypeScript, its text in the template of the chart, and what the manifest has, by the defaults and by the values of a user.
[Declarations](declarations.md) are what the values are made of; [the ideas](ideas.md) say how that goes together. \`npm run api\` writes the
API reference, with all parameters and types.

All are exported by \`ai-gateway-stacks/engine\`, and \`k8s\` by \`ai-gateway-stacks/kubernetes\`.

\`npm run docs\` makes this page: sentences are the doc comments of the source, examples are those of
[examples/operators.ts](examples/operators.ts), and what comes of them is made by running them. A test renders the chart of all examples with
Helm 3 and Helm 4 and compares.

The release is \`${RELEASE.name}\` in the namespace \`${RELEASE.namespace}\`, the chart \`${chart.name}\` has the version ${chart.version} and the
appVersion ${chart.appVersion}, and this is declared:

\`\`\`ts
const values = ${constantIn(EXAMPLES, 'values').getText()};
\`\`\`

The user gives \`my.yaml\`:

\`\`\`yaml
${toYaml(given)}\`\`\``;
}

/** What the function of an example gives or does. */
export function codeOf(example: ts.Expression): string {
  if (!ts.isArrowFunction(example)) throw new Error(`${example.getText()} is no function.`);
  const { body } = example;
  return textWithin(ts.isParenthesizedExpression(body) ? body.expression : body);
}

function resultsOf(name: string): string {
  const stack = new Examples([name]);
  const write = Object.hasOwn(scopes, name) ? documents : fields;
  const [template = ''] = stack.templates();
  const [byDefaults, byUser] = [write(stack.objects({})), write(stack.objects(given))];
  const manifests =
    byDefaults === byUser
      ? [`# manifest\n${byDefaults}`]
      : [`# manifest by the defaults\n${byDefaults}`, `# manifest by my.yaml\n${byUser}`];
  const written = [`# template\n${template.replace(OWN_FIELDS, '').trim()}\n`, ...manifests];
  return `\`\`\`yaml\n${written.join('\n')}\`\`\``;
}

/** What the object of an example has beside its fields. */
const OWN_FIELDS = /^apiVersion: example[^]*?\nmetadata:\n.*\n/;

function documents(objects: readonly RenderedObject[]): string {
  return objects.length === 0 ? '# (no object)\n' : toYamlDocuments(objects);
}

function fields([object]: readonly RenderedObject[]): string {
  const own = Object.entries(object ?? {}).filter(
    ([key]) => !['apiVersion', 'kind', 'metadata'].includes(key),
  );
  return own.length === 0 ? '# (no field)\n' : toYaml(Object.fromEntries(own));
}
