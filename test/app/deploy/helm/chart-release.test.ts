import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chartRelease, type ReleaseOptions } from '../../../../lib/app/deploy/helm/chart-release';
import { environments } from '../../../support/environments';
import { ROOT } from '../../../support/markdown';

const folder = mkdtempSync(path.join(tmpdir(), 'chart-'));
afterAll(() => rmSync(folder, { recursive: true }));
const prod = environments.find(({ name }) => name === 'prod') ?? { name: 'prod', namespace: '', stacks: {} };

/** The release of a chart with some defaults. */
const released = (name: string, defaults: string | undefined, options?: ReleaseOptions) => {
  const file = path.join(folder, 'values.yaml');
  if (defaults === undefined) rmSync(file, { force: true });
  else writeFileSync(file, defaults);
  return chartRelease({ name, folder }, prod, options);
};
const PLATFORM = 'global: { namespace: mcp-default, version: latest }\n';
const ENVIRONMENT = ['-f', path.join(folder, 'values-prod.yaml')];

it('is named after its chart, in the namespace of the environment, with its values', () => {
  expect(released('claude-relay', 'image: { tag: "" }\n')).toEqual({
    ...{ name: 'claude-relay', chartName: 'claude-relay', namespace: 'ai-gateway-prod' },
    ...{ chart: folder, values: ENVIRONMENT },
  });
});

it('goes where its values have its objects, which get no other namespace by the values of the user', () => {
  expect(released('mcp-box', PLATFORM, { values: ['--set', 'a=b'] })).toMatchObject({
    namespace: 'mcp-prod',
    values: [...ENVIRONMENT, '--set', 'a=b', '--set', 'global.namespace=mcp-prod'],
  });
  expect(released('mcp-box', PLATFORM, { name: 'box', namespace: 'x' })).toMatchObject({
    ...{ name: 'box', chartName: 'mcp-box', namespace: 'x' },
    values: [...ENVIRONMENT, '--set', 'global.namespace=x'],
  });
});

it.each([
  ['mcp-box', PLATFORM, 'global.version=v2'],
  ['claude-relay', 'image: { tag: "" }\nglobal: { imageRegistry: "" }\n', 'image.tag=v2'],
])('has a version where %s has one', (name, defaults, flag) => {
  const { values } = released(name, defaults, { appVersion: 'v2' });
  expect(values.slice(-2)).toEqual(['--set-string', flag]);
});

it.each([
  ['mcp-box', 'global.version'],
  ['claude-relay', 'image.tag'],
  ['claude-middleware', 'image.tag'],
  ['helm-proxy', 'image.tag'],
  ['jairouter', 'image.tag'],
])('has the version of %s, as it is, in its value %s', (name, key) => {
  const chart = { name, folder: path.join(ROOT, 'dist/charts', name) };
  expect(chartRelease(chart, prod, { appVersion: 'v9' }).values.at(-1)).toBe(`${key}=v9`);
});

it.each(['claude-relay: { image: { tag: "" } }\nglobal: {}\n', undefined])(
  'says of a chart with the defaults %j that it has no single version',
  (defaults) => {
    expect(() => released('ai-gateway', defaults, { appVersion: 'v2' })).toThrow(
      'The chart ai-gateway has no single version of an application; set the versions of its stacks in a values file (-f).',
    );
  },
);
