/** What `stacks publish` pushes and `stacks gitops flux` prints, with the controllers of Flux: manifests of dev, charts of staging. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { parseManifests } from '../../lib/app/changes/sides/parse';
import { CLUSTER_VERSION, kubernetes } from '../../tools/kubernetes';
import { Cluster, Obj } from '../cluster/support/cluster';
import { installDefinitions } from '../cluster/support/definitions';
import { addNodes } from '../cluster/support/nodes';
import { eventually } from '../cluster/support/polling';
import { createSecrets } from '../cluster/support/secrets';
import { summary } from '../cluster/support/summary';
import { nameOf, settled } from '../cluster/support/workloads';
import { Publisher } from '../publish/publisher';
import { LoopbackRegistry } from '../publish/registry';
import { Flux } from './flux';
import { Signer } from './signer';

const UNSIGNED = /failed to verify the signature using provider 'cosign': no matching signatures were found/;

const Published = z.array(z.object({ reference: z.string() }));
const Releases = z.array(z.object({ name: z.string(), status: z.string() }));

const publisher = new Publisher();
let signer: Signer;
let cluster: Cluster;
let registry: LoopbackRegistry;
let flux: Flux;
/** The objects of dev, as its file was last committed. */
let dev: readonly Obj[];

/** Publishes, and gives the references to sign. */
function publish(): readonly string[] {
  const flags = ['--plain-http', '--no-record', '--tag', 'latest', '--json'];
  const all: unknown = JSON.parse(printed('publish', `oci://${registry.host}/shop`, ...flags));
  return Published.parse(all).map(({ reference }) => reference);
}

const gitops = (environment: string, ...from: readonly string[]): string =>
  printed('gitops', 'flux', '--environment', environment, '--plain-http', '--verify', 'cosign', ...from);

/** What the command line prints of the checkout as it is. */
function printed(...args: readonly string[]): string {
  const { code, said } = publisher.stacks(args);
  if (code !== 0) throw new Error(said);
  return said;
}

const apply = (text: string) =>
  cluster.execute(kubernetes(CLUSTER_VERSION, 'kubectl'), ['apply', '--server-side', '-f', '-'], text);

/** The objects of an environment's manifests, in the checkout as it is. */
function manifests(environment: string): readonly Obj[] {
  const CDK8S_OUTDIR = mkdtempSync(path.join(tmpdir(), 'dist-'));
  const { code, said } = publisher.checkout.execute(process.execPath, ['run.cjs', 'main.ts'], {
    CDK8S_OUTDIR,
  });
  if (code !== 0) throw new Error(said);
  const folder = path.join(CDK8S_OUTDIR, environment);
  const files = readdirSync(folder).filter((file) => file.endsWith('.k8s.yaml'));
  return files
    .flatMap((file) => parseManifests(readFileSync(path.join(folder, file), 'utf8')))
    .map((object) => Obj.parse(object));
}

/** Those of some objects that the cluster has not. */
async function missing(objects: readonly Obj[]): Promise<readonly string[]> {
  const kinds = [...new Set(objects.map(({ apiVersion = '', kind = '' }) => resourceOf(apiVersion, kind)))];
  const there = new Set((await cluster.list(kinds.join(','), '--all-namespaces')).map(nameOf));
  return objects.map(nameOf).filter((name) => !there.has(name));
}

function resourceOf(apiVersion: string, kind: string): string {
  const [group, version] = apiVersion.split('/');
  return version === undefined ? kind.toLowerCase() : `${kind.toLowerCase()}.${version}.${group ?? ''}`;
}

/** What some kinds say of themselves, once that is said. */
const said = (kinds: string, wanted: RegExp, seconds = 120): Promise<string> =>
  eventually(
    seconds,
    async () =>
      (await flux.list(kinds))
        .flatMap(({ status }) => status.conditions)
        .map(({ message }) => message)
        .join('\n'),
    (text) => wanted.test(text),
  );

const replicasOf = (namespace: string, deployment: string) =>
  cluster.kubectl('get', 'deployment', deployment, '-n', namespace, '-o', 'jsonpath={.spec.replicas}');

beforeAll(async () => {
  publisher.begin();
  dev = manifests('dev');
  signer = new Signer();
  [cluster, registry] = await Promise.all([Cluster.start(CLUSTER_VERSION), LoopbackRegistry.start()]);
  await addNodes(cluster);
  await installDefinitions(cluster);
  flux = await Flux.start(cluster);
  signer.sign(publish());
  const key = `--from-literal=cosign.pub=${signer.publicKey}`;
  await cluster.kubectl('create', 'secret', 'generic', 'cosign', '-n', 'flux-system', key);
  await createSecrets(cluster, 'dev');
  await createSecrets(cluster, 'staging');
});

afterAll(async () => {
  await flux.stop();
  registry.stop();
  await cluster.stop();
  publisher.checkout.remove();
});

