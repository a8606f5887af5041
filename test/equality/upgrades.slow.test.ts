/**
 * Upgrades from every released version: with the stored values of the release (`--reuse-values`, and those that the user gave,
 * `--reset-then-reuse-values`) and with a values file of the time (`-f`). Each gives what the plain rendering gives with these values, or
 * a sentence.
 */
import { packagedCharts } from '../support/packaged-charts';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { writeOutput } from '../../lib/app/output/write';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { Json, JsonObject } from '../../lib/engine/values/declaration';
import { coalesce, isMap, overlay } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { umbrellaChart } from '../../lib/stacks/umbrella';
import { byIdentity } from '../../lib/testing/same-objects';
import { helmRun, parseLikeHelm } from '../support/helm';
import type { HelmMajor } from '../support/helm-binary';
import { RELEASED, type ReleasedChart } from '../support/released';
import { plainRendering } from '../support/renderers';
import { REQUIRED_VALUES } from '../support/required-values';

const MAJORS: readonly HelmMajor[] = [3, 4];
const names = Object.keys(stacks) as StackName[];
const root = mkdtempSync(path.join(tmpdir(), 'upgrades-'));
const dist = path.join(root, 'dist');

beforeAll(async () => writeOutput(dist, await packagedCharts([])));

/** What upgrades with certain values of the time are rejected for: a sentence says what to do. */
const REJECTED: readonly (readonly [release: RegExp, values: RegExp, way: RegExp, sentence: RegExp])[] = [
  // The default file of the time, in which no instance has an ID, was stored as if the user had given it.
  [
    /^jairouter /,
    /./,
    /^--reuse-values$/,
    /config\.application\.yml has an instance .*; give each instance an instance-id/,
  ],
  [/^ai-gateway /, /required|dev/, /^--reuse-values$/, /give each instance an instance-id/],
  // The environments of the time published the administration of the fork, which nothing protects.
  [
    /^(claude-relay|ai-gateway) /,
    /prod|staging/,
    /./,
    /ingress\.hosts has a path besides .*; list only these paths|instance-id/,
  ],
];

interface Old extends ReleasedChart {
  readonly folder: string;
}

function unpack(released: ReleasedChart): Old {
  const into = mkdtempSync(path.join(root, 'old-'));
  execFileSync('tar', ['--extract', '--gzip', '--file', released.archive, '--directory', into]);
  return { ...released, folder: path.join(into, released.chart) };
}

function yamlOf(file: string): JsonObject {
  return (existsSync(file) ? (parse(readFileSync(file, 'utf8')) as JsonObject | null) : null) ?? {};
}

/** What users gave to a release: what it needs, and the values of each environment of its time. */
function givenTo({ chart, folder }: Old): ReadonlyMap<string, JsonObject> {
  const required =
    chart === umbrellaChart.name
      ? Object.fromEntries(names.map((name) => [name, REQUIRED_VALUES[name] ?? {}]))
      : (REQUIRED_VALUES[chart] ?? {});
  const files = readdirSync(folder).filter((file) => /^values-.*\.yaml$/.test(file));
  return new Map([
    ['what is required', required],
    ...files.map((file) => [file, yamlOf(path.join(folder, file))] as const),
  ]);
}

/** The values that Helm stores of a release: those that were given, over the defaults of its chart and of the charts in it. */
function storedBy({ folder }: Pick<Old, 'folder'>, given: JsonObject): JsonObject {
  const values = coalesce(yamlOf(path.join(folder, 'values.yaml')), given);
  const inner = path.join(folder, 'charts');
  if (!existsSync(inner)) return values;
  const withDefaults = readdirSync(inner).map((name) => {
    const own = values[name];
    return [name, storedBy({ folder: path.join(inner, name) }, isMap(own) ? own : {})] as const;
  });
  return { ...values, ...Object.fromEntries(withDefaults) };
}

/** The chart of today as `--reuse-values` renders it: the stored values are in the place of its defaults. */
function withDefaults(chart: string, stored: JsonObject): string {
  const copy = path.join(mkdtempSync(path.join(root, 'reuse-')), chart);
  cpSync(path.join(dist, 'charts', chart), copy, { recursive: true });
  writeFileSync(path.join(copy, 'values.yaml'), JSON.stringify(stored));
  return copy;
}

/**
 * Stored values with `null` for each key that the default of a map entry has now: the entry is the user's, who may have taken the key
 * away, so it is not completed.
 */
function withoutNewKeys(chart: string, stored: JsonObject): JsonObject {
  if (chart === umbrellaChart.name || stored['services'] === undefined) return stored;
  const nulls = (now: JsonObject, then: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(now).flatMap(([key, value]): [string, Json][] => {
        const before = then[key];
        if (before === undefined) return [[key, null]];
        return isMap(value) && isMap(before) ? [[key, nulls(value, before)]] : [];
      }),
    );
  const services = stacks['mcp-box'].template().declaration.default['services'] as JsonObject;
  return overlay(stored, { services: nulls(services, stored['services'] as JsonObject) });
}

