import { z } from 'zod';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { CLUSTER_VERSIONS } from '../../tools/kubernetes';
import { acceptedValueSets } from '../../test/inputs/accepted';
import { withoutOwnPieces } from '../../test/inputs/own-pieces';
import { objectsFor } from '../../test/inputs/releases';
import type { Cluster } from './support/cluster';
import { preparedCluster } from './support/prepared';
import { resourcesOf, type Resource } from './support/resources';
import { summary } from './support/summary';

const SEED = 20_261_121;
/** Value sets of each stack on each version. */
const SETS = 60;

const Identity = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

describe.each(CLUSTER_VERSIONS)('Kubernetes %s', (version) => {
  let cluster: Cluster;
  let urls: ReadonlyMap<string, Resource>;
  beforeAll(async () => {
    cluster = await preparedCluster(version);
    urls = await collections(cluster);
  });
  afterAll(() => cluster.stop());

  it('rejects what it cannot take', async () => {
    const port = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'x' },
      spec: { ports: [{ port: 0 }] },
    };
    expect(await rejection(cluster, urls, port, 'default')).toMatch(/spec\.ports\[0\]\.port/);
    const unknown = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, date: {} };
    expect(await rejection(cluster, urls, unknown, 'default')).toMatch(/unknown field "date"/);
  });

  it.each(Object.keys(stacks) as StackName[])('takes what %s makes of generated values', async (stack) => {
    const known = new Set<string>();
    const rejected: string[] = [];
    let objects = 0;
    for (const input of acceptedValueSets(stack, SETS, SEED)) {
      for (const object of objectsFor(stack, input)) {
        const namespace = Identity.parse(object).metadata.namespace ?? input.namespace;
        if (!known.has(namespace)) await makeNamespace(cluster, namespace);
        known.add(namespace);
        const reason = await rejection(cluster, urls, object, namespace);
        if (reason !== undefined) rejected.push(`${reason}\n  values: ${JSON.stringify(input)}`);
        objects++;
      }
    }
    expect(withoutOwnPieces(rejected)).toEqual([]);
    expect(objects).toBeGreaterThan(SETS * 3);
    summary(`cluster ${version} ${stack}: ${objects} objects of ${SETS} generated value sets accepted`);
  });
});

/** Where objects of each kind are made, by `apiVersion kind`. */
async function collections(cluster: Cluster): Promise<ReadonlyMap<string, Resource>> {
  const resources = await resourcesOf(cluster);
  return new Map(resources.map((resource) => [`${resource.apiVersion} ${resource.kind}`, resource]));
}

/** Why the API server would not take an object, or nothing if it would: it is asked without anything being kept. */
async function rejection(
  cluster: Cluster,
  urls: ReadonlyMap<string, Resource>,
  object: KubernetesObject,
  namespace: string,
): Promise<string | undefined> {
  const { apiVersion, kind, metadata } = Identity.parse(object);
  const collection = urls.get(`${apiVersion} ${kind}`);
  if (collection === undefined) return `There is no kind ${apiVersion} ${kind}.`;
  const url = `${collection.path(namespace)}?dryRun=All&fieldValidation=Strict`;
  const { status, body } = await cluster.ask('POST', url, object);
  if (status === 201) return undefined;
  // A namespace that a release makes may be there already, made for another one's objects.
  if (status === 409 && kind === 'Namespace') return undefined;
  const { message } = z.looseObject({ message: z.string() }).parse(body);
  return `${kind} ${metadata.name}: ${message}`;
}

async function makeNamespace(cluster: Cluster, name: string): Promise<void> {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
  const { status, body } = await cluster.ask('POST', '/api/v1/namespaces', namespace);
  if (status !== 201 && status !== 409) throw new Error(`namespace ${name}: ${JSON.stringify(body)}`);
}
