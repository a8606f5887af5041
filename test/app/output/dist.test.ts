import { parse, parseAllDocuments } from 'yaml';
import { discoverEnvironments } from '../../../lib/app/environments/discover';
import type { NamedEnvironment } from '../../../lib/app/environments/environment';
import { chartOf, charts, composeFiles, manifestsOf } from '../../../lib/app/output/dist';
import { ValuesError } from '../../../lib/engine/values/check';
import { stacks } from '../../../lib/stacks/stacks';
import { umbrellaChart } from '../../../lib/stacks/umbrella';

// What Helm makes of the charts is in dist.slow.test.ts.

const ROUTER = { replicaCount: 2, auth: { existingSecret: 'keys' }, ingress: { enabled: false } };
const PROXY = { config: { helmRepos: ['r=https://charts.example.com'] }, targets: { namespaces: ['apps'] } };

function dev(environmentStacks: NamedEnvironment['stacks']): NamedEnvironment {
  return { name: 'dev', namespace: 'ai', stacks: environmentStacks };
}

/** The objects of a file, each as its kind and its name. */
function objectsIn(text = ''): readonly string[] {
  const documents = parseAllDocuments(text) as { toJS(): { kind: string; metadata: { name: string } } }[];
  return documents.map((document) => document.toJS()).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

describe('manifestsOf', () => {
  it('has the namespace, then a file for each stack in the order in which they are to be applied', () => {
    const files = manifestsOf(dev({ jairouter: ROUTER, 'helm-proxy': PROXY }));
    expect([...files.keys()]).toEqual([
      'dev/0000-namespace.k8s.yaml',
      'dev/0003-helm-proxy.k8s.yaml',
      'dev/0004-jairouter.k8s.yaml',
    ]);
    expect(objectsIn(files.get('dev/0000-namespace.k8s.yaml'))).toEqual(['Namespace ai']);
    expect(objectsIn(files.get('dev/0004-jairouter.k8s.yaml'))).toContain('Deployment jairouter');
  });

  it('renames no file when a stack is taken out of an environment', () => {
    const all = discoverEnvironments().filter(
      (one) => Object.keys(one.stacks).length === Object.keys(stacks).length,
    );
    expect(all.length).toBeGreaterThan(0);
    for (const environment of all) {
      const { 'helm-proxy': taken, ...others } = environment.stacks;
      expect(taken).toBeDefined();
      const names = (given: NamedEnvironment): readonly string[] => [...manifestsOf(given).keys()];
      expect(names({ ...environment, stacks: others })).toEqual(
        names(environment).filter((file) => !file.endsWith('-helm-proxy.k8s.yaml')),
      );
    }
  });

  it('has the namespace alone for an environment without stacks', () => {
    expect([...manifestsOf(dev({})).keys()]).toEqual(['dev/0000-namespace.k8s.yaml']);
  });

  it('enforces in the namespace the strictest standard that all pods meet', () => {
    const label = 'pod-security.kubernetes.io/enforce: restricted';
    expect(manifestsOf(dev({ jairouter: ROUTER })).get('dev/0000-namespace.k8s.yaml')).toContain(label);
  });

  it.each<[string, NamedEnvironment, string]>([
    [
      'a namespace that is none',
      { ...dev({}), namespace: 'A' },
      'environments/dev.ts: namespace A: The namespace must be ',
    ],
    [
      'a value that is not right',
      dev({ jairouter: { ...ROUTER, replicaCount: -1 } }),
      'environments/dev.ts: jairouter: replicaCount is -1; ',
    ],
  ])('rejects %s', (_, environment, sentence) => {
    expect(() => manifestsOf(environment)).toThrow(ValuesError);
    expect(() => manifestsOf(environment)).toThrow(sentence);
  });
});

describe('chartOf', () => {
  it('has a values file for each environment that has the stack, with what differs from the defaults alone', () => {
    const { profile } = stacks.jairouter.template().declaration.default;
    const files = chartOf('jairouter', [
      { ...dev({ jairouter: { ...ROUTER, profile: 'prod' } }), name: 'one' },
      { ...dev({ jairouter: ROUTER }), name: 'two' },
      { ...dev({}), name: 'none' },
    ]);
    const values = [...files.keys()].filter((file) => file.startsWith('values-'));
    expect(profile).toBe('prod');
    expect(values).toEqual(['values-one.yaml', 'values-two.yaml']);
    for (const file of values) expect(parse(files.get(file) ?? '')).toEqual(ROUTER);
  });
});

describe('charts', () => {
  it('are of each stack and of the umbrella, a folder each and no package', () => {
    const files = [...charts([]).keys()];
    const all = Object.values(stacks).map(({ template }) => template().chart);
    for (const { name } of [...all, umbrellaChart]) expect(files).toContain(`charts/${name}/Chart.yaml`);
    expect(files.filter((file) => !/^charts\/[\w-]+\//.test(file))).toEqual([]);
  });
});

describe('composeFiles', () => {
  it('are those of the stacks that have one', () => {
    const [file] = composeFiles().keys();
    expect(composeFiles().size).toBe(1);
    expect(file).toBe('compose/docker-compose-middleware.yml');
    expect(parse(composeFiles().get(String(file)) ?? '')).toHaveProperty('services');
  });
});

it.each(Object.keys(stacks))(
  'a sentence on a value of %s in an environment names the file and the stack',
  (stack) => {
    const wrong = { name: 'dev', namespace: 'ai', stacks: { [stack]: { somethingElse: 1 } } };
    // Of the middleware alone it is its relay that is missing.
    expect(() => manifestsOf(wrong)).toThrow(
      new RegExp(`^environments/dev\\.ts: ${stack}: (somethingElse|relay\\.host) is `),
    );
  },
);
