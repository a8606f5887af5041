import { functions } from '../../lib/engine/template/functions';
import { OnlyIf } from '../../lib/engine/template/scopes';
import type { ResourceClass } from '../../lib/engine/template/resource';
import { section } from '../../lib/engine/values/collections';
import { boolean } from '../../lib/engine/values/scalars';
import { addCustomResource } from '../../lib/kubernetes/custom-resource';
import { pathOf } from '../../lib/kubernetes/validation';
import { kindsOf, objectsFor, rejections, templateOf, TinyStack } from './tiny-stack';

const fields = { scaling: section('Scaling.', { enabled: boolean(true, 'On.') }) };

function kind(apiVersion: string, name: string): ResourceClass<object> {
  return { GVK: { apiVersion, kind: name }, manifest: (props) => props };
}

function stack(of = kind('keda.sh/v1alpha1', 'ScaledObject')) {
  const tiny = new TinyStack(fields);
  const { enabled } = tiny.values.scaling;
  addCustomResource(new OnlyIf(tiny, 'scaling', enabled), 'scaledobject', pathOf(enabled), {
    of,
    manifest: {},
  });
  return tiny;
}

const has = jest.spyOn(functions.hasApi, 'run');
afterEach(() => has.mockReset().mockReturnValue(false));

/** A cluster with certain kinds, such as `v1/Pod`. */
function cluster(...kinds: readonly string[]): void {
  const run: (asked: string) => boolean = (asked) => kinds.includes(asked);
  has.mockImplementation(run as () => boolean);
}

it('a custom resource is rejected in a cluster without its kind', () => {
  cluster('v1/Pod', 'keda.sh/v1/ScaledObject');
  expect(rejections(stack())).toEqual([
    'scaling.enabled is true, but the cluster has no ScaledObject of keda.sh/v1alpha1; install KEDA first, or set it to false.',
  ]);
  expect(rejections(stack(), { scaling: { enabled: false } })).toEqual([]);
});

it('is accepted in a cluster with its kind, and where no cluster is asked', () => {
  cluster('v1/Pod', 'keda.sh/v1alpha1/ScaledObject');
  expect(kindsOf(objectsFor(stack()))).toEqual(['ScaledObject']);
  cluster();
  expect(kindsOf(objectsFor(stack()))).toEqual(['ScaledObject']);
});

it('the chart asks Helm', () => {
  expect(templateOf(stack(), 'validation.yaml')).toContain(
    '(include "small.connected" .) (not (.Capabilities.APIVersions.Has "keda.sh/v1alpha1/ScaledObject"))',
  );
  expect(templateOf(stack(), '_helpers.tpl')).toContain('.Capabilities.APIVersions.Has "v1/Pod"');
});

it('a kind of a group without a remedy is an error of the author', () => {
  expect(() => stack(kind('example.com/v1', 'Scaler'))).toThrow(
    'Scaler of example.com/v1 has no remedy for clusters without it; add its group to REMEDIES.',
  );
});
