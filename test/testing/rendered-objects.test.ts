import { ValuesError } from '../../lib/engine/values/check';
import { renderedObjects } from '../../lib/testing/rendered-objects';
import { Web } from './stack';

it('gives the objects of the defaults, and of values, a name and a namespace', () => {
  expect(renderedObjects(new Web())).toMatchObject([
    { kind: 'Deployment', metadata: { name: 'web', namespace: 'default' }, spec: { replicas: 2 } },
  ]);
  const options = { name: 'shop', namespace: 'prod' };
  expect(renderedObjects(new Web(), { replicas: 5 }, options)).toMatchObject([
    { metadata: { name: 'shop', namespace: 'prod' }, spec: { replicas: 5 } },
  ]);
});

it('rejects values that are not right', () => {
  expect(() => renderedObjects(new Web(), { replicas: 11 })).toThrow(ValuesError);
  expect(() => renderedObjects(new Web(), { replicas: 11 })).toThrow('values: replicas is 11');
});
