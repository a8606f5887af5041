import { readingsOf, secretsIn } from '../../../lib/app/objects/secret-readings';
import type { JsonObject } from '../../../lib/engine/values/declaration';

describe('secretsIn', () => {
  it('finds each way in which a pod can read a Secret', () => {
    const pod = {
      imagePullSecrets: [{ name: 'pull' }],
      initContainers: [
        { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'one', key: 'a', optional: true } } }] },
      ],
      containers: [{ envFrom: [{ secretRef: { name: 'all' } }, { configMapRef: { name: 'none' } }] }],
      volumes: [
        { name: 'whole', secret: { secretName: 'volume' } },
        { name: 'part', secret: { secretName: 'items', items: [{ key: 'b', path: 'file' }] } },
        { name: 'projected', projected: { sources: [{ secret: { name: 'source', optional: true } }] } },
      ],
    };
    expect(secretsIn(pod)).toEqual([
      { name: 'pull', key: '.dockerconfigjson', optional: false },
      { name: 'one', key: 'a', optional: true, variable: 'A' },
      { name: 'all', optional: false },
      { name: 'volume', optional: false },
      { name: 'items', key: 'b', optional: false },
      { name: 'source', optional: true },
    ]);
  });

  it('has each key of a Secret that a volume takes apart', () => {
    const paths = [
      { key: 'a', path: 'a' },
      { key: 'b', path: 'b' },
    ];
    const pod = { volumes: [{ name: 'v', secret: { secretName: 's', items: paths, optional: true } }] };
    expect(secretsIn(pod)).toEqual([
      { name: 's', key: 'a', optional: true },
      { name: 's', key: 'b', optional: true },
    ]);
  });

  it.each([undefined, null, 'text', {}, { containers: [{ env: [{ name: 'A', value: 'x' }] }] }])(
    'finds nothing in %j',
    (pod) => {
      expect(secretsIn(pod)).toEqual([]);
    },
  );
});

describe('readingsOf', () => {
  function ingress(annotations: JsonObject, ...tls: readonly JsonObject[]): JsonObject {
    return { kind: 'Ingress', metadata: { name: 'a', annotations }, spec: { tls } };
  }

  it('are the certificate and the key of each Secret of an Ingress', () => {
    expect(readingsOf(ingress({}, { secretName: 'one' }, { secretName: 'two' }, { hosts: ['a'] }))).toEqual([
      { name: 'one', key: 'tls.crt', optional: false },
      { name: 'one', key: 'tls.key', optional: false },
      { name: 'two', key: 'tls.crt', optional: false },
      { name: 'two', key: 'tls.key', optional: false },
    ]);
  });

  it.each([
    ['cert-manager.io/issuer', 0],
    ['cert-manager.io/cluster-issuer', 0],
    ['cert-manager.io/common-name', 2],
  ])('are none of an Ingress whose certificate cert-manager makes: %s', (annotation, count) => {
    expect(readingsOf(ingress({ [annotation]: 'x' }, { secretName: 'one' }))).toHaveLength(count);
  });

  it('are the certificate and the key that a Route names', () => {
    const route = (tls: JsonObject) => ({ kind: 'Route', spec: { tls } });
    expect(readingsOf(route({ termination: 'edge', externalCertificate: { name: 'one' } }))).toEqual([
      { name: 'one', key: 'tls.crt', optional: false },
      { name: 'one', key: 'tls.key', optional: false },
    ]);
    expect(readingsOf(route({ termination: 'edge' }))).toEqual([]);
  });

  it('are those of the pods that an object is a template of', () => {
    const pod = { imagePullSecrets: [{ name: 'pull' }] };
    expect(readingsOf({ kind: 'Deployment', spec: { template: { spec: pod } } })).toEqual([
      { name: 'pull', key: '.dockerconfigjson', optional: false },
    ]);
    expect(readingsOf({ kind: 'Service', spec: { ports: [] } })).toEqual([]);
    expect(readingsOf({ kind: 'ConfigMap', data: {} })).toEqual([]);
  });
});
