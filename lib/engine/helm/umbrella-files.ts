import { schemaFile } from './schema-file';
import type { ChartMetadata } from '../template/chart-metadata';
import type { Json, JsonObject } from '../values/declaration';
import { formatList } from '../values/wording';
import { SCHEMA_LINE } from '../values/documentation';
import { toYaml } from '../yaml/document';
import { header } from './header';
import { quoted } from '../yaml/scalar';
import { chartYaml, HELMIGNORE, type Files } from './chart-files';
import { warningsHelperName } from './warnings-helper';

/** What an umbrella chart is written from. */
export interface UmbrellaSource {
  readonly chart: ChartMetadata;
  /** The charts that it installs, by name. */
  readonly charts: ReadonlyMap<
    string,
    { readonly version: string; readonly description: string; readonly files: Files }
  >;
  /** For each environment the values of its charts; a chart that is not named is switched off. */
  readonly environments: ReadonlyMap<string, ReadonlyMap<string, JsonObject>>;
  /**
   * Templates of its own that connect the charts to one another, and what its README says of that.
   *
   * @default - none
   */
  readonly wiring?: { readonly templates: Files; readonly readme: string };
}

/** All files of a chart that installs several others, each of which can be switched off. */
export function umbrellaFiles({ chart, charts, environments, wiring }: UmbrellaSource): Files {
  const files = new Map<string, string>();
  const dependencies = [...charts].map(([name, { version }]) => ({
    name,
    version,
    condition: `${name}.enabled`,
  }));
  files.set('Chart.yaml', chartYaml(chart, { dependencies }));
  files.set('values.yaml', valuesOf(charts));
  for (const [name, values] of environments)
    files.set(`values-${name}.yaml`, environmentValues(name, charts, values));
  files.set('values.schema.json', schemaFile(schemaOf(chart.name, charts)));
  files.set('README.md', readme(chart, charts, wiring?.readme));
  files.set('.helmignore', HELMIGNORE);
  files.set('templates/NOTES.txt', header(`the stacks ${formatList([...charts.keys()])}`) + notes(charts));
  for (const [path, content] of wiring?.templates ?? []) files.set(path, content);
  for (const [name, { files: inner }] of charts) {
    for (const [path, content] of inner)
      if (!path.startsWith('values-')) files.set(`charts/${name}/${path}`, content);
  }
  return files;
}

function valuesOf(charts: UmbrellaSource['charts']): string {
  const sections = [...charts].map(
    ([name, { description }]) =>
      `\n# ${description}\n# All its values are in charts/${name}/values.yaml.\n${name}:\n  # -- ${enabledBy(name)}\n  enabled: true\n`,
  );
  const heading = '# Charts to install. The values of a chart stand under its name.';
  const shared = `\n# ${GLOBAL} Such are imageRegistry and imagePullSecrets.\nglobal: {}\n`;
  return `${SCHEMA_LINE}\n${heading}\n${sections.join('')}${shared}`;
}

const GLOBAL = 'Values that Helm hands to all charts.';

function enabledBy(name: string): string {
  return `Install ${name}.`;
}

/** Names are those of the plain manifests, so that stacks find one another whatever the release is called. */
function environmentValues(
  environment: string,
  charts: UmbrellaSource['charts'],
  values: ReadonlyMap<string, JsonObject>,
): string {
  const sections: Record<string, Json> = {};
  for (const name of charts.keys()) {
    const overrides = values.get(name);
    sections[name] = overrides === undefined ? { enabled: false } : { enabled: true, ...overrides };
  }
  return `# Charts of the ${environment} environment, with the values that differ from their defaults.\n${toYaml(sections)}`;
}

/** The values of the charts are checked by their own schemas. */
function schemaOf(name: string, charts: UmbrellaSource['charts']): JsonObject {
  const properties: Record<string, Json> = {
    global: { title: 'global', description: GLOBAL, type: 'object' },
  };
  for (const [inner, { description }] of charts) {
    const enabled = {
      title: `${inner}.enabled`,
      description: enabledBy(inner),
      default: true,
      type: 'boolean',
    };
    properties[inner] = { title: inner, description, type: 'object', properties: { enabled } };
  }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `Values of the ${name} chart`,
    type: 'object',
    additionalProperties: false,
    properties,
  };
}

function notes(charts: UmbrellaSource['charts']): string {
  const names = [...charts.keys()];
  const lines = names.map(
    (name) => `{{- if (index .Values ${JSON.stringify(name)}).enabled }}\n  ${name}\n{{- end }}`,
  );
  return [
    'Installed:',
    ...lines,
    '',
    'See how they do:',
    '  kubectl --namespace {{ .Release.Namespace }} get pods -l app.kubernetes.io/instance={{ .Release.Name }}',
    '  helm test {{ .Release.Name }} --namespace {{ .Release.Namespace }}',
    ...[...charts].flatMap(([name, { files }]) => warnings(name, files)),
    '',
  ].join('\n');
}

/**
 * The warnings of a chart, if it has any and is installed: Helm prints the notes of the outer chart only. A warning begins with the path
 * of a value, which the outer chart has below the name of the chart.
 */
function warnings(name: string, files: Files): readonly string[] {
  const helper = quoted(warningsHelperName(name));
  if (files.get('templates/_helpers.tpl')?.includes(`define ${helper}`) !== true) return [];
  const prefixed = `include ${helper} . | replace "WARNING: " ${quoted(`WARNING: ${name}.`)}`;
  return [`{{- with index .Subcharts ${quoted(name)} }}{{ ${prefixed} }}{{ end }}`];
}

function readme(chart: ChartMetadata, charts: UmbrellaSource['charts'], wiring?: string): string {
  return [
    `# ${chart.name}`,
    '',
    chart.description,
    '',
    '```bash',
    `helm install ${chart.name} ./${chart.name} -f ./${chart.name}/values-prod.yaml --namespace ai-gateway-prod --create-namespace`,
    '```',
    '',
    'The values file of an environment gives objects the names that the plain manifests have, so it is for one release in a namespace.',
    '',
    '| Chart | Enabled by | Values |',
    '|-------|------------|--------|',
    ...[...charts].map(
      ([name, { description }]) =>
        `| ${description} | \`${name}.enabled\` | [charts/${name}](charts/${name}/README.md) |`,
    ),
    '',
    ...(wiring === undefined ? [] : [wiring]),
  ].join('\n');
}
