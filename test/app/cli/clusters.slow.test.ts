/** The commands of the second day, of an environment that names its clusters. */
import { execFileSync } from 'node:child_process';
import { parseAllDocuments } from 'yaml';
import { at } from '../../../lib/engine/release/objects';
import type { Json } from '../../../lib/engine/values/declaration';
import { kubectlBinary } from '../../support/kubectl';
import { History } from './history';

const history = new History();
const stacks = (...args: readonly string[]) => history.stacks(args, {});
const objectsIn = (text: string): readonly Json[] =>
  parseAllDocuments(text).map((document) => document.toJS() as Json);

beforeAll(() => {
  // GIVEN prod in two clusters, one of which has fewer stacks and another log level
  history.begin();
  history.checkout.change(
    'environments/prod.ts',
    /\n\}\);\n$/,
    `
  clusters: {
    eu: {},
    us: { stacks: { 'claude-relay': { config: { logLevel: 'debug' } } }, without: ['mcp-box'] },
  },
});
`,
  );
  expect(history.checkout.synthesize()).toBe('');
});
afterAll(() => history.remove());

it('are a folder each', () => {
  expect(history.checkout.entries('dist')).toEqual(
    expect.arrayContaining(['dev', 'prod-eu', 'prod-us', 'staging']),
  );
  expect(history.checkout.entries('dist')).not.toContain('prod');
  const files = (folder: string) => history.checkout.entries(`dist/${folder}`).join(' ');
  expect(files('prod-eu')).toContain('-mcp-box.');
  expect(files('prod-us')).not.toContain('-mcp-box.');
  expect(history.checkout.read('dist/charts/claude-relay/values-prod-us.yaml')).toContain('logLevel: debug');
  const kustomized = execFileSync(kubectlBinary(), ['kustomize', history.checkout.path('dist/prod-us')], {
    encoding: 'utf8',
  });
  expect(kustomized).toContain('ai-gateway-stacks/environment: prod-us');
});

it('are compared with one another, and all with a revision', () => {
  const one = stacks('diff', 'prod-eu', 'prod-us', '--json');
  expect(JSON.parse(one.said)).toMatchObject([{ environment: 'prod-eu and prod-us' }]);
  expect(one.said).toContain('mcp-box');
  const all = JSON.parse(stacks('diff', 'prod', '--json').said) as readonly {
    readonly environment: string;
  }[];
  expect(all.map(({ environment }) => environment)).toEqual(['prod-eu', 'prod-us']);
  // What prod was is what each of them was: eu is as before, and nothing is to be deleted that is there under the same name.
  const changed = JSON.parse(stacks('diff', 'prod', '--json').said) as readonly {
    readonly prune: readonly unknown[];
  }[];
  expect(changed.map(({ prune }) => prune.length)).toEqual([0, expect.any(Number)]);
  expect(stacks('diff', 'prod', 'staging')).toEqual({
    code: 2,
    said: 'prod has several clusters; name one: prod-eu, prod-us.\n',
  });
});

it('have one ApplicationSet of Argo CD, and a Kustomization of Flux each', () => {
  const git = ['--repository', 'https://example.com/stacks.git', '--environment', 'prod'];
  const sets = objectsIn(stacks('gitops', 'argocd', ...git).said);
  expect(sets.map((set) => at(set, 'spec', 'template', 'spec', 'source', 'path'))).toEqual([
    'dist/prod-{{ .nameNormalized }}',
  ]);
  const [, ...kustomizations] = objectsIn(stacks('gitops', 'flux', ...git).said);
  expect(
    kustomizations.map((one) => [
      at(one, 'metadata', 'name'),
      at(one, 'spec', 'path'),
      at(one, 'spec', 'kubeConfig', 'secretRef', 'name'),
    ]),
  ).toEqual([
    ['ai-gateway-prod-eu', './dist/prod-eu', 'kubeconfig-eu'],
    ['ai-gateway-prod-us', './dist/prod-us', 'kubeconfig-us'],
  ]);
});

it('are named rightly to GitOps tools', () => {
  const argocd = ['gitops', 'argocd', '--repository', 'https://example.com/stacks.git', '--environment'];
  expect(stacks(...argocd, 'prod', '--cluster', 'zz=https://a:6443').said).toContain(
    'There is no cluster zz',
  );
  expect(stacks(...argocd, 'prod-eu', '--cluster', 'us=https://a:6443').said).toContain(
    'There is no cluster us',
  );
  expect(stacks(...argocd, 'prod-eu').said).toContain(
    'Argo CD would take all of them: add --cluster eu=URL, or name prod.',
  );
  expect(stacks('gitops', 'helmfile', '--environment', 'prod', '--cluster', 'zz=a').said).toContain(
    'There is no cluster zz',
  );
});

it('are reported each on a page', () => {
  const { code } = stacks('report', 'prod', '--output', history.checkout.path('pages'));
  expect(code).toBe(0);
  expect(history.checkout.entries('pages')).toEqual(['prod-eu.html', 'prod-us.html']);
});

it('are named in what is wrong', () => {
  history.checkout.change('environments/prod.ts', /logLevel: 'debug'/, "logLevel: 'loud' as 'debug'");
  expect(history.checkout.synthesize()).toContain(
    'environments/prod.ts: cluster us: claude-relay: config.logLevel',
  );
});
