import { issuerOf, secretRows } from '../../../../lib/app/report/model/secrets';
import { object } from '../../changes/objects';
import { ENVIRONMENT, ingress } from '../objects';

const annotated = {
  ...ingress('a.example.com', 'a', { tls: [{ hosts: ['a.example.com'], secretName: 'a-tls' }] }),
  metadata: { name: 'a', namespace: 'ai', annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' } },
};

it('has the Secrets that somebody must create first', () => {
  const rows = secretRows([annotated, ...ENVIRONMENT]);
  expect(rows.map(({ name, madeBy }) => [name, madeBy])).toEqual([
    ['web-keys', undefined],
    ['a-tls', 'cert-manager, by the issuer letsencrypt'],
  ]);
});

it('has those that are made, with their keys and without their values', () => {
  const made = object('Secret', 'made', { stringData: { password: 'value-of-it' } });
  const external = object('ExternalSecret', 'store', { spec: { target: { name: 'from-store' }, data: [{ secretKey: 'key' }] } }); // prettier-ignore
  const rows = secretRows([made, external]);
  expect(rows.map(({ name, keys }) => [name, keys.map((key) => key.name)])).toEqual([
    ['made', ['password']],
    ['from-store', ['key']],
  ]);
  expect(JSON.stringify(rows)).not.toContain('value-of-it');
});

it('knows the issuer of an Ingress', () => {
  expect([issuerOf(annotated), issuerOf(ingress('a.example.com', 'a'))]).toEqual(['letsencrypt', undefined]);
});
