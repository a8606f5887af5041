import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as k8s from 'cdk8s-plus-27/lib/imports/k8s';
import { chartFiles, type ChartSource } from '../../../lib/engine/helm/chart-files';
import { writeChart } from '../../../lib/engine/helm/write-chart';
import { Resource } from '../../../lib/engine/template/resource';
import { SmallStack } from '../small-stack';

let folder: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'write-chart-')), 'charts/small');
});

/** A chart with resources of certain names, and values of certain environments. */
function source(resources: readonly string[], environments: readonly string[]): ChartSource {
  const template = new SmallStack();
  for (const name of resources)
    Resource.of(template, name, { of: k8s.KubeConfigMap, manifest: { metadata: { name } } });
  const values = new Map(environments.map((name) => [name, { replicas: 3 }]));
  return { template, introduction: 'Small.', environments: values };
}

/** The files in the folder, with their content. */
function written(): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const files = entries.map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(files.map((file) => [path.relative(folder, file), readFileSync(file, 'utf8')]));
}

it('writes all files of a chart into a folder that it makes', () => {
  const chart = source(['one', 'two'], ['dev', 'prod']);
  writeChart(folder, chart);
  expect(written()).toEqual(Object.fromEntries(chartFiles(chart)));
});

it('removes what it wrote before and the chart has no more, and nothing else', () => {
  // GIVEN a chart, with files of somebody else beside its own
  writeChart(folder, source(['one', 'two'], ['dev', 'prod']));
  const others = {
    'templates/own.yaml': 'kind: ConfigMap\n',
    'templates/two/own.yaml': '{{- /* Generated from the stack another; do not edit. */ -}}\n',
    'values-own.yaml': '# Mine.\n',
    'notes.md': '{{- /* Generated from the stack small; do not edit. */ -}}\n',
  };
  mkdirSync(path.join(folder, 'templates/two'));
  symlinkSync('nobody@nowhere', path.join(folder, 'templates/.#two.yaml'));
  for (const [file, content] of Object.entries(others)) writeFileSync(path.join(folder, file), content);

  // WHEN a resource has another name, and an environment is gone
  const chart = source(['one', 'three'], ['prod']);
  writeChart(folder, chart);

  // THEN neither the template of the old name nor its values are there, and what is not its own is
  expect(written()).toEqual({ ...Object.fromEntries(chartFiles(chart)), ...others });
});

it('leaves what is there where a file cannot be written', () => {
  writeChart(folder, source(['one', 'two'], []));
  const before = written();
  mkdirSync(path.join(folder, 'templates/three.yaml'));
  expect(() => {
    writeChart(folder, source(['one', 'three'], []));
  }).toThrow(
    /three\.yaml cannot be written: there is a folder of this name; name another file\. What was there is unchanged\.$/,
  );
  expect(written()).toEqual(before);
});
