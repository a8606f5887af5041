import type { Fields, Section } from '../values/collections';
import type { ChartMetadata } from '../template/chart-metadata';
import { isExpr, NODE, type Expr } from '../template/expression';
import type { Requirement } from '../template/stack-template';
import { isLong, valueRows } from '../values/documentation';

/**
 * `README.md` of a chart: how to install it, what a stack has to say about itself, which custom resources its values ask for, and the table
 * of its values.
 */
export function chartReadme(
  chart: ChartMetadata,
  values: Section<Fields>,
  introduction: string,
  requirements: readonly Requirement[] = [],
): string {
  const rows = valueRows(values.shape.fields).map(
    ({ path, type, default: value, description }) =>
      `| \`${path}\` | ${type} | ${defaultCell(value)} | ${cell(description)} |`,
  );
  const kubernetes = chart.kubeVersion === undefined ? '' : `Kubernetes ${chart.kubeVersion}, `;
  return [
    `# ${chart.name}`,
    '',
    chart.description,
    '',
    `Chart ${chart.version}, software ${chart.appVersion}, ${kubernetes}Helm 3.8 and newer or Helm 4.`,
    '',
    introduction.replace(/^# .*\n/, '').trim(),
    '',
    ...requirementLines(requirements),
    '## Values',
    '',
    '| Key | Type | Default | Description |',
    '|-----|------|---------|-------------|',
    ...rows,
    '',
  ].join('\n');
}

function requirementLines(requirements: readonly Requirement[]): readonly string[] {
  if (requirements.length === 0) return [];
  const rows = requirements.map(
    ({ path, apiVersion, kind, remedy }) =>
      `| \`${documentedPath(path)}\` | ${kind} | \`${apiVersion}\` | ${remedy}, or set it to false |`,
  );
  return [
    '## Custom resources',
    '',
    'These values ask for kinds that are not part of Kubernetes. In a cluster that lacks one, `helm install` and `helm upgrade` stop before',
    'anything is deployed and say so. `helm template` asks no cluster.',
    '',
    '| Value | Kind | API version | In a cluster without it |',
    '|-------|------|-------------|-------------------------|',
    ...new Set(rows),
    '',
  ];
}

/** The path of a value as the table of values has it: `<name>` stands for the key of an entry. */
function documentedPath(path: string | Expr<string>): string {
  if (!isExpr(path)) return path;
  const node = path[NODE];
  if (node.op !== 'text') return '<name>';
  return node.parts.map((part) => (isExpr(part) ? documentedPath(part as Expr<string>) : part)).join('');
}

function defaultCell(value: string): string {
  if (isLong(value)) return 'see [values.yaml](values.yaml)';
  return value === '' ? '' : `\`${cell(value)}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
