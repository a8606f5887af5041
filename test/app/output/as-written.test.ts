import { ApiObject, App, Chart } from 'cdk8s';
import production from '../../../environments/prod';
import { stacksOf } from '../../../lib/app/environments/stacks';
import { asWritten } from '../../../lib/app/output/as-written';
import type { RenderedObject } from '../../../lib/engine/manifests/render';
import { Release } from '../../../lib/engine/release/release';
import { toYamlDocuments } from '../../../lib/engine/yaml/document';

it.each(stacksOf({ name: 'prod', ...production }).map(({ name, release }) => [name, release] as const))(
  '%s is what a cdk8s chart of it gives, in the same order',
  (name, release) => {
    const chart = new Release(new App(), name, release);
    expect(toYamlDocuments(chart.objects.map(asWritten))).toBe(toYamlDocuments(chart.toJson()));
  },
);

it('leaves out what is null, and in the metadata what is empty, as a cdk8s chart does', () => {
  const object: RenderedObject = {
    spec: { z: [{ b: 1, a: [], c: null }], a: {}, n: null, zero: 0, no: false, empty: '' },
    kind: 'Odd',
    metadata: { name: 'odd', labels: {}, annotations: { b: '', a: 'x' }, finalizers: [], deep: { er: {} } },
    data: { 2: 'two', b: 'x', 10: 'ten' },
    apiVersion: 'example.com/v1',
  };
  const chart = new Chart(new App(), 'odd');
  new ApiObject(chart, 'odd', object);
  expect(toYamlDocuments([asWritten(object)])).toBe(toYamlDocuments(chart.toJson()));
});
