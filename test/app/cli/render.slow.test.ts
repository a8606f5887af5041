import path from 'node:path';
import { render } from '../../../lib/app/cli/render';
import { discoverEnvironments } from '../../../lib/app/environments/discover';
import { Folder, RelayChart, request, SECRETS } from './setup';

const environments = discoverEnvironments();
const folder = new Folder();
const chart = new RelayChart(folder);

describe('render prints what helm template --skip-tests of the chart prints', () => {
  it('for flags alone', async () => {
    await chart.expectAsHelm(render(request({ set: SECRETS })).manifests, { set: SECRETS });
  });

  it.each(environments.filter((environment) => 'claude-relay' in environment.stacks))(
    'for the environment $name, which the chart has a values file for',
    async ({ name: env, namespace }) => {
      await chart.expectAsHelm(render(request({ env })).manifests, {
        namespace,
        valueFiles: [path.join(chart.path, `values-${env}.yaml`)],
      });
    },
  );

  it('for a release and a namespace of another name', async () => {
    const names = { release: 'my-relay', namespace: 'other' };
    await chart.expectAsHelm(render(request({ env: 'dev', ...names })).manifests, {
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
    await chart.expectAsHelm(render(request({ env: 'prod', values, set, setString })).manifests, {
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
    await chart.expectAsHelm(render(request(input)).manifests, input);
  });
});
