import { parse } from 'yaml';
import { KUBE_VERSION, SUPPORTED_MINORS } from '../../lib/kubernetes/supported-versions';
import { charts } from '../../lib/app/output/dist';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { chartObjects, type RenderedObjects } from '../support/charts';
import { environments, objectsOf } from '../../test/support/environments';
import { withExternalSecrets } from '../../test/support/external-secrets';
import { plainRendering } from '../../test/support/renderers';
import { generated, kindOf } from '../support/generated';
import { minorsIn, schemaFolder } from './folder';
import { ObjectFiles } from './kubeconform';

const SEED = Number(process.env['SCHEMAS_SEED'] ?? 20_261_121);
const VALUES_FILES = Number(process.env['SCHEMAS_RUNS'] ?? 10);

const names = Object.keys(stacks) as StackName[];
const minors = minorsIn(schemaFolder()).filter((minor) => minor >= SUPPORTED_MINORS.oldest);

// More goes together here than values that are made up will hit on: a Job, and logs to Elasticsearch.
const RARE = {
  init: { enabled: true, sharedStorage: false },
  configs: { init: 'server: {}' },
  logging: {
    enabled: true,
    fluentd: { enabled: true },
    elasticsearch: { enabled: true, host: 'elasticsearch' },
  },
};

/** The objects of a stack that gets its Secrets by ExternalSecrets, which also needs much that goes together. */
function ofExternalSecrets(name: StackName): RenderedObjects {
  const request = {
    release: 'r',
    namespace: 'n',
    values: [withExternalSecrets(name)],
    set: [],
    setString: [],
  };
  const rendering = plainRendering(stacks[name].template(), request);
  if (!rendering.ok) throw new Error(rendering.message);
  return { from: `${name} with ExternalSecrets`, objects: rendering.objects };
}

/** Where an object comes from, by the object; the same object is validated once. */
const places = new Map<string, string>();
const files = new ObjectFiles();

beforeAll(async () => {
  const rendered: RenderedObjects[] = [];
  for (const environment of environments)
    rendered.push({ from: `environment ${environment.name}`, objects: await objectsOf(environment) });
  const samples = names.map((name) => [name, generated(name, { seed: SEED, count: VALUES_FILES })] as const);
  rendered.push(...samples.flatMap(([, ofStack]) => ofStack));
  rendered.push(...generated('mcp-box', { seed: SEED, count: 5, over: RARE }));
  rendered.push(...names.map(ofExternalSecrets));
  const together = Array.from({ length: VALUES_FILES }, (_, index) =>
    Object.fromEntries(samples.map(([name, ofStack]) => [name, ofStack[index]?.values ?? {}])),
  );
  rendered.push(...(await chartObjects(together)));

  for (const { from, objects } of rendered) {
    // A rendering that gives nothing would be right by any schema.
    if (objects.length === 0) throw new Error(`${from}: there are no objects.`);
    for (const object of objects) places.set(JSON.stringify(object), from);
  }
  files.add([...places.keys()].map((text): unknown => JSON.parse(text)));
});

afterAll(() => files.remove());

it.each(minors)('Kubernetes 1.%i takes every object', async (minor) => {
  const { valid, invalid, errors, skipped, wrong } = await files.validate(minor);
  const rejected = [...wrong].map(([index, message]) => {
    const [text = '', from = ''] = [...places][index] ?? [];
    const { kind, metadata } = JSON.parse(text) as { kind: string; metadata: { name: string } };
    return `${from}: ${kind} ${metadata.name}: ${message}`;
  });
  process.stdout.write(
    `schemas 1.${minor}: ${valid} objects valid, ${invalid + errors} invalid, ${skipped} skipped\n`,
  );
  expect(rejected).toEqual([]);
  expect({ valid, invalid, errors, skipped }).toEqual({
    valid: places.size,
    invalid: 0,
    errors: 0,
    skipped: 0,
  });
});

it('has objects of every kind that a stack can make among them', () => {
  const made = new Set(
    names.flatMap((name) =>
      stacks[name]
        .template()
        // What a user gives as a whole may be of any kind.
        .resources.filter(({ manifest }) => manifest['kind'] !== undefined)
        .map(({ manifest }) => kindOf(manifest)),
    ),
  );
  const validated = new Set([...places.keys()].map((text) => kindOf(JSON.parse(text) as KubernetesObject)));
  expect([...made].filter((kind) => !validated.has(kind))).toEqual([]);
  expect(made).toContain('monitoring.coreos.com/v1 PrometheusRule');
});

it('is what the charts say of themselves: from 1.27 to the newest that there are schemas of', () => {
  const [oldest = 0] = minors;
  const newest = minors.at(-1) ?? 0;
  expect({ oldest, newest }).toEqual(SUPPORTED_MINORS);
  expect(oldest).toBe(27);
  expect(minors).toEqual(Array.from({ length: newest - oldest + 1 }, (_, index) => oldest + index));

  expect(KUBE_VERSION).toBe(`>=1.${oldest}.0-0 <1.${newest + 1}.0-0`);
  const described = [...charts([])].filter(([file]) => file.endsWith('/Chart.yaml'));
  // Each stack's own, the umbrella's, and each stack's inside the umbrella.
  expect(described).toHaveLength(2 * names.length + 1);
  for (const [file, content] of described)
    expect({ file, ...(parse(content) as object) }).toMatchObject({
      file,
      kubeVersion: KUBE_VERSION,
    });
});
