import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { discoverEnvironments } from '../../../lib/app/environments/discover';
import { stacksOf } from '../../../lib/app/environments/stacks';
import { packagesOf } from '../../../lib/app/publish/packages';
import { publish, type Publication } from '../../../lib/app/publish/publish';
import { RELEASED_FILE } from '../../../lib/app/publish/released';
import * as render from '../../../lib/engine/manifests/render';
import { stacks } from '../../../lib/stacks/stacks';
import { umbrellaChart } from '../../../lib/stacks/umbrella';
import { MemoryRegistry } from './memory-registry';

jest.mock('../../../lib/engine/manifests/render', () => {
  const actual = jest.requireActual<typeof render>('../../../lib/engine/manifests/render');
  return { ...actual, renderObjects: jest.fn(actual.renderObjects) };
});

const NAMES = [...Object.keys(stacks), umbrellaChart.name, 'manifests'];
const say = jest.fn();

function publicationWith(list: string): Publication {
  const project = mkdtempSync(path.join(tmpdir(), 'project-'));
  mkdirSync(path.join(project, 'deploy'));
  writeFileSync(path.join(project, RELEASED_FILE), list);
  const commit = { id: 'a'.repeat(40), time: '2026-01-01T00:00:00Z' };
  return { project, commit, tags: ['latest'], record: true };
}

const listOf = ({ project }: Publication) => readFileSync(path.join(project, RELEASED_FILE), 'utf8');

it('publishes the charts and the manifests, and adds the charts to the list', async () => {
  const publication = publicationWith('claude-relay: {}\n');
  const registry = new MemoryRegistry();
  const published = await publish(publication, registry, say);
  expect(published.map(({ name, state }) => [name, state])).toEqual(NAMES.map((name) => [name, 'pushed']));
  expect(registry.calls.at(-1)).toBe('tag manifests@sha256:0 latest');
  expect(registry.calls.filter((call) => call.startsWith('attach {'))).toHaveLength(NAMES.length);
  for (const { name, version, sha256 } of await packagesOf([]))
    expect(listOf(publication)).toMatch(
      new RegExp(`^${name}:\\n(  .*\\n)*  "?${version}"?: sha256:${sha256}$`, 'm'),
    );
});

it('renders each stack of an environment once', async () => {
  jest.mocked(render.renderObjects).mockClear();
  await publish(publicationWith('claude-relay: {}\n'), new MemoryRegistry(), say);
  const deployed = discoverEnvironments().flatMap((environment) => stacksOf(environment));
  expect(deployed.length).toBeGreaterThan(5);
  expect(render.renderObjects).toHaveBeenCalledTimes(deployed.length);
});

it('leaves the list alone when it is told to', async () => {
  const publication = publicationWith('claude-relay: {}\n');
  await publish({ ...publication, record: false }, new MemoryRegistry(), say);
  expect(listOf(publication)).toBe('claude-relay: {}\n');
});

it('asks no registry where the list has other content', async () => {
  const [chart] = await packagesOf([]);
  const list = `claude-relay:\n  ${String(chart?.version)}: sha256:${'0'.repeat(64)}\n`;
  const registry = new MemoryRegistry();
  const find = jest.spyOn(registry, 'find');
  await expect(publish(publicationWith(list), registry, say)).rejects.toThrow(
    /^Nothing was published\.\nclaude-relay .*: raise its version\.$/,
  );
  expect(find).not.toHaveBeenCalled();
});
