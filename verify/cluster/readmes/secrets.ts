import { z } from 'zod';
import { secretsIn } from '../../../lib/app/objects/secret-readings';
import { at } from '../../../lib/engine/release/objects';
import type { Json } from '../../../lib/engine/values/declaration';
import { readMarkdown } from '../../../test/support/markdown';
import { Obj, type Cluster } from '../support/cluster';
import { nameOf } from '../support/workloads';

const Secret = Obj.extend({ data: z.record(z.string(), z.string()).default({}) });

/** The values of a Secret, decoded, by key. */
export async function secretValues(
  cluster: Cluster,
  namespace: string,
  name: string,
): Promise<Readonly<Record<string, string>>> {
  const { data } = Secret.parse(
    JSON.parse(await cluster.kubectl('get', 'secret', name, '-n', namespace, '-o', 'json')),
  );
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')]),
  );
}

/** Makes a Secret, as a reader does before the command that names it. */
export async function makeSecret(
  cluster: Cluster,
  namespace: string,
  name: string,
  keys: readonly string[],
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const stringData = Object.fromEntries(keys.map((key) => [key, `the value of ${key}, 32 characters long`]));
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, ...more },
    stringData,
  });
}

/** Makes the Secrets, with their namespaces, that docs/environments.md requires for an environment. */
export async function makeRequiredSecrets(cluster: Cluster, environment: string): Promise<void> {
  const rows = [
    ...readMarkdown('docs/environments.md').matchAll(/^\| (\S+) +\| (\S+) +\| `(\S+)` +\| (.*?)\|/gm),
  ].filter(([, where]) => where === environment);
  if (rows.length === 0) throw new Error(`docs/environments.md has no Secrets of ${environment}.`);
  const namespaces = new Set(rows.map(([, , namespace = '']) => namespace));
  await cluster.apply(
    ...[...namespaces].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
  );
  for (const [, , namespace = '', name = '', keys = ''] of rows)
    await makeSecret(
      cluster,
      namespace,
      name,
      [...keys.matchAll(/`([^`]+)`/g)].map(([, key = '']) => key),
    );
}

const ExternalSecret = Obj.extend({
  spec: z.looseObject({
    target: z.looseObject({ name: z.string() }),
    data: z.array(z.looseObject({ secretKey: z.string() })),
  }),
});

const OF_OPERATOR = { 'example.com/made-by': 'operator' };

/** Makes the Secrets of all ExternalSecrets: there is no operator in the cluster. A Secret goes with its ExternalSecret. */
async function playOperator(cluster: Cluster): Promise<void> {
  const all = z.array(ExternalSecret).parse(await cluster.list('externalsecrets', '--all-namespaces'));
  for (const { apiVersion, kind, metadata, spec } of all) {
    const owner = { apiVersion, kind, name: metadata.name, uid: metadata.uid };
    await makeSecret(
      cluster,
      metadata.namespace ?? '',
      spec.target.name,
      spec.data.map(({ secretKey }) => secretKey),
      { labels: OF_OPERATOR, ownerReferences: [owner] },
    );
  }
}

/** Waits until the Secrets of ExternalSecrets that were deleted are gone. */
export async function waitForOperator(cluster: Cluster, namespace: string): Promise<void> {
  const [label] = Object.entries(OF_OPERATOR).map(([key, value]) => `${key}=${value}`);
  await cluster.kubectl(
    ...['wait', 'secrets', '-l', label ?? '', '-n', namespace, '--for=delete', '--timeout=60s'],
  );
}

/**
 * Each Secret that a pod cannot start without is there, with the key: the nodes are played, and do not look.
 *
 * @throws Error naming those that are missing
 */
export async function expectSecretsThatPodsRead(cluster: Cluster): Promise<void> {
  await playOperator(cluster);
  const secrets = z.array(Secret).parse(await cluster.list('secrets', '--all-namespaces'));
  const objects = await cluster.list('deployments,statefulsets,jobs', '--all-namespaces');
  const missing = objects.flatMap((object) =>
    secretsIn(at(object as Record<string, Json>, 'spec', 'template', 'spec')).flatMap(
      ({ name, key, optional }) => {
        const found = secrets.find(
          ({ metadata }) => metadata.name === name && metadata.namespace === object.metadata.namespace,
        );
        const isThere = found !== undefined && (key === undefined || Object.hasOwn(found.data, key));
        return optional || isThere
          ? []
          : [`${nameOf(object)} reads ${key ?? 'all keys'} of the Secret ${name}`];
      },
    ),
  );
  if (missing.length > 0) throw new Error(`Pods would not start: ${[...new Set(missing)].join('; ')}.`);
}
