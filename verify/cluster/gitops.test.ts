/** What `stacks gitops` prints, in a cluster with the definitions of Argo CD and Flux: their schemas and rules. */
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { gitopsCrdFiles } from '../../imports/crd-sources';
import { gitops, type GitopsRequest, type Tool } from '../../lib/app/cli/gitops';
import { CLUSTER_VERSIONS, kubernetes } from '../../tools/kubernetes';
import { Cluster } from './support/cluster';
import { installDefinitionsIn } from './support/definitions';
import { summary } from './support/summary';

const GIT = { repository: 'https://example.com/stacks.git' };
const CHARTS = { charts: 'oci://example.com/charts' };

const REQUESTS: readonly (readonly [Tool, Partial<GitopsRequest>])[] = [
  ['argocd', GIT],
  ['argocd', { ...GIT, cluster: ['eu=https://eu.example.com:6443', 'us=https://us.example.com:6443'] }],
  ['flux', GIT],
  ['flux', { ...GIT, revision: 'refs/tags/v1', cluster: ['eu=kubeconfig-eu', 'us=kubeconfig-us'] }],
  ['flux', { repository: 'oci://example.com/stacks' }],
  ['flux', CHARTS],
  ['flux', { ...CHARTS, cluster: ['eu=kubeconfig-eu'] }],
];

const printed = (tool: Tool, given: Partial<GitopsRequest>): string =>
  gitops(tool, { environment: [], cluster: [], path: 'dist', ...given });

const HelmReleases = z.object({
  items: z.array(
    z.object({ metadata: z.object({ name: z.string() }), spec: z.object({ values: z.unknown() }) }),
  ),
});

describe.each(CLUSTER_VERSIONS)('Kubernetes %s', (version) => {
  let cluster: Cluster;
  const apply = (text: string, ...more: readonly string[]) =>
    cluster.execute(
      kubernetes(version, 'kubectl'),
      ['apply', '--server-side', '--validate=strict', '--output', 'name', ...more, '-f', '-'],
      text,
    );

  beforeAll(async () => {
    cluster = await Cluster.start(version);
    await installDefinitionsIn(cluster, gitopsCrdFiles());
    for (const namespace of ['argocd', 'flux-system'])
      await cluster.kubectl('create', 'namespace', namespace);
  });
  afterAll(() => cluster.stop());

  it.each(REQUESTS)('%s with %j is accepted', async (tool, given) => {
    const text = printed(tool, given);
    const { code, stdout, stderr } = await apply(text);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const applied = stdout.trim().split('\n').length;
    expect(applied).toBe(parseAllDocuments(text).length);
    summary(`cluster ${version} gitops ${tool}: ${applied} objects accepted`);
  });

  it('the values of HelmReleases are as printed, null too, by which Helm leaves out a default', async () => {
    const text = printed('flux', CHARTS);
    expect((await apply(text)).code).toBe(0);
    const live = await cluster.kubectl('get', 'helmreleases', '-n', 'flux-system', '-o', 'json');
    const found = HelmReleases.parse(JSON.parse(live)).items.map(
      ({ metadata, spec }) => [metadata.name, spec.values] as const,
    );
    const documents = parseAllDocuments(text) as { toJS(): unknown }[];
    const Printed = z.looseObject({
      kind: z.literal('HelmRelease'),
      ...HelmReleases.shape.items.element.shape,
    });
    const releases = documents.flatMap((document) => Printed.safeParse(document.toJS()).data ?? []);
    expect(text).toContain(': null');
    expect(releases.length).toBeGreaterThan(10);
    for (const { metadata, spec } of releases)
      expect([metadata.name, new Map(found).get(metadata.name)]).toEqual([metadata.name, spec.values]);
  });

  it.each<[Tool, Partial<GitopsRequest>, RegExp, string]>([
    [
      'argocd',
      GIT,
      /selfHeal/,
      '.spec.template.spec.syncPolicy.automated.selfHealing: field not declared in schema',
    ],
    ['flux', GIT, /wait/, '.spec.selfHealing: field not declared in schema'],
  ])('%s with a field that nobody knows is rejected', async (tool, given, field, message) => {
    const wrong = printed(tool, given).replace(new RegExp(`${field.source}:`), 'selfHealing:');
    const { code, stderr } = await apply(wrong, '--dry-run=server');
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });
});
