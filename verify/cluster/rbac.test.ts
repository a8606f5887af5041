import { z } from 'zod';
import { CLUSTER_VERSIONS } from '../../tools/kubernetes';
import type { Cluster } from './support/cluster';
import { outputFolder } from './support/output';
import { preparedCluster } from './support/prepared';
import { summary } from './support/summary';

const ACCOUNT = 'system:serviceaccount:ai-gateway-staging:helm-proxy';
const TARGET = 'apps-staging';
/** Namespaces with something in them that it must not touch; the empty name asks for all namespaces at once. */
const ELSEWHERE = ['ai-gateway-staging', 'mcp-staging', 'default', 'kube-system', ''];

const WORKING_VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
/** With these one takes more than one was given. */
const TAKING_VERBS = ['deletecollection', 'bind', 'escalate', 'impersonate', 'approve', 'sign', 'use', '*'];

/** What charts are made of, and so what it has to manage where it installs them; by `group/resource`. */
const MANAGED = [
  '/configmaps', '/persistentvolumeclaims', '/pods', '/secrets', '/serviceaccounts', '/services',
  'apps/daemonsets', 'apps/deployments', 'apps/replicasets', 'apps/statefulsets',
  'autoscaling/horizontalpodautoscalers', 'batch/cronjobs', 'batch/jobs',
  'networking.k8s.io/ingresses', 'networking.k8s.io/networkpolicies', 'policy/poddisruptionbudgets',
]; // prettier-ignore

/** What any account may do: ask what it is and what it may do. */
const OF_EVERYBODY =
  /^authorization\.k8s\.io\/selfsubject(access|rules)reviews create$|^authentication\.k8s\.io\/selfsubjectreviews create$/;

interface Question {
  readonly group: string;
  readonly resource: string;
  readonly verb: string;
  readonly namespace: string;
}

describe.each(CLUSTER_VERSIONS)('Kubernetes %s', (version) => {
  let cluster: Cluster;
  let resources: readonly { group: string; resource: string; namespaced: boolean }[];
  beforeAll(async () => {
    const output = await outputFolder();
    cluster = await preparedCluster(version);
    await cluster.kubectl('apply', '--server-side', '-f', `${output}/staging`);
    resources = await allResources(cluster);
  });
  afterAll(() => cluster.stop());

  it('lets Helm Proxy manage what charts are made of in its namespace, and nothing else there', async () => {
    const questions = questionsFor(resources, TARGET);
    const may = await allowed(cluster, questions);
    const needed = MANAGED.flatMap((resource) => WORKING_VERBS.map((verb) => `${resource} ${verb}`));
    expect(may.filter((answer) => !OF_EVERYBODY.test(answer)).sort()).toEqual(needed.sort());
    summary(
      `cluster ${version} rbac: ${questions.length} questions in ${TARGET}, ${needed.length} rights, as needed`,
    );
  });

  it('lets Helm Proxy do nothing in other namespaces but make a new one', async () => {
    let asked = 0;
    for (const namespace of ELSEWHERE) {
      const questions = questionsFor(resources, namespace);
      const may = (await allowed(cluster, questions)).filter((answer) => !OF_EVERYBODY.test(answer));
      expect({ namespace, may }).toEqual({ namespace, may: namespace === '' ? ['/namespaces create'] : [] });
      asked += questions.length;
    }
    expect(asked).toBeGreaterThan(2_000);
    summary(`cluster ${version} rbac: ${asked} questions elsewhere, 1 right: to make a namespace`);
  });

  it('gives the other stacks no rights at all', async () => {
    const accounts = (await cluster.list('serviceaccounts', '-n', 'ai-gateway-staging'))
      .map(({ metadata }) => metadata.name)
      .filter((name) => name !== 'helm-proxy');
    expect(accounts.length).toBeGreaterThanOrEqual(3);
    for (const account of accounts) {
      const name = `system:serviceaccount:ai-gateway-staging:${account}`;
      for (const what of ['get secrets', 'create pods', 'list configmaps']) {
        const { stdout } = await cluster.tryKubectl(
          'auth',
          'can-i',
          ...what.split(' '),
          `--as=${name}`,
          '-n',
          TARGET,
        );
        expect({ account, what, answer: stdout.trim() }).toEqual({ account, what, answer: 'no' });
      }
    }
  });

  it('says the same by kubectl auth can-i', async () => {
    const ask = async (...what: string[]) =>
      (await cluster.tryKubectl('auth', 'can-i', ...what, `--as=${ACCOUNT}`)).stdout.trim();
    expect(await ask('create', 'deployments.apps', '-n', TARGET)).toBe('yes');
    expect(await ask('get', 'secrets', '-n', TARGET)).toBe('yes');
    expect(await ask('get', 'secrets', '-n', 'ai-gateway-staging')).toBe('no');
    expect(await ask('create', 'clusterrolebindings.rbac.authorization.k8s.io')).toBe('no');
    expect(await ask('*', '*', '--all-namespaces')).toBe('no');
  });
});

/** Everything that the API server serves, subresources with it. */
async function allResources(cluster: Cluster) {
  const Groups = z.object({
    groups: z.array(z.object({ preferredVersion: z.object({ groupVersion: z.string() }) })),
  });
  const Resources = z.object({ resources: z.array(z.object({ name: z.string(), namespaced: z.boolean() })) });
  const { groups } = Groups.parse((await cluster.ask('GET', '/apis')).body);
  const urls = ['/api/v1', ...groups.map(({ preferredVersion }) => `/apis/${preferredVersion.groupVersion}`)];
  const lists = await Promise.all(
    urls.map(async (url) => {
      const group = url === '/api/v1' ? '' : (url.split('/')[2] ?? '');
      const { resources } = Resources.parse((await cluster.ask('GET', url)).body);
      return resources.map(({ name, namespaced }) => ({ group, resource: name, namespaced }));
    }),
  );
  return lists.flat();
}

/** Every verb on every resource: those of namespaces within one, those of the cluster where all namespaces are meant. */
function questionsFor(
  resources: readonly { group: string; resource: string; namespaced: boolean }[],
  namespace: string,
): Question[] {
  return resources
    .filter(({ namespaced }) => namespaced || namespace === '')
    .flatMap(({ group, resource }) =>
      [...WORKING_VERBS, ...TAKING_VERBS].map((verb) => ({ group, resource, verb, namespace })),
    );
}

const Review = z.object({ status: z.object({ allowed: z.boolean() }) });

/** Those of the questions that are answered with yes, as `group/resource verb`. */
async function allowed(cluster: Cluster, questions: readonly Question[]): Promise<string[]> {
  const answers = await Promise.all(
    questions.map(async ({ group, resource: name, verb, namespace }) => {
      const [resource, subresource] = name.split('/');
      const { body } = await cluster.ask('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SubjectAccessReview',
        spec: {
          user: ACCOUNT,
          groups: [
            'system:serviceaccounts',
            'system:serviceaccounts:ai-gateway-staging',
            'system:authenticated',
          ],
          resourceAttributes: { group, resource, subresource, verb, namespace },
        },
      });
      return Review.parse(body).status.allowed ? [`${group}/${name} ${verb}`] : [];
    }),
  );
  return answers.flat();
}
