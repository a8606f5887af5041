import path from 'node:path';
import { render, type RenderRequest } from '../../../lib/app/cli/render';
import { discoverEnvironments } from '../../../lib/app/environments/discover';
import { explain } from '../../../lib/app/explain';
import { stacks } from '../../../lib/stacks/stacks';
import { Folder, RelayChart, request, SECRETS } from './setup';

const environments = discoverEnvironments();
const names = environments.map(({ name }) => name).join(', ');
const folder = new Folder();
const chart = new RelayChart(folder);

/** What an error says, as the command line prints it. */
function refusal(given: Partial<RenderRequest>): string {
  try {
    render(request(given));
  } catch (error) {
    return explain(error);
  }
  throw new Error('It was not refused.');
}

describe('render prints what helm template --skip-tests of the chart prints', () => {
  it('for flags alone', async () => {
    await chart.expectAsHelm(render(request({ set: SECRETS })), { set: SECRETS });
  });

  it.each(environments.filter((environment) => 'claude-relay' in environment.stacks))(
    'for the environment $name, which the chart has a values file for',
    async ({ name: env, namespace }) => {
      await chart.expectAsHelm(render(request({ env })), {
        namespace,
        valueFiles: [path.join(chart.path, `values-${env}.yaml`)],
      });
    },
  );

  it('for a release and a namespace of another name', async () => {
    const names = { release: 'my-relay', namespace: 'other' };
    await chart.expectAsHelm(render(request({ env: 'dev', ...names })), {
      ...names,
      valueFiles: [path.join(chart.path, 'values-dev.yaml')],
    });
  });

  it('for values files over an environment, and flags over both', async () => {
    const values = [
      folder.valuesFile(
        'one.yaml',
        'replicaCount: 3\npodLabels: {a: x, b: x}\ntolerations: [{key: a}, {key: b}]\n',
      ),
      folder.valuesFile('two.yaml', 'podLabels: {b: z}\nresources: {limits: {cpu: null}}\n'),
    ];
    const set = [
      'replicaCount=4,podLabels.c=z',
      'tolerations[1].operator=Exists',
      'autoscaling.enabled=false',
    ];
    const setString = ['podLabels.d=5', 'config.extraEnv.A=0755'];
    await chart.expectAsHelm(render(request({ env: 'prod', values, set, setString })), {
      namespace: 'ai-gateway-prod',
      valueFiles: [path.join(chart.path, 'values-prod.yaml'), ...values],
      set,
      setString,
    });
  });

  it.each<[string, readonly string[], readonly string[]]>([
    [
      'an index, which goes into no default list',
      ['ingress.enabled=true', 'ingress.hosts[0].host=a.example.com'],
      [],
    ],
    ['null, which takes a default away', ['resources.limits.cpu=null'], []],
    ['a text in braces', ['networkPolicy.ingressNamespaces={a,b}'], []],
    ['--set-string over --set', ['podAnnotations.a=1,podLabels.a=x'], ['podAnnotations.a=1']],
    [
      'texts that YAML misreads',
      [],
      ['podAnnotations.a=0o7', 'podAnnotations.b=null', 'podAnnotations.c=a: b # c'],
    ],
    ['a text of several lines', [], ['podAnnotations.a=x\ny\n']],
    ['characters that YAML takes for line breaks', [], ['podAnnotations.a=x\u2028y\ufeff']],
  ])('for flags with %s', async (_, set, setString) => {
    const input = { set: [...SECRETS, ...set], setString };
    await chart.expectAsHelm(render(request(input)), input);
  });
});

describe('render', () => {
  it('takes the namespace of the flag, else of the environment, else "default"', () => {
    const namespaceOf = (given: Partial<RenderRequest>) =>
      new Set(
        [...render(request(given)).matchAll(/^ {2}namespace: (.*)$/gm)].map(([, namespace]) => namespace),
      );
    expect(namespaceOf({ env: 'dev', namespace: 'mine' })).toEqual(new Set(['mine']));
    expect(namespaceOf({ env: 'dev' })).toEqual(new Set(['ai-gateway-dev']));
    expect(namespaceOf({ set: SECRETS })).toEqual(new Set(['default']));
  });

  it.each<[string, Partial<RenderRequest>, string]>([
    [
      'a stack that is not there, with the nearest that is',
      { stack: 'claude-rely' },
      `There is no stack claude-rely; did you mean claude-relay? There are: ${Object.keys(stacks).join(', ')}.`,
    ],
    [
      'an environment that is not there, with the nearest that is',
      { env: 'prd' },
      `There is no environment prd; did you mean prod? There are: ${names}.`,
    ],
    [
      'a wrong value by the name of its environment and flag',
      { env: 'dev', set: ['service.port=http'] },
      '--set: service.port is "http"; it must be a whole number from 1 to 65535.',
    ],
    [
      'a wrong value of --set-string by its own name, also beside --set',
      { env: 'dev', set: ['replicaCount=2'], setString: ['service.port=80'] },
      '--set-string: service.port is "80"; it must be a whole number from 1 to 65535.',
    ],
    [
      'a release name with capitals',
      { release: 'Relay', env: 'dev' },
      '--release Relay: must be at most 53 small letters, digits and "-".',
    ],
    [
      'a release name that is too long',
      { release: 'x'.repeat(54), env: 'dev' },
      `--release ${'x'.repeat(54)}: must be at most 53 small letters, digits and "-".`,
    ],
    [
      'a release without what it needs',
      { setString: ['config.encryptionKey=k3y'] },
      '--set-string: config.jwtSecret is required; set it (openssl rand -base64 32), or name a Secret in config.existingSecret.',
    ],
  ])('refuses %s', (_, given, sentence) => {
    expect(refusal(given)).toBe(sentence);
  });

  it('refuses a stack that is named like a member of every object', () => {
    expect(refusal({ stack: 'toString' })).toBe(
      `There is no stack toString. There are: ${Object.keys(stacks).join(', ')}.`,
    );
  });

  it('does not print a secret that a flag gives wrongly', () => {
    expect(refusal({ env: 'dev', set: ['config.jwtSecret={s3cret}'] })).toBe(
      '--set: config.jwtSecret is not right; it must be text without control characters.',
    );
  });
});
