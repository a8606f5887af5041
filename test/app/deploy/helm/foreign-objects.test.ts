import { foreignObjects } from '../../../../lib/app/deploy/helm/foreign-objects';
import { object } from '../../changes/objects';
import { cluster, named } from '../cluster';

const KINDS = { 'get --raw /api/v1': { resources: [{ kind: 'Service' }, { kind: 'Namespace' }] } };
const RELAY = { name: 'relay', namespace: 'ai' };
const live = (release?: string, releaseNamespace = 'ai') => {
  const annotations =
    release === undefined
      ? {}
      : { 'meta.helm.sh/release-name': release, 'meta.helm.sh/release-namespace': releaseNamespace };
  return { ...object('Service', 'a'), metadata: { name: 'a', namespace: 'ai', annotations } };
};
const found = (...there: Parameters<typeof foreignObjects>[2]) =>
  foreignObjects(cluster({ ...KINDS, 'get --ignore-not-found': there }), RELAY, [object('Service', 'a')]);

it('finds what Helm did not make, or made for another release', () => {
  for (const one of [live(), live('other'), live('relay', 'other')])
    expect(found(one)).toEqual([{ kind: 'foreign-object', sentence: expect.stringContaining('Helm did not make Service ai/a for the release relay in ai, and') as string }]);
  expect(found(live('relay'))).toEqual([]);
  expect(found()).toEqual([]);
}); // prettier-ignore

it('does not ask of namespaces, which a chart makes only where there are none', () => {
  const inputs: string[] = [];
  const kubectl = (args: readonly string[], input = '') => {
    if (input !== '') inputs.push(input);
    return cluster(KINDS)(args);
  };
  foreignObjects(kubectl, RELAY, [named('Namespace', 'ai'), object('Service', 'a')]);
  expect(inputs.join('')).not.toContain('"Namespace"');
});
