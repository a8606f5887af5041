/** Claims that Helm keeps, whose storage class Kubernetes never changes: they are taken again by a release that does not name it. */
import type { StackName } from '../../lib/stacks/stacks';
import type { HelmMajor } from '../../test/support/helm-binary';
import { REQUIRED_VALUES } from '../../test/support/required-values';
import { CLUSTER_VERSIONS } from '../../tools/kubernetes';
import { provideStorageClasses } from './readmes/cluster';
import type { Cluster } from './support/cluster';
import { packageIn } from './support/flows';
import { clusterWithOutput } from './support/prepared';
import { summary } from './support/summary';

/** A chart with a claim that is kept, and the values with which it has one. */
interface Keeping {
  readonly chart: StackName;
  /** The path of the values of the claim. */
  readonly path: string;
  readonly flags: readonly string[];
}

const KEEPING: readonly Keeping[] = [
  { chart: 'claude-relay', path: 'persistence', flags: ['persistence.retain=true'] },
  {
    chart: 'jairouter',
    path: 'configStore',
    flags: ['stateless=false', 'autoscaling.enabled=false', 'replicaCount=1'],
  },
  { chart: 'mcp-box', path: 'sharedStorage', flags: ['sharedStorage.enabled=true'] },
];

const MAJORS: readonly HelmMajor[] = [3, 4];

describe.each(CLUSTER_VERSIONS)('Kubernetes %s', (version) => {
  let cluster: Cluster;
  let output: string;
  beforeAll(async () => {
    ({ cluster, output } = await clusterWithOutput(version));
    await provideStorageClasses(cluster);
  });
  afterAll(() => cluster.stop());

  describe.each(MAJORS)('Helm %s', (major) => {
    it.each(KEEPING)('$chart takes the claim that was kept', async ({ chart, path, flags }) => {
      for (const given of ['nfs-client', '-', '']) {
        const namespace = `${chart}-${major}-${given === '-' ? 'none' : given === '' ? 'default' : given}`;
        const required = Object.entries(REQUIRED_VALUES[chart] ?? {}).flatMap(([key, value]) => [
          '--set-json',
          `${key}=${JSON.stringify(value)}`,
        ]);
        const common = [chart, packageIn(`${output}/charts`, chart), '-n', namespace, ...required];
        const without = [...common, ...flags.flatMap((flag) => ['--set', flag])];
        const named = given === '' ? without : [...without, '--set', `${path}.storageClass=${given}`];
        const helm = (...args: readonly string[]) => cluster.helm(major, ...args);
        const classes = async () =>
          (await cluster.list('persistentvolumeclaims', '-n', namespace))
            .filter(({ metadata }) => metadata.annotations?.['helm.sh/resource-policy'] === 'keep')
            .map((claim) => (claim['spec'] as { readonly storageClassName?: string }).storageClassName);
        await cluster.kubectl('create', 'namespace', namespace);

        await helm('install', ...named);
        const before = await classes();
        expect(before).toEqual([given === '' ? 'standard' : given === '-' ? '' : given]);
        // It is named no longer, and a revision before is returned to.
        await helm('upgrade', ...without);
        await helm('rollback', chart, '1', '-n', namespace);
        await helm('uninstall', chart, '-n', namespace);
        expect(await classes()).toEqual(before);
        await helm('install', ...without);
        await helm('upgrade', ...without);
        await helm('rollback', chart, '1', '-n', namespace);
        await helm('uninstall', chart, '-n', namespace);
        await helm('install', ...named);
        expect(await classes()).toEqual(before);
      }
      summary(
        `cluster ${version} helm ${major}: ${chart} took the claim that was kept, of 3 storage classes`,
      );
    });
  });
});
