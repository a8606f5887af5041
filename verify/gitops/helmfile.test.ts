/** What `stacks gitops helmfile` prints, with helmfile: charts of the folder, and of a registry. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { parseManifests } from '../../lib/app/changes/sides/parse';
import { gitops } from '../../lib/app/cli/gitops';
import { releaseNamespace } from '../../lib/app/environments/release-namespace';
import { helmBinary, type HelmMajor } from '../../test/support/helm-binary';
import type { Ended } from '../../test/support/execute';
import { environments } from '../../test/support/environments';
import { ROOT } from '../../test/support/markdown';
import { CLUSTER_VERSION } from '../../tools/kubernetes';
import { program } from '../../tools/programs';
import { Cluster } from '../cluster/support/cluster';
import { installDefinitions } from '../cluster/support/definitions';
import { addNodes } from '../cluster/support/nodes';
import { watching } from '../cluster/support/polling';
import { createSecrets } from '../cluster/support/secrets';
import { summary } from '../cluster/support/summary';
import { provideVolumes } from '../cluster/support/volumes';
import { settled } from '../cluster/support/workloads';
import { Publisher } from '../publish/publisher';
import { LoopbackRegistry } from '../publish/registry';

const MAJORS: readonly HelmMajor[] = [3, 4];
const Releases = z.array(z.object({ name: z.string(), namespace: z.string(), status: z.string() }));

/** Where the helmfile is, with `dist` beside it. */
const place = mkdtempSync(path.join(tmpdir(), 'helmfile-'));
const publisher = new Publisher();
let cluster: Cluster;
let registry: LoopbackRegistry;

function writeHelmfile(more: Partial<Parameters<typeof gitops>[1]> = {}): void {
  const text = gitops('helmfile', { environment: [], cluster: [], path: 'dist', ...more });
  writeFileSync(path.join(place, 'helmfile.yaml'), text);
}

const helmfile = (major: HelmMajor, ...args: readonly string[]): Promise<Ended> =>
  cluster.execute(program('helmfile'), [
    ...['--file', path.join(place, 'helmfile.yaml'), '--helm-binary', helmBinary(major), ...args],
  ]);

async function succeeding(major: HelmMajor, ...args: readonly string[]): Promise<string> {
  const ended = await helmfile(major, ...args);
  expect(ended).toMatchObject({ code: 0 });
  return ended.stdout;
}

/** Gives volumes to claims while something is deployed and waits for them. */
const withVolumes = (work: () => Promise<unknown>) =>
  watching(async () => {
    await provideVolumes(cluster);
    return [];
  }, work);

/** The releases of an environment, each with its namespace and status. */
const releasesOf = async (major: HelmMajor, environment: string) =>
  Releases.parse(JSON.parse(await cluster.helm(major, 'list', '--all-namespaces', '-o', 'json')))
    .filter(({ namespace }) => namespace.endsWith(`-${environment}`))
    .map(({ name, namespace, status }) => `${namespace}/${name}: ${status}`)
    .sort();

beforeAll(async () => {
  symlinkSync(path.join(ROOT, 'dist'), path.join(place, 'dist'));
  publisher.begin();
  [cluster, registry] = await Promise.all([Cluster.start(CLUSTER_VERSION), LoopbackRegistry.start()]);
  await addNodes(cluster);
  await installDefinitions(cluster);
});

afterAll(async () => {
  registry.stop();
  await cluster.stop();
  publisher.checkout.remove();
  rmSync(place, { recursive: true });
});

describe.each(MAJORS)('with Helm %s', (major) => {
  it('renders what helm template of each chart renders', async () => {
    writeHelmfile();
    for (const environment of environments) {
      const { name, stacks } = environment;
      const rendered = await succeeding(major, '--selector', `environment=${name}`, '--quiet', 'template', '--include-crds');
      const each = await Promise.all(
        Object.keys(stacks).map((stack) => {
          const chart = path.join(ROOT, 'dist/charts', stack);
          const values = ['--values', path.join(chart, `values-${name}.yaml`)];
          const namespace = releaseNamespace(environment, stack);
          return cluster.helm(major, 'template', stack, chart, ...values, '--namespace', namespace);
        }),
      );
      const wanted = each.flatMap(parseManifests);
      expect(wanted.length).toBeGreaterThan(20);
      expect(new Set(parseManifests(rendered).map((one) => JSON.stringify(one)))).toEqual(
        new Set(wanted.map((one) => JSON.stringify(one))),
      );
      summary(`helmfile, Helm ${major}: ${wanted.length} objects of ${name} as helm template has them`);
    }
  }); // prettier-ignore
});

it('deploys an environment from the folder of charts, and changes nothing the next time', async () => {
  writeHelmfile();
  await createSecrets(cluster, 'dev');
  await withVolumes(() => succeeding(4, '--selector', 'environment=dev', 'sync'));
  const workloads = await settled(cluster);
  expect(await releasesOf(4, 'dev')).toEqual([
    ...['claude-middleware', 'claude-relay', 'helm-proxy', 'jairouter'].map(
      (name) => `ai-gateway-dev/${name}: deployed`,
    ),
    'mcp-dev/mcp-box: deployed',
  ]);
  const generations = async () =>
    (await cluster.list('deployments,statefulsets', '--all-namespaces')).map(
      ({ metadata }) => `${metadata.name} ${metadata.generation ?? 0}`,
    );
  const before = await generations();
  await succeeding(4, '--selector', 'environment=dev', 'sync');
  expect(await generations()).toEqual(before);
  summary(`helmfile: ${workloads.length} workloads of dev are ready, and stay as they are`);
});

it('deploys from a registry without TLS, and takes away what it deployed', async () => {
  const pushed = publisher.stacks([
    ...['publish', `oci://${registry.host}/shop`, '--plain-http', '--no-record'],
  ]);
  expect(pushed).toMatchObject({ code: 0 });
  writeHelmfile({ environment: ['staging'], charts: `oci://${registry.host}/shop`, plainHttp: true });
  await createSecrets(cluster, 'staging');
  await withVolumes(() => succeeding(3, 'sync'));
  expect(await releasesOf(3, 'staging')).toHaveLength(5);
  await succeeding(3, 'destroy');
  expect(await releasesOf(3, 'staging')).toEqual([]);
  // Data stays.
  expect(await cluster.list('persistentvolumeclaims', '-n', 'ai-gateway-staging')).not.toEqual([]);
});

it('deploys to no other cluster than the one that is named', async () => {
  writeHelmfile({ environment: ['dev'], cluster: ['eu=nowhere'] });
  const { code, stderr } = await helmfile(4, 'sync');
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/nowhere/);
});
