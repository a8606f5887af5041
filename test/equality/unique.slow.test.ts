/**
 * Names and selectors are unique, however a chart is nested, aliased or renamed: no Service, budget, policy, monitor, autoscaler or
 * workload selects pods that are not its own. What there is to look at is read off the rendered objects.
 */
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { renderObjects, type KubernetesObject } from '../../lib/engine/manifests/render';
import { valuesOf } from '../../lib/engine/values/check';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { newChartFolder } from '../../lib/testing/chart-folder';
import { byIdentity } from '../../lib/testing/same-objects';
import { everythingOn } from '../support/everything-on';
import { parseLikeHelm } from '../support/helm';
import type { HelmMajor } from '../support/helm-binary';
import { helmOutput } from '../support/renderers';
import { conflictsAmong, countSelectors, podsAmong, type Owned } from '../support/selections';

const names = Object.keys(stacks) as StackName[];
const majors: HelmMajor[] = [3, 4];
const NAMESPACE = 'my-namespace';

/** A chart in a parent chart. */
interface Part {
  readonly chart: StackName;
  readonly alias?: string;
  readonly values?: JsonObject;
}

/** Everything on, but for names that the user chooses: those of namespaces, and of what is to be found under one name. */
function valuesFor({ chart, values = {} }: Part): JsonObject {
  const everything = [everythingOn(chart), OWN_NAMES[chart] ?? {}].reduce(overlay);
  return overlay(everything, values);
}
const OWN_NAMES: Partial<Record<StackName, JsonObject>> = {
  'mcp-box': {
    global: { namespace: '', createNamespace: false },
    services: { market: { name: '' }, pages: { name: '' } },
  },
};

/** What the parts of a parent chart come to, by the plain rendering. */
function plainly(release: string, parts: readonly Part[]): Owned[] {
  return parts.flatMap((part) => {
    const template = stacks[part.chart].template();
    const values = valuesOf(template.declaration, [{ name: 'test', values: valuesFor(part) }]);
    const chart = { ...template.chart, name: nameOf(part), isRoot: false };
    return renderObjects(
      template,
      { name: release, namespace: NAMESPACE, chart, values },
      { hooks: true },
    ).map((object) => ({ owner: `${release}, ${nameOf(part)}`, chart: part.chart, object }));
  });
}

/** The same by Helm. */
async function byHelm(major: HelmMajor, release: string, parts: readonly Part[]): Promise<Owned[]> {
  const result = await helmOutput(major, parentOf(parts), {
    release,
    namespace: NAMESPACE,
    values: [Object.fromEntries(parts.map((part) => [nameOf(part), valuesFor(part)]))],
    set: [],
    setString: [],
  });
  if (!result.ok) throw new Error(result.message);
  // A comment above each document says which file it is of.
  const documents = result.output
    .split(/^---\n(?=# Source: )/m)
    .filter((text) => text.startsWith('# Source: '));
  const parsed = await parseLikeHelm(documents);
  return documents.flatMap((text, index) => {
    const [, name = ''] = /^# Source: parent\/charts\/([^/]+)\//.exec(text) ?? [];
    const part = parts.find((candidate) => nameOf(candidate) === name);
    if (part === undefined) throw new Error(`${text.slice(0, 80)} is of none of the charts.`);
    return (parsed[index] as KubernetesObject[]).map((object) => ({
      owner: `${release}, ${name}`,
      chart: part.chart,
      object,
    }));
  });
}

/** The objects, to compare; namespaces have names of the user's, so that there may be one twice. */
function objectsOf(all: readonly Owned[]): Record<string, KubernetesObject> {
  return byIdentity(all.map(({ object }) => object).filter(({ kind }) => kind !== 'Namespace'));
}

function nameOf({ chart, alias }: Part): string {
  return alias ?? chart;
}

const folders = new Map<StackName, string>();
const chartFolder = (name: StackName): string => {
  const folder = folders.get(name) ?? newChartFolder(stacks[name].template());
  folders.set(name, folder);
  return folder;
};

/** Writes a chart that has others in it, each under its name or an alias. */
function parentOf(parts: readonly Part[]): string {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'parent-')), 'parent');
  mkdirSync(folder);
  const dependencies = parts.map(({ chart, alias }) => ({
    name: chart,
    version: stacks[chart].template().chart.version,
    ...(alias === undefined ? {} : { alias }),
  }));
  const about = { apiVersion: 'v2', name: 'parent', version: '1.0.0', dependencies };
  writeFileSync(path.join(folder, 'Chart.yaml'), stringify(about));
  for (const chart of new Set(parts.map((part) => part.chart)))
    cpSync(chartFolder(chart), path.join(folder, 'charts', chart), { recursive: true });
  return folder;
}

