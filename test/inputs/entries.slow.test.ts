/**
 * What one entry refuses, all refuse, with the same sentence: the chart in Helm 3 and 4, `stacks render`, a `Release` in an app, the
 * file of an environment and `stacks deploy --charts`. Each mistake is made at every entry where it can be made.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'cdk8s';
import { deploy } from '../../lib/app/cli/deploy';
import { render } from '../../lib/app/cli/render';
import type { NamedEnvironment } from '../../lib/app/environments/environment';
import { manifestsOf } from '../../lib/app/output/dist';
import { Release } from '../../lib/engine/release/release';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import type { StackName } from '../../lib/stacks/stacks';
import { newChartFolder } from '../../lib/testing/chart-folder';
import { PlayedCluster } from '../app/cli/played-cluster';
import { helmTemplate } from '../support/helm';
import { helmBinary } from '../support/helm-binary';
import { requiredValues, STACKS, templateOf } from './releases';
import { rejectionOf } from './sentences';

// Programs are started by the dozen, which takes long where others work.
jest.setTimeout(600_000);

/** A release that somebody asks for. */
interface Asked {
  readonly stack: StackName;
  readonly release: string;
  readonly namespace: string;
  readonly values: JsonObject;
}

/** What an entry says of a release; nothing where it takes it. */
type Entry = (asked: Asked) => Promise<string> | string;

/** What a stack needs, in the words that an environment may use too: no secrets, and no relay that is in the cluster. */
const RIGHT_VALUES: Readonly<Partial<Record<StackName, JsonObject>>> = {
  'claude-relay': { config: { existingSecret: 'keys' } },
  'claude-middleware': { relay: { host: 'relay.example.com' }, redis: { host: 'redis.example.com' } },
  jairouter: { auth: { existingSecret: 'keys' } },
};

function rightValues(stack: StackName): JsonObject {
  return RIGHT_VALUES[stack] ?? requiredValues(stack);
}

const folder = mkdtempSync(path.join(tmpdir(), 'entries-'));
const charts = new Map<StackName, string>();
const cluster = new PlayedCluster();

beforeAll(() => {
  for (const stack of STACKS) charts.set(stack, newChartFolder(templateOf(stack)));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  for (const chart of charts.values()) rmSync(path.dirname(chart), { recursive: true });
});

function chartOf(stack: StackName): string {
  const chart = charts.get(stack);
  if (chart === undefined) throw new Error(`There is no chart of ${stack}.`);
  return chart;
}

function fileOf(values: JsonObject): string {
  const file = path.join(folder, 'given.yaml');
  writeFileSync(file, JSON.stringify(values));
  return file;
}

const helm =
  (major: 3 | 4): Entry =>
  async ({ stack, release, namespace, values }) => {
    const valueFiles = [fileOf(values)];
    const result = await helmTemplate(major, { chart: chartOf(stack), release, namespace, valueFiles });
    return result.ok ? '' : result.message;
  };

/** All entries, by how they are called. */
const ENTRIES: Readonly<Record<string, Entry>> = {
  'the chart, Helm 3': helm(3),
  'the chart, Helm 4': helm(4),
  'stacks render': ({ stack, release, namespace, values }) =>
    rejectionOf(() =>
      render({ stack, release, namespace, values: [fileOf(values)], set: [], setString: [] }),
    ) ?? '',
  Release: ({ stack, release, namespace, values }) =>
    rejectionOf(
      () =>
        new Release(new App(), 'app', {
          stack: templateOf(stack),
          name: release,
          namespace,
          values: [{ name: 'app', values }],
        }),
    ) ?? '',
  'an environment': ({ stack, namespace, values }) =>
    rejectionOf(() => manifestsOf({ name: 'test', namespace, stacks: { [stack]: values } })) ?? '',
  // With the charts of a folder, as the deploy script calls it.
  'stacks deploy --charts': async ({ stack, release, namespace, values }) => {
    cluster.play('', `template*) exec "${helmBinary(3)}" "$@" ;; *history*) echo 'Error: release: not found' >&2; exit 1 ;;`);
    const chart = chartOf(stack);
    writeFileSync(path.join(chart, 'values-dev.yaml'), '{}\n');
    const request = { environment: 'dev', stacks: [stack], charts: true, chartsFolder: path.dirname(chart), dryRun: true };
    const place = { releaseName: release, namespace, values: ['-f', fileOf(values)] };
    const { error, outcome } = await cluster.run((say) =>
      // What a cluster lacks is no mistake of the values.
      Promise.resolve().then(() => deploy({ ...request, ...place, preflight: false }, say)),
    );
    return error === '' && outcome?.exitCode !== 0 ? 'It ends otherwise.' : error;
  },
}; // prettier-ignore