describe('a Kustomization', () => {
  const kinds = 'ocirepositories,kustomizations';

  it('makes all objects of the manifests, and is ready when they are', async () => {
    await apply(gitops('dev', '--repository', `oci://${registry.host}/shop/manifests`));
    const [kustomization] = (await flux.ready(kinds)).filter(({ kind }) => kind === 'Kustomization');
    expect(await missing(dev)).toEqual([]);
    expect(kustomization?.status.inventory?.entries).toHaveLength(dev.length);
    const all = await settled(cluster);
    summary(`flux: a Kustomization made ${dev.length} objects, ${all.length} workloads of which are ready`);
  });

  it('brings back what somebody has changed and deleted', async () => {
    await cluster.kubectl('scale', 'deployment', 'helm-proxy', '--replicas=3', '-n', 'ai-gateway-dev');
    await cluster.kubectl('delete', 'service', 'helm-proxy', '-n', 'ai-gateway-dev');
    await flux.ready('kustomizations', await flux.reconcile('kustomizations'));
    expect(await replicasOf('ai-gateway-dev', 'helm-proxy')).toBe('1');
    expect(await missing(dev)).toEqual([]);
  });

  it('deletes a system that is taken out, but not namespaces', async () => {
    const before = dev;
    publisher.checkout.change('environments/dev.ts', /^ {4}'helm-proxy': \{$.*?^ {4}\},$/ms, '');
    publisher.git('commit', '--quiet', '--all', '--message=without helm-proxy');
    dev = manifests('dev');
    const after = new Set(dev.map(nameOf));
    const gone = before.filter((one) => !after.has(nameOf(one)));
    expect(gone.length).toBeGreaterThan(5);
    const references = publish();
    // COUNTERPROOF: what nobody has signed yet is not taken.
    await flux.reconcile('ocirepositories');
    expect(await said('ocirepositories', UNSIGNED)).toMatch(UNSIGNED);
    expect(await missing(before)).toEqual([]);
    signer.sign(references);
    await flux.ready('ocirepositories', await flux.reconcile('ocirepositories'));
    await flux.ready('kustomizations', await flux.reconcile('kustomizations'));
    const deleted = gone.filter(({ kind }) => kind !== 'Namespace').map(nameOf);
    expect(await eventually(60, () => missing(gone), (now) => now.length >= deleted.length)).toEqual(deleted);
    summary(`flux: ${deleted.length} of ${gone.length} objects of a system that was taken out are deleted`);
  }); // prettier-ignore

  it('leaves all that runs when it is deleted itself', async () => {
    await cluster.kubectl('delete', 'kustomizations', '--all', '-n', 'flux-system', '--wait');
    expect(await missing(dev)).toEqual([]);
  });
});

describe('HelmReleases', () => {
  const kinds = 'ocirepositories,helmreleases';
  const NAMESPACE = 'ai-gateway-staging';

  it('are released in their order, and ready when what they make is', async () => {
    await apply(gitops('staging', '--charts', `oci://${registry.host}/shop`));
    const releases = (await flux.ready(kinds)).filter(({ kind }) => kind === 'HelmRelease');
    const listed: unknown = JSON.parse(await cluster.helm(4, 'list', '--all-namespaces', '-o', 'json'));
    expect(Releases.parse(listed).map(({ name, status }) => `${name}: ${status}`).sort()).toEqual(
      ['claude-middleware', 'claude-relay', 'helm-proxy', 'jairouter', 'mcp-box'].map((name) => `${name}: deployed`),
    );
    // Namespaces are made by Flux, of the releases alone.
    const wanted = manifests('staging').filter(({ kind }) => kind !== 'Namespace');
    expect(await missing(wanted)).toEqual([]);
    await settled(cluster);
    summary(`flux: ${releases.length} HelmReleases are ready, with ${wanted.length} objects`);
  }); // prettier-ignore

  it('bring back what somebody has changed', async () => {
    await cluster.kubectl('scale', 'deployment', 'claude-middleware', '--replicas=5', '-n', NAMESPACE);
    const since = await flux.reconcile('helmreleases');
    await flux.ready('helmreleases', since);
    const seen = await eventually(
      60,
      () => replicasOf(NAMESPACE, 'claude-middleware'),
      (count) => count === '2',
    );
    expect(seen).toBe('2');
  });

  it('say what is wrong with a value, in the words of the chart', async () => {
    const patch = JSON.stringify({ spec: { values: { replicaCount: 'many' } } });
    await cluster.kubectl('patch', 'helmrelease', 'staging-helm-proxy', '-n', 'flux-system', '--type=merge', '-p', patch);
    expect(await said('helmreleases', /replicaCount/)).toMatch(/replicaCount/);
    expect(await replicasOf(NAMESPACE, 'helm-proxy')).toBe('1');
  }); // prettier-ignore
});

it('an artifact that is not there is said, and changes nothing', async () => {
  await apply(gitops('dev', '--repository', `oci://${registry.host}/shop/manifests`, '--revision', 'v9'));
  expect(await said('ocirepositories', /v9/)).toMatch(/v9.*not found|MANIFEST_UNKNOWN/);
});
