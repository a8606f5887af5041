import { discoverEnvironments } from '../../../lib/app/environments/discover';
import { secretsOf } from '../../../lib/app/secrets/environment-secrets';
import { formProblem } from '../../../lib/app/secrets/form-problem';
import { newValue } from '../../../lib/app/secrets/random';
import { metadataOf } from '../../../lib/engine/release/objects';
import { readingsOf } from '../../../lib/app/objects/secret-readings';
import { objectsOf } from '../../../lib/engine/release/release';
import { stacksOf } from '../../../lib/app/environments/stacks';
import { stacks } from '../../../lib/stacks/stacks';

const environments = discoverEnvironments();

it.each(environments)('of $name have the forms of all keys, and namespaces with Pod Security Standards', (environment) => {
  const { namespaces, secrets } = secretsOf(environment);
  expect(secrets.length).toBeGreaterThan(0);
  expect(namespaces.map((one) => metadataOf(one).name)).toEqual([...new Set(secrets.map(({ namespace }) => namespace))]);
  for (const namespace of namespaces) {
    expect(Object.keys(namespace['metadata'] as object)).toEqual(['name', 'labels']);
    expect(namespace).toHaveProperty(['metadata', 'labels', 'pod-security.kubernetes.io/enforce']);
  }
  for (const { form } of secrets.flatMap(({ keys }) => keys))
    if (form.issuer === undefined) expect(formProblem(form, newValue(form))).toBeUndefined();
}); // prettier-ignore

it('have the namespace alone where the environment does not make it', () => {
  const mcp = { global: { namespace: 'elsewhere' }, infrastructure: { mysql: { auth: { existingSecret: 'mysql' } } } };
  const { namespaces } = secretsOf({ name: 'a', namespace: 'ai', stacks: { 'mcp-box': mcp } });
  expect(namespaces).toEqual([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'elsewhere' } }]);
}); // prettier-ignore

it('have the type of a certificate', () => {
  const tls = [{ secretName: 'tls', hosts: ['relay.example.com'] }];
  const relay = { config: { existingSecret: 'keys' }, ingress: { enabled: true, hosts: [{ host: 'relay.example.com' }], tls } };
  const { secrets } = secretsOf({ name: 'a', namespace: 'ai', stacks: { 'claude-relay': relay } });
  expect(secrets.map(({ name, type }) => [name, type])).toEqual([['keys', 'Opaque'], ['tls', 'kubernetes.io/tls']]);
}); // prettier-ignore

it('reject an environment that is not right', () => {
  expect(() => secretsOf({ name: 'a', namespace: 'A_B', stacks: {} })).toThrow(
    'environments/a.ts: namespace A_B',
  );
});

it('each form that a stack declares is that of a variable which it reads from a Secret somewhere', () => {
  const read = new Map<string, Set<string>>();
  for (const { name, release } of environments.flatMap(stacksOf))
    for (const { variable } of objectsOf(release).flatMap(readingsOf))
      if (variable !== undefined) read.set(name, (read.get(name) ?? new Set()).add(variable));
  for (const [name, { software }] of Object.entries(stacks))
    for (const variable of Object.keys(software.secrets ?? {}))
      expect({ name, variable, read: read.get(name)?.has(variable) }).toEqual({ name, variable, read: true });
}); // prettier-ignore