/** What no entry may take, the sentence that each says of it, and the entries at which the mistake cannot be made or that say it otherwise. */
interface Mistake {
  readonly mistake: string;
  readonly asked: Partial<Omit<Asked, 'stack'>>;
  readonly sentence: string;
  /** Entries that say it in words that are not ours, with those words, and why it cannot be otherwise. */
  readonly otherwise?: Readonly<Partial<Record<keyof typeof ENTRIES, RegExp>>>;
  /** Entries that are not asked, and why. */
  readonly not?: Readonly<Partial<Record<keyof typeof ENTRIES, string>>>;
}

const RELEASE =
  'The release name must be at most 53 lowercase letters, digits and "-", since it is part of the names of Services.';
const LETTER =
  'The release name must start with a letter, since it is part of the names of Services; or set fullnameOverride.';
const NAMESPACE = 'The namespace must be at most 63 lowercase letters, digits and "-".';

// The releases of an environment are named after their stacks.
const NAMED_AFTER_STACK = { 'an environment': 'its releases have the names of their stacks' };
// Helm asks before it looks into the chart.
const HELM_ITSELF = {
  'the chart, Helm 3': /invalid release name|release name .* is invalid/i,
  'the chart, Helm 4': /invalid release name|release name .* is invalid/i,
};

const MISTAKES: readonly Mistake[] = [
  ...['My_Relay', 'RELAY', 'a_b', 'a-', 'é', 'x'.repeat(54)].map((release) => ({
    mistake: `the release name ${release}`,
    asked: { release },
    sentence: RELEASE,
    otherwise: HELM_ITSELF,
    not: NAMED_AFTER_STACK,
  })),
  {
    mistake: 'a release name with a dot',
    asked: { release: 'a.b' },
    sentence: RELEASE,
    not: NAMED_AFTER_STACK,
  },
  {
    mistake: 'a release name that begins with a digit',
    asked: { release: '7up' },
    sentence: LETTER,
    not: NAMED_AFTER_STACK,
  },
  ...['A_b', 'My-Namespace', 'a.b', 'a-', 'é', 'x'.repeat(64)].map((namespace) => ({
    mistake: `the namespace ${namespace}`,
    asked: { namespace },
    sentence: NAMESPACE,
  })),
  {
    mistake: 'an empty namespace',
    asked: { namespace: '' },
    sentence: NAMESPACE,
    not: {
      'the chart, Helm 3': 'Helm takes an empty flag for none and the namespace of the context',
      'the chart, Helm 4': 'Helm takes an empty flag for none and the namespace of the context',
    },
  },
];

/** Wrong values that every stack has in common, and what each entry must name. */
const WRONG_VALUES: readonly (readonly [string, JsonObject, string])[] = [
  ['fullnameOverride', { fullnameOverride: '7up' }, 'fullnameOverride'],
  ['nameOverride', { nameOverride: 'A_b' }, 'nameOverride'],
  ['a key that is not known', { replicaCuont: 1 }, 'replicaCuont'],
];

