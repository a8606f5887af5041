import {
  releasesMeant,
  requireNamed,
  validateReleaseFlags,
  wordsFor,
  type ReleaseFlags,
} from '../../../lib/app/cli/releases';
import { environments } from '../../support/environments';

const dev = environments.find(({ name }) => name === 'dev') ?? { name: 'dev', namespace: '', stacks: {} };

it('are those of all stacks, each in its namespace, or those that are named', () => {
  const all = releasesMeant(dev, [], { charts: true });
  expect(all.map(({ chartName }) => chartName)).toEqual(Object.keys(dev.stacks));
  expect(all).toContainEqual({ chartName: 'mcp-box', name: 'mcp-box', namespace: 'mcp-dev' });
  expect(all).toContainEqual({ chartName: 'jairouter', name: 'jairouter', namespace: 'ai-gateway-dev' });
  expect(releasesMeant(dev, ['mcp-box'], { charts: true, releaseName: 'box', namespace: 'x' })).toEqual([
    { chartName: 'mcp-box', name: 'box', namespace: 'x' },
  ]);
});

it('may be those of the chart of all stacks', () => {
  requireNamed(dev, ['ai-gateway', 'mcp-box'], { charts: true });
  expect(() => requireNamed(dev, ['ai-gateway'], {})).toThrow('There is no stack in dev called ai-gateway. ');
  expect(() => requireNamed(dev, ['mcp-bocks'], { charts: true })).toThrow(
    'There is no chart of dev called mcp-bocks; did you mean mcp-box? ',
  );
});

it.each<[readonly string[], ReleaseFlags, string]>([
  [['a'], { releaseName: 'b' }, '--release-name and --namespace are those of a chart; add --charts, or leave them away.'],
  [['a'], { namespace: 'b' }, '--release-name and --namespace are those of a chart; add --charts, or leave them away.'],
  [[], { charts: true, releaseName: 'b' }, '--release-name is that of one chart; name its stack: ENV STACK --charts.'],
  [['a', 'b'], { charts: true, releaseName: 'b' }, '--release-name is that of one chart; name its stack: ENV STACK --charts.'],
  [['a'], { charts: true, releaseName: 'a.b' }, '--release-name a.b: The release name must be at most 53 lowercase letters, digits and "-", since it is part of the names of Services.'],
  [['a'], { charts: true, namespace: 'My_Namespace' }, '--namespace My_Namespace: The namespace must be at most 63 lowercase letters, digits and "-".'],
])('says what is wrong with %j %j', (names, flags, sentence) => {
  expect(() => validateReleaseFlags(names, flags)).toThrow(sentence);
}); // prettier-ignore

it('takes a namespace for several charts', () => {
  expect(() => validateReleaseFlags(['a', 'b'], { charts: true, namespace: 'ai' })).not.toThrow();
});

it('are named to the next command as they were to this one', () => {
  expect(wordsFor(dev, [], {})).toBe('dev');
  const flags = { charts: true, releaseName: 'box', namespace: 'x', context: 'eu' };
  expect(wordsFor(dev, ['mcp-box'], flags)).toBe(
    'dev mcp-box --charts --release-name box --namespace x --context eu',
  );
});
