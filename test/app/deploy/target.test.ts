import { deployedObjects } from '../../../lib/app/deploy/target';
import { ENVIRONMENT_LABEL } from '../../../lib/app/output/kustomization';
import { at, describeObject } from '../../../lib/engine/release/objects';
import { environments } from '../../support/environments';

const dev = environments.find(({ name }) => name === 'dev') ?? environments[0];

it('gives the objects of dist with the label of their environment, namespaces first', () => {
  if (dev === undefined) throw new Error('There is an environment.');
  const objects = deployedObjects(dev);
  expect(describeObject(objects[0] ?? {})).toBe(`Namespace ${dev.namespace}`);
  expect(new Set(objects.map((object) => at(object, 'metadata', 'labels', ENVIRONMENT_LABEL)))).toEqual(
    new Set([dev.name]),
  );
  // Pods and selectors have it not, so nothing is replaced for it.
  expect(JSON.stringify(objects.map(({ spec }) => spec ?? null))).not.toContain(ENVIRONMENT_LABEL);
});

it('gives those of a stack, with the namespace of all', () => {
  if (dev === undefined) throw new Error('There is an environment.');
  const names = deployedObjects(dev, ['claude-middleware']).map(describeObject);
  expect(names[0]).toBe(`Namespace ${dev.namespace}`);
  expect(names).toContain(`Deployment ${dev.namespace}/claude-middleware`);
  expect(names).not.toContain(`Deployment ${dev.namespace}/claude-relay`);
});
