import { EFFECT_NAMES } from '../../../../lib/app/changes/effects/effect';
import { EFFECTS } from '../../../../lib/app/changes/effects/effects';
import { deployment, effects, object, statefulSet } from '../objects';

it('finds effects of each kind but what only a cluster knows, and none where nothing differs', () => {
  const secret = { name: 'A', valueFrom: { secretKeyRef: { name: 'keys', key: 'a' } } };
  const host = (name: string) => object('Ingress', 'a', { spec: { rules: [{ host: name, http: { paths: [{ path: '/' }] } }] } });
  const policy = object('NetworkPolicy', 'a', { spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [] } });
  const before = [deployment('a'), statefulSet('b', { serviceName: 'b' }), policy, host('a.example'), object('PersistentVolumeClaim', 'c')];
  const resources = { requests: { cpu: '1' } };
  const after = [deployment('a', { replicas: 2 }, { env: [secret], resources }), statefulSet('b', { serviceName: 'c' }), host('b.example')];
  const closed = effects((sides) => EFFECTS.flatMap((of) => of(sides)), after, before).map(({ kind }) => kind);
  const found = effects((sides) => EFFECTS.flatMap((of) => of(sides)), before, after).map(({ kind }) => kind);
  expect([...new Set([...found, ...closed, 'rejected'])].sort()).toEqual(Object.keys(EFFECT_NAMES).sort());
  expect(effects((sides) => EFFECTS.flatMap((of) => of(sides)), before, before)).toEqual([]);
}); // prettier-ignore