describe.each(Object.entries(ENTRIES))('%s', (name, entry) => {
  it.each(STACKS)('takes %s when all is right', async (stack) => {
    expect(await entry({ stack, release: 'my-release', namespace: 'ai', values: rightValues(stack) })).toBe(
      '',
    );
  });

  it.each(MISTAKES.filter(({ not }) => not?.[name] === undefined))(
    'rejects $mistake with the sentence that all have',
    async ({ asked, sentence, otherwise }) => {
      for (const stack of STACKS) {
        const said = await entry({
          stack,
          release: 'my-release',
          namespace: 'ai',
          values: rightValues(stack),
          ...asked,
        });
        if (otherwise?.[name] === undefined) expect(said.replace(/\n$/, '')).toContain(sentence);
        else expect(said).toMatch(otherwise[name]);
      }
    },
  );

  it.each(WRONG_VALUES)('rejects a wrong value by its path: %s', async (_, wrong, place) => {
    for (const stack of STACKS) {
      const values = overlay(rightValues(stack), wrong);
      expect(await entry({ stack, release: 'my-release', namespace: 'ai', values })).toContain(place);
    }
  });
});

describe('two stacks that have something in common that only one can have', () => {
  const relay = { config: { existingSecret: 'keys' } };
  const router = { auth: { existingSecret: 'keys' } };
  const host = { ingress: { enabled: true, hosts: [{ host: 'ai.example.com' }] } };
  const monitoring = { serviceMonitor: { enabled: false }, prometheusRule: { enabled: false } };

  /** What an app says of two releases when it is synthesized. */
  function inApp(one: JsonObject, other: JsonObject): string {
    const app = new App({ outdir: path.join(folder, 'app') });
    for (const [name, values] of [['claude-relay', one] as const, ['jairouter', other] as const])
      new Release(app, name, {
        stack: templateOf(name),
        name,
        namespace: 'ai',
        values: [{ name: 'app', values }],
      });
    return rejectionOf(() => app.synth()) ?? '';
  }

  function inEnvironment(one: JsonObject, other: JsonObject): string {
    const stacks = { 'claude-relay': one, jairouter: other } as NamedEnvironment['stacks'];
    return rejectionOf(() => manifestsOf({ name: 'test', namespace: 'ai', stacks })) ?? '';
  }

  it.each<[string, JsonObject, string]>([
    [
      'a host',
      host,
      'the host ai.example.com is one of claude-relay (ingress.hosts[0].host) and one of jairouter (ingress.hosts[0].host); ' +
        'a host leads to one stack, so give one of them another.',
    ],
    [
      'the names of objects',
      { fullnameOverride: 'same' },
      'claude-relay (fullnameOverride) and jairouter (fullnameOverride) both make ',
    ],
  ])('%s: are rejected in an environment and in an app with the same sentence', (_, same, sentence) => {
    const [one, other] = [overlay(relay, same), overlay(overlay(router, { monitoring }), same)];
    expect(inEnvironment(one, other)).toContain(`environments/test.ts: ${sentence}`);
    expect(inApp(one, other)).toContain(sentence);
  });

  it('are taken where they have nothing in common', () => {
    const quiet = overlay(router, { monitoring, ingress: { enabled: false } });
    expect(inEnvironment(overlay(relay, host), quiet)).toBe('');
    expect(inApp(overlay(relay, host), quiet)).toBe('');
  });

  it('and so is a path of a host that one release has twice', async () => {
    const twice = overlay(relay, {
      ingress: { enabled: true, hosts: [{ host: 'ai.example.com' }, { host: 'ai.example.com' }] },
    });
    const sentence =
      'ingress.hosts[0].host and ingress.hosts[1].host have the path / on the host ai.example.com twice; ' +
      'give one of the two another host or path.';
    const asked = { stack: 'claude-relay', release: 'r', namespace: 'ai', values: twice } as const;
    for (const name of ['stacks render', 'Release', 'an environment']) {
      expect(await ENTRIES[name]?.(asked)).toMatch(
        new RegExp(`^\\S.*: ${sentence.replace(/[.[\]/]/g, '\\$&')}$`),
      );
    }
  });
});