/** A release of a chart by itself. */
function alone(release: string, chart: StackName, values: JsonObject = {}): Owned[] {
  const template = stacks[chart].template();
  const given = [{ name: 'test', values: valuesFor({ chart, values }) }];
  const of = {
    name: release,
    namespace: NAMESPACE,
    chart: template.chart,
    values: valuesOf(template.declaration, given),
  };
  return renderObjects(template, of, { hooks: true }).map((object) => ({ owner: release, chart, object }));
}

const sameName = { nameOverride: 'same' };

/** How one chart may be in a parent chart more than once. */
function nestings(chart: StackName): (readonly [string, string, readonly Part[]])[] {
  const [eu, us] = ['eu', 'us'].map((alias) => ({ chart, alias })) as [Part, Part];
  const [one, two] = [{ fullnameOverride: 'one' }, { fullnameOverride: 'two' }];
  return [
    ['two aliases', 'my-release', [eu, us]],
    ['an alias beside its own name', 'my-release', [eu, { chart }]],
    ['two aliases that are in the name of the release', 'eu-us', [eu, us]],
    ['an alias that is the name of the release', 'eu', [eu, us]],
    [
      'two aliases with other full names',
      'r',
      [
        { ...eu, values: one },
        { ...us, values: two },
      ],
    ],
    [
      'two aliases with one name and two full names',
      'r',
      [
        { ...eu, values: { ...sameName, ...one } },
        { ...us, values: { ...sameName, ...two } },
      ],
    ],
    [
      'two aliases with other names',
      'r',
      [
        { ...eu, values: { nameOverride: 'one' } },
        { ...us, values: { nameOverride: 'two' } },
      ],
    ],
    [
      'an alias with the name of a part',
      'r',
      [{ chart, alias: 'redis' }, { chart, alias: 'mysql' }, { chart }],
    ],
    [
      'an alias whose full name is that of its own chart',
      'r',
      [{ ...eu, values: { fullnameOverride: chart } }, { chart }],
    ],
  ];
}

describe.each(names)('%s in a chart', (chart) => {
  it.each(nestings(chart))('as %s selects its own', async (_, release, parts) => {
    const plain = plainly(release, parts);
    expect(conflictsAmong(plain)).toEqual([]);
    expect(countSelectors(plain)).toBeGreaterThan(parts.length * 2);
    for (const major of majors) {
      const helm = await byHelm(major, release, parts);
      expect(objectsOf(helm)).toStrictEqual(objectsOf(plain));
      expect(conflictsAmong(helm)).toEqual([]);
    }
  });

  it('is looked at in all its objects', () => {
    const rendered = new Set(plainly('r', [{ chart }]).map(({ object }) => object['kind']));
    const kinds = stacks[chart].template().resources.map(({ kind }) => kind);
    // What scales instead of the HorizontalPodAutoscaler, and what makes a Secret, has no selector; objects of the user are theirs.
    const others = ['Namespace', 'ScaledObject', 'ExternalSecret', 'Object'];
    expect(kinds.filter((kind) => !rendered.has(kind) && !others.includes(kind))).toEqual([]);
  });
});

