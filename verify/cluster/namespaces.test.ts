import type { StackName } from '../../lib/stacks/stacks';
import { CLUSTER_VERSIONS } from '../../tools/kubernetes';
import { REQUIRED_VALUES } from '../../test/support/required-values';
import type { Cluster } from './support/cluster';
import { packageIn } from './support/flows';
import { clusterWithOutput } from './support/prepared';
import { summary } from './support/summary';
import { helmOf } from './support/turns';

/** A chart that creates a namespace, with the `--set` flags for that. */
interface Creating {
  readonly chart: 'ai-gateway' | StackName;
  readonly flags: (created: string) => readonly string[];
}

const CREATING: readonly Creating[] = [
  {
    chart: 'helm-proxy',
    flags: (created) => [`targets.namespaces={${created}}`, 'targets.create=true'],
  },
  {
    chart: 'mcp-box',
    flags: (created) => [`global.namespace=${created}`, 'global.createNamespace=true'],
  },
  {
    chart: 'ai-gateway',
    flags: (created) => [
      ...['claude-relay', 'claude-middleware', 'helm-proxy', 'jairouter'].map(
        (name) => `${name}.enabled=false`,
      ),
      `mcp-box.global.namespace=${created}`,
      'mcp-box.global.createNamespace=true',
    ],
  },
];

// Secrets have to be in a namespace before the release that reads them is installed, so it is there before as well.
describe.each(CLUSTER_VERSIONS)('Kubernetes %s', (version) => {
  let cluster: Cluster;
  let output: string;
  beforeAll(async () => {
    ({ cluster, output } = await clusterWithOutput(version));
  });
  afterAll(() => cluster.stop());

  describe.each([helmOf(version, 4)])('Helm %s', (major) => {
    it.each(CREATING)(
      '$chart installs into a namespace that is there, and makes one that is not',
      async (creating) => {
        const { chart } = creating;
        const archive = packageIn(`${output}/charts`, chart);
        for (const way of ['before', 'absent', 'same'] as const) {
          const release = `${way}-${chart}-${major}`;
          // The namespace of the release is made by Helm (--create-namespace).
          const created = way === 'same' ? release : `${release}-created`;
          const flags = creating.flags(created).flatMap((flag) => ['--set', flag]);
          const required = Object.entries(REQUIRED_VALUES[chart] ?? {})
            .filter(([key]) => key !== 'targets')
            .flatMap(([key, value]) => ['--set-json', `${key}=${JSON.stringify(value)}`]);
          const common = [chart, archive, '-n', release, ...required, ...flags];
          if (way === 'before') {
            await cluster.kubectl('create', 'namespace', created);
            await cluster.kubectl(
              'create',
              'secret',
              'generic',
              'early',
              '-n',
              created,
              '--from-literal=a=b',
            );
          }
          if (chart === 'helm-proxy' && way === 'same') continue;
          await cluster.helm(major, 'install', ...common, '--create-namespace');
          expect(await namespaceOwner(cluster, created)).toBe(way === 'absent' ? release : undefined);
          // An upgrade and a way back leave it as it is.
          await cluster.helm(major, 'upgrade', ...common);
          await cluster.helm(major, 'rollback', chart, '1', '-n', release);
          await cluster.helm(major, 'uninstall', chart, '-n', release);
          expect(await namespaceOwner(cluster, created)).toBe(way === 'absent' ? release : undefined);
          // What was kept is taken again.
          await cluster.helm(major, 'install', ...common);
          await cluster.helm(major, 'uninstall', chart, '-n', release);
        }
        summary(
          `cluster ${version} helm ${major}: ${chart} in a namespace of others, of its own and of Helm`,
        );
      },
    );

    it('jairouter leaves the namespace of the release to whoever made it', async () => {
      const namespace = `made-${major}`;
      const archive = packageIn(`${output}/charts`, 'jairouter');
      const required = Object.entries(REQUIRED_VALUES['jairouter'] ?? {}).flatMap(([key, value]) => [
        '--set-json',
        `${key}=${JSON.stringify(value)}`,
      ]);
      await cluster.kubectl('create', 'namespace', namespace);
      const args = ['jairouter', archive, '-n', namespace, '--set', 'namespace.create=true', ...required];
      await cluster.helm(major, 'install', ...args);
      await cluster.helm(major, 'upgrade', ...args);
      expect(await namespaceOwner(cluster, namespace)).toBeUndefined();
    });
  });

  it('manifests are applied to namespaces that are there', async () => {
    for (const namespace of ['ai-gateway-prod', 'mcp-prod', 'apps-prod']) {
      await cluster.kubectl('create', 'namespace', namespace);
      await cluster.kubectl('create', 'secret', 'generic', 'early', '-n', namespace, '--from-literal=a=b');
    }
    await cluster.kubectl('apply', '--server-side', '-f', `${output}/prod`);
  });
});

/** The namespace of the release that a namespace is part of, if it is. */
async function namespaceOwner(cluster: Cluster, name: string): Promise<string | undefined> {
  const [namespace] = await cluster.list('namespaces', '--field-selector', `metadata.name=${name}`);
  if (namespace === undefined) throw new Error(`There is no namespace ${name}.`);
  return namespace.metadata.annotations?.['meta.helm.sh/release-namespace'];
}
