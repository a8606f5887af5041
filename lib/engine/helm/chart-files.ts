import { assertDefaults } from '../values/check';
import { jsonSchemaOf } from '../values/json-schema';
import { valuesYaml } from '../values/documentation';
import type { JsonObject } from '../values/declaration';
import { AuthorError, inPart } from '../values/author-error';
import type { ChartMetadata } from '../template/chart-metadata';
import type { StackTemplate } from '../template/stack-template';
import { toYaml } from '../yaml/document';
import { chartReadme } from './chart-readme';
import { helperName } from './go-expression';
import { header } from './header';
import { helpersFile } from './helpers-file';
import { NULL_HELPER, nullHelper } from './null-helper';
import { QUANTITY_HELPER, quantityHelper } from './quantity-helper';
import { schemaFile } from './schema-file';
import {
  COMPLETING_TEMPLATE,
  completingHelper,
  completingHelperName,
  DEFAULTS_FILE,
  defaultsFile,
} from './stored-values';
import { validationFile } from './validation-file';
import { resourceFile } from './resource-file';
import { resourcePath } from './resource-path';
import { TemplateWriter } from './template-writer';
import { warningsHelper, warningsHelperName } from './warnings-helper';
import { quoted } from '../yaml/scalar';

/** The files of something, by their path. */
export type Files = ReadonlyMap<string, string>;

/** What a chart is written from. */
export interface ChartSource {
  readonly template: StackTemplate;
  /** The part of the README between the title and the table of values; a title of its own is left out. */
  readonly introduction: string;
  /** For each environment the values that it changes. */
  readonly environments: ReadonlyMap<string, JsonObject>;
}

/**
 * All files of a Helm chart.
 *
 * @throws ValuesError when a default is not what its declaration says
 */
export function chartFiles({ template, introduction, environments }: ChartSource): Files {
  const { chart, declaration } = template;
  assertDefaults(declaration);
  const files = new Map<string, string>();
  const add = (path: string, content: string): void => {
    if (files.has(path)) throw new AuthorError(`Two resources are written to ${path}.`);
    files.set(path, content);
  };
  add('Chart.yaml', chartYaml(chart));
  add(
    'values.yaml',
    valuesYaml(`Default values of the ${chart.name} chart. README.md has a table of them.`, declaration),
  );
  for (const [name, overrides] of environments)
    add(`values-${name}.yaml`, environmentValues(name, chart.name, overrides));
  add('values.schema.json', schemaFile(jsonSchemaOf(chart.name, declaration)));
  add('README.md', chartReadme(chart, declaration, introduction, template.requirements));
  add('.helmignore', HELMIGNORE);
  const addTemplate = (path: string, content: string): void => add(path, header(template.source) + content);
  addTemplate('templates/NOTES.txt', notes(template));
  add(DEFAULTS_FILE, defaultsFile(chart.name, declaration));
  addTemplate(COMPLETING_TEMPLATE, `{{- include ${quoted(completingHelperName(chart.name))} . }}\n`);
  addTemplate('templates/validation.yaml', validationFile(chart.name, template.validationRules));
  for (const resource of template.resources)
    inPart({ ...resource.part, stack: chart.name }, () =>
      addTemplate(resourcePath(resource), resourceFile(chart.name, resource)),
    );
  addTemplate('templates/_helpers.tpl', '\n' + helpersOf(template, [...files.values()]));
  return files;
}

/** The chart's helpers, its warnings, those for what Helm has no function for as far as they are used, and the one that completes values. */
function helpersOf({ chart, helpers, warnings }: StackTemplate, written: readonly string[]): string {
  const named = helpersFile(chart.name, helpers);
  const own = warnings.length === 0 ? named : `${named}\n${warningsHelper(chart.name, warnings)}`;
  const isCalled = (helper: string): boolean =>
    [own, ...written].some((content) => content.includes(`include "${helperName(chart.name, helper)}"`));
  return [
    own,
    ...(isCalled(QUANTITY_HELPER) ? [quantityHelper(chart.name)] : []),
    ...(isCalled(NULL_HELPER) ? [nullHelper(chart.name)] : []),
    completingHelper(chart.name),
  ].join('\n');
}

/** `Chart.yaml`. */
export function chartYaml(chart: ChartMetadata, more: Readonly<Record<string, unknown>> = {}): string {
  return toYaml({
    apiVersion: 'v2',
    name: chart.name,
    type: 'application',
    version: chart.version,
    appVersion: chart.appVersion,
    kubeVersion: chart.kubeVersion,
    description: chart.description,
    keywords: chart.keywords,
    home: chart.home,
    sources: chart.sources,
    maintainers: chart.maintainers,
    annotations: chart.annotations,
    ...more,
  });
}

function environmentValues(environment: string, chart: string, overrides: JsonObject): string {
  return environmentHeading(environment, chart) + toYaml(overrides);
}

/** The first line of the values of an environment. */
export function environmentHeading(environment: string, chart: string): string {
  return `# Values of the ${environment} environment that differ from the defaults of the ${chart} chart.\n`;
}

/** The notes, and then the warnings. */
function notes({ chart, notes: text, warnings }: StackTemplate): string {
  const writer = new TemplateWriter(chart.name);
  inPart({ part: 'notes', stack: chart.name, written: text.written }, () =>
    writer.lines(0, text, writer.top()),
  );
  if (warnings.length > 0) writer.line(0, `{{- include ${quoted(warningsHelperName(chart.name))} . }}`);
  return writer.toString();
}

// What editors and version control leave behind does not belong in a package.
export const HELMIGNORE = [
  '.DS_Store',
  '.git/',
  '.gitignore',
  '*.swp',
  '*.bak',
  '*.tmp',
  '*.orig',
  '*~',
  '.idea/',
  '.vscode/',
  '# Values of environments, which are for -f from this folder.',
  '/values-*.yaml',
  '',
].join('\n');
