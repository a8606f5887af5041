import { stringify } from 'yaml';
import { declarations, type DeclarationExample } from '../../../docs/engine/examples/declarations';
import { section, valuesOf, ValuesError, type Json, type JsonObject } from '../../../lib/engine';
import { SCHEMA_LINE, valuesYaml } from '../../../lib/engine/values/documentation';
import { page, type Group } from './page';
import { constantIn, exportedFrom, propertiesIn, textWithin } from './source';

const EXAMPLES = 'docs/engine/examples/declarations.ts';

/** The source files of declarations, with what is in them. */
const GROUPS = {
  './values/scalars': 'Strings, words and booleans',
  './values/numbers': 'Numbers, quantities and durations',
  './values/names': 'Names and addresses',
  './values/string-form': 'A form of your own',
  './values/collections': 'Sections, lists and maps',
  './values/string-maps': 'Labels and annotations',
  './values/kubernetes-object': 'Pieces of Kubernetes objects',
  './values/declaration': 'What may be absent, headings and earlier keys',
} as const;

/** The declarations that the engine exports. */
export const exportedDeclarations = exportedFrom(Object.keys(GROUPS));

const INTRODUCTION = `# Declarations

A value of a stack is declared once: its type, its default, a sentence and its limits. Each declaration is here with an example: the
TypeScript, what it becomes in \`values.yaml\`, values that are accepted, and values that are rejected, with the sentence that the user
reads. [Operators](operators.md) make templates of values; [the ideas](ideas.md) say how that goes together. \`npm run api\` writes the
API reference, with all parameters and types.

All are exported by \`ai-gateway-stacks/engine\`, and \`apiObject\` by \`ai-gateway-stacks/kubernetes\`.

\`npm run docs\` makes this page: sentences are the doc comments of the source, examples are those of
[examples/declarations.ts](examples/declarations.ts), and what comes of them is made by running them.`;

/** docs/engine/declarations.md. */
export function declarationsPage(): string {
  const texts = propertiesIn(constantIn(EXAMPLES, 'declarations'));
  const groups = Object.entries(GROUPS).map(([module, title]): Group => {
    const entries = exportedDeclarations.filter((one) => one.module === module);
    return {
      title,
      entries: entries.map(({ name, description }) => {
        const [example, text] = [declarations[name], texts.get(name)];
        if (example === undefined || text === undefined)
          throw new Error(`${EXAMPLES} has no example of ${name}.`);
        const declared = propertiesIn(text).get('declared');
        if (declared === undefined) throw new Error(`${EXAMPLES}: ${name} declares nothing.`);
        return { name, description, code: textWithin(declared), results: results(name, example) };
      }),
    };
  });
  return page(INTRODUCTION, groups);
}

function results(name: string, { declared, accepted, rejected }: DeclarationExample): string {
  const values = section('Values.', declared);
  const yaml = valuesYaml('', values).replace(`${SCHEMA_LINE}\n#`, '').trim();
  valuesOf(values, [{ name: 'my.yaml', values: accepted }]);
  return [
    `\`\`\`yaml\n${yaml}\n\`\`\``,
    '',
    `- Accepted: ${inline(accepted)}.`,
    `- Rejected: ${inline(rejected)}, with \`${rejection(name, values, rejected)}\``,
  ].join('\n');
}

/** The sentence by which values are rejected. */
function rejection(name: string, values: Parameters<typeof valuesOf>[0], rejected: JsonObject): string {
  try {
    valuesOf(values, [{ name: 'my.yaml', values: rejected }]);
  } catch (error) {
    if (error instanceof ValuesError) return error.message;
    throw error;
  }
  throw new Error(`${EXAMPLES}: ${name} accepts what is said to be rejected.`);
}

/** Values on one line, as a values file has them. */
function inline(values: JsonObject): string {
  return Object.entries(values)
    .map(([key, value]) => `\`${key}: ${flow(value)}\``)
    .join(', ');
}

function flow(value: Json): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
}
