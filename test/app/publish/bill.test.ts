import { discoverEnvironments } from '../../../lib/app/environments/discover';
import { billOfChart, billOfEnvironments } from '../../../lib/app/publish/bill';

interface Bill {
  readonly metadata: { readonly component: object };
  readonly components: readonly Readonly<Record<string, unknown>>[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

const read = (text: string) => JSON.parse(text) as Bill;

const dependenciesOf = (bill: Bill, name: string) =>
  bill.dependencies.find(({ ref }) => ref === name)?.dependsOn;

it('lists the images of a chart, and those that a value turns on as optional', () => {
  const bill = read(billOfChart('mcp-box'));
  expect(bill.metadata.component).toMatchObject({ type: 'application', name: 'mcp-box' });
  const redis = bill.components.find(({ purl }) => String(purl).startsWith('pkg:docker/redis@7'));
  const exporter = bill.components.find(({ name }) => String(name).endsWith('redis_exporter'));
  expect(redis).toMatchObject({ type: 'container', version: expect.stringMatching(/^7/) });
  expect(redis).not.toHaveProperty('scope');
  expect(exporter).toMatchObject({ scope: 'optional' });
});

it('lists the charts of the umbrella, and what each of them depends on', () => {
  const bill = read(billOfChart('ai-gateway'));
  const [chart = ''] = (
    dependenciesOf(bill, String(Reflect.get(bill.metadata.component, 'bom-ref'))) ?? []
  ).filter((ref) => ref.startsWith('claude-relay@'));
  expect(dependenciesOf(bill, chart)?.length).toBeGreaterThan(1);
});

it('names an image by its digest where there is one, and with its registry where that is not the hub of Docker', () => {
  const [prod] = discoverEnvironments().filter(({ name }) => name === 'prod');
  if (prod === undefined) throw new Error('There is no prod.');
  const digest = `sha256:${'a'.repeat(64)}`;
  const image = { repository: 'registry.example.com:5000/a/b', tag: '1', digest };
  const stacks = { ...prod.stacks, jairouter: { ...prod.stacks.jairouter, image } };
  const { components } = read(billOfEnvironments([{ ...prod, stacks }]));
  expect(components).toContainEqual({
    type: 'container',
    name: 'registry.example.com:5000/a/b',
    version: digest,
    'bom-ref': `registry.example.com:5000/a/b@${digest}`,
    hashes: [{ alg: 'SHA-256', content: 'a'.repeat(64) }],
    purl: `pkg:docker/a/b@sha256%3A${'a'.repeat(64)}?repository_url=registry.example.com%3A5000`,
  });
});

it('lists what all environments have once, and is the same again', () => {
  const text = billOfEnvironments(discoverEnvironments());
  const names = read(text).components.map((component) => component['bom-ref']);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(discoverEnvironments().map(({ name }) => name)));
  expect(billOfEnvironments(discoverEnvironments())).toBe(text);
});