describe('an alias that Kubernetes does not take as part of a name', () => {
  const sentence = (alias: string) =>
    `The alias ${alias} must be at most 40 lowercase letters, digits and "-", beginning with a letter, since it is part of names; ` +
    'or set nameOverride.';
  const inLabels = (alias: string) =>
    `The alias ${alias} must begin with a letter or digit and have at most 40 characters, since it is part of labels.`;
  const named = { nameOverride: 'eu' };

  it.each([
    ['relayEu', {}, sentence('relayEu')],
    ['relay_eu', {}, sentence('relay_eu')],
    ['2eu', {}, sentence('2eu')],
    ['x'.repeat(41), {}, sentence('x'.repeat(41))],
    ['_eu', named, inLabels('_eu')],
    ['x'.repeat(41), named, inLabels('x'.repeat(41))],
  ])('%s with %j is rejected with a sentence', async (alias, values, expected) => {
    for (const chart of names) {
      const parts = [{ chart, alias, values }];
      expect(() => plainly('r', parts)).toThrow(expected);
      for (const major of majors) await expect(byHelm(major, 'r', parts)).rejects.toThrow(expected);
    }
  });

  it.each([named, { fullnameOverride: 'eu' }])('is taken with %j', async (values) => {
    const parts = [{ chart: 'claude-relay' as const, alias: 'relayEu', values }];
    const plain = plainly('r', parts);
    expect(conflictsAmong(plain)).toEqual([]);
    expect(plain.map(({ object }) => (object['metadata'] as JsonObject)['name'])).not.toContainEqual(
      expect.stringMatching(/[A-Z]/),
    );
    expect(objectsOf(await byHelm(3, 'r', parts))).toStrictEqual(objectsOf(plain));
  });
});

it('a chart with the name in labels of one of its own parts is rejected', () => {
  const parts = names.flatMap((chart) =>
    [...namesInLabels(alone('r', chart))].map((name) => ({ chart, name })),
  );
  const others = parts.filter(({ chart, name }) => name !== chart);
  expect(others.length).toBeGreaterThan(names.length);
  for (const { chart, name } of others) {
    expect(() => alone('r', chart, { nameOverride: name })).toThrow(
      `nameOverride is ${name}, the name in labels of other pods of this chart; use another name.`,
    );
  }
});

function namesInLabels(all: readonly Owned[]): ReadonlySet<string> {
  return new Set(podsAmong(all).map(({ labels }) => String(labels['app.kubernetes.io/name'])));
}

describe('all charts in one chart', () => {
  const all = names.map((chart) => ({ chart }));
  const overridden = names.map((chart) => ({
    chart,
    values: { nameOverride: 'same', fullnameOverride: `x-${chart}` },
  }));
  const swapped = names.map((chart, index) => ({
    chart,
    values: { nameOverride: names.at(index - 1) ?? chart, fullnameOverride: `x-${chart}` },
  }));
  it.each([
    ['under their own names', all],
    ['with one name and other full names', overridden],
    ['with the names of one another', swapped],
  ])('%s select their own', async (_, parts) => {
    const plain = plainly('ai-gateway', parts);
    expect(conflictsAmong(plain)).toEqual([]);
    for (const major of majors) {
      const helm = await byHelm(major, 'ai-gateway', parts);
      expect(objectsOf(helm)).toStrictEqual(objectsOf(plain));
    }
  });
});

describe('releases in one namespace', () => {
  // Names without that of a release: Helm refuses a second release with them.
  const OWN: Partial<Record<StackName, JsonObject>> = {
    'mcp-box': {
      infrastructure: { mysql: { service: { name: '' } }, redis: { service: { name: '' } } },
      services: {
        gateway: { name: 'other-gateway' },
        market: { name: 'other-market' },
        pages: { name: 'other-pages' },
      },
    },
  };

  it.each(names)('two of %s select their own, with and without other names', (chart) => {
    for (const values of [{}, sameName, { nameOverride: 'same', fullnameOverride: 'full' }]) {
      const second = alone('second', chart, overlay(OWN[chart] ?? {}, sameName));
      expect(conflictsAmong([...alone('first', chart, values), ...second])).toEqual([]);
    }
  });

  it('all charts and all of them in one chart select their own', () => {
    const releases = names.flatMap((chart) => alone(`by-itself-${chart}`, chart, OWN[chart]));
    const nested = plainly(
      'ai-gateway',
      names.map((chart) => ({ chart })),
    );
    expect(conflictsAmong([...releases, ...nested])).toEqual([]);
  });
});
