import type { Fields, Section } from '../values/collections';
import type { ChartMetadata } from '../template/chart-metadata';
import { isLong, valueRows } from '../values/documentation';

/** `README.md` of a chart: how to install it, what a stack has to say about itself, and the table of its values. */
export function chartReadme(chart: ChartMetadata, values: Section<Fields>, introduction: string): string {
  const rows = valueRows(values.shape.fields).map(
    ({ path, type, default: value, description }) =>
      `| \`${path}\` | ${type} | ${defaultCell(value)} | ${cell(description)} |`,
  );
  return [
    `# ${chart.name}`,
    '',
    chart.description,
    '',
    `Chart ${chart.version}, software ${chart.appVersion}, Kubernetes ${chart.kubeVersion}, Helm 3.8 and newer or Helm 4.`,
    '',
    introduction.replace(/^# .*\n/, '').trim(),
    '',
    '## Values',
    '',
    '| Key | Type | Default | Description |',
    '|-----|------|---------|-------------|',
    ...rows,
    '',
  ].join('\n');
}

function defaultCell(value: string): string {
  if (isLong(value)) return 'see [values.yaml](values.yaml)';
  return value === '' ? '' : `\`${cell(value)}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