interface Way {
  readonly name: string;
  /** Chart and values of the rendering, and the values that it is to come to over the defaults of today. */
  readonly render: (old: Old, given: JsonObject) => { chart: string; values: JsonObject; all: JsonObject };
}

const WAYS: readonly Way[] = [
  {
    name: '--reuse-values',
    render: (old, given) => {
      const stored = storedBy(old, given);
      // What was given is given again, over values that have what it took away no more.
      return {
        chart: withDefaults(old.chart, stored),
        values: given,
        all: withoutNewKeys(old.chart, stored),
      };
    },
  },
  {
    name: '-f and --reset-then-reuse-values',
    render: ({ chart }, given) => ({ chart: path.join(dist, 'charts', chart), values: given, all: given }),
  },
];

async function upgraded(major: HelmMajor, chart: string, values: JsonObject) {
  const file = path.join(mkdtempSync(path.join(root, 'values-')), 'values.json');
  writeFileSync(file, JSON.stringify(values));
  const args = ['template', 'rel', chart, '--namespace', 'ai', '--is-upgrade', '--values', file];
  const result = await helmRun(major, args);
  if (!result.ok) return result;
  const [objects = []] = await parseLikeHelm([result.output], major);
  return { ok: true, objects: objects as readonly KubernetesObject[] } as const;
}

function plainly(name: string, values: JsonObject) {
  const { enabled, ...own } = values;
  if (enabled === false) return { ok: true, objects: [] } as const;
  const request = { release: 'rel', namespace: 'ai', values: [own], set: [], setString: [] };
  return plainRendering(stacks[name as StackName].template(), request);
}

/** The objects of a chart, or of all charts of the umbrella chart. */
function expected(chart: string, values: JsonObject) {
  if (chart !== umbrellaChart.name) return plainly(chart, values);
  const all = names.map((name) => plainly(name, isMap(values[name]) ? (values[name] as JsonObject) : {}));
  return (
    all.find(({ ok }) => !ok) ?? {
      ok: true as const,
      objects: all.flatMap((one) => (one.ok ? one.objects : [])),
    }
  );
}

const OLD = RELEASED.map(unpack);
const CASES = OLD.flatMap((old) =>
  [...givenTo(old)].flatMap(([what, given]) => WAYS.map((way) => ({ old, what, given, way }))),
);

it('has two versions of each chart', () => {
  for (const chart of [...names, umbrellaChart.name])
    expect(RELEASED.filter((released) => released.chart === chart).length).toBeGreaterThanOrEqual(2);
});

it.each(CASES.map((one) => [`${one.old.chart} ${one.old.version}`, one.what, one.way.name, one] as const))(
  'from %s with %s by %s',
  async (release, what, wayName, { old, given, way }) => {
    const { chart, values, all } = way.render(old, given);
    const plain = expected(old.chart, all);
    const row = REJECTED.find(([a, b, c]) => a.test(release) && b.test(what) && c.test(wayName));
    for (const major of MAJORS) {
      const helm = await upgraded(major, chart, values);
      if (row !== undefined)
        expect([helm, plain]).toEqual(
          [0, 1].map(() => ({ ok: false, message: expect.stringMatching(row[3]) })),
        );
      else {
        expect(helm.ok ? '' : helm.message).toBe('');
        expect(plain.ok ? '' : plain.message).toBe('');
        if (helm.ok && plain.ok) expect(byIdentity(helm.objects)).toStrictEqual(byIdentity(plain.objects));
      }
    }
  },
);

it.each(MAJORS)('what a user has taken away stays away by --reuse-values, by Helm %s', async (major) => {
  const given = overlay(REQUIRED_VALUES['claude-relay'] ?? {}, {
    containerSecurityContext: null,
    resources: { limits: { cpu: null } },
  });
  const stored = coalesce(stacks['claude-relay'].template().declaration.default, given);
  expect(stored).not.toHaveProperty('containerSecurityContext');
  const helm = await upgraded(major, withDefaults('claude-relay', stored), {});
  const plain = plainly('claude-relay', given);
  expect([helm.ok, plain.ok]).toEqual([true, true]);
  if (helm.ok && plain.ok) expect(byIdentity(helm.objects)).toStrictEqual(byIdentity(plain.objects));
});

it.each(MAJORS)('what a chart needs is not null when it is installed, by Helm %s', async (major) => {
  const chart = path.join(dist, 'charts', 'claude-relay');
  const required = REQUIRED_VALUES['claude-relay'] ?? {};
  for (const [at, sentence] of [
    ['service', 'service is null; it must be a map.'],
    ['service.port', 'service.port is null; it must have a value.'],
    ['redis.persistence.size', 'redis.persistence.size is null; it must have a value.'],
  ] as const) {
    const values = at.split('.').reduceRight<Json>((inner, key) => ({ [key]: inner }), null) as JsonObject;
    const file = path.join(mkdtempSync(path.join(root, 'null-')), 'values.json');
    writeFileSync(file, JSON.stringify(overlay(required, values)));
    const result = await helmRun(major, ['template', 'rel', chart, '--values', file]);
    expect(result.ok ? '' : result.message).toContain(sentence);
  }
});
