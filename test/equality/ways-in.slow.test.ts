/** Ways in are rendered alike. Most values that are made up for them do not go together, so elsewhere few are among those that are compared. */
import fc from 'fast-check';
import type { StackTemplate } from '../../lib/engine/template/stack-template';
import type { Fields } from '../../lib/engine/values/collections';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { arbitraryValues } from '../../lib/testing/arbitrary-values';
import { newChartFolder } from '../../lib/testing/chart-folder';
import { assertSameObjectsIn, renderAll } from '../../lib/testing/equality';
import { bothHelms } from '../support/equality';
import { plainRendering } from '../support/renderers';
import { REQUIRED_VALUES } from '../support/required-values';

const SEED = Number(process.env['EQUALITY_SEED'] ?? 20_261_121);
const RUNS = Number(process.env['EQUALITY_RUNS'] ?? 15);

const WAYS = ['ingress', 'httpRoute', 'route', 'service'];

/** What has to go together, over what is made up. */
const TOGETHER = {
  ingress: { enabled: true, hosts: [{ paths: [{ path: '/a(.*)', pathType: 'ImplementationSpecific' }, {}] }, { host: 'b' }] },
  httpRoute: {
    enabled: true,
    parentRefs: [{ name: 'public', sectionName: 'https' }],
    httpsRedirect: { parentRefs: [{ kind: 'Gateway', name: 'public', sectionName: 'http' }] },
  },
  route: { enabled: true, host: 'c.example.com' },
}; // prettier-ignore

function madeUp(fields: Fields, hosts: boolean): fc.Arbitrary<JsonObject> {
  const ofWays = Object.fromEntries(Object.entries(fields).filter(([key]) => WAYS.includes(key)));
  const { hosts: sure, ...ingress } = TOGETHER.ingress;
  const together = { ...TOGETHER, ingress: hosts ? { ...ingress, hosts: sure } : ingress };
  return arbitraryValues(ofWays).map((values) => overlay(values, together));
}

/** The values of a stack, or of a service of it, where those have the ways in. */
function waysIn({ declaration }: StackTemplate): fc.Arbitrary<JsonObject> {
  const { services, ...fields } = declaration.shape.fields;
  const either = (of: Fields) => fc.oneof(madeUp(of, false), madeUp(of, true));
  if (services?.shape.type !== 'map') return either(fields);
  const { shape } = services.shape.entry;
  if (shape.type !== 'section') throw new Error('A service has no values.');
  return either(shape.fields).map((values) => ({ services: { gateway: values } }));
}

/** The stacks that can be reached from outside. */
const names = (Object.keys(stacks) as StackName[]).filter((name) =>
  stacks[name].template().resources.some(({ kind }) => kind === 'HTTPRoute'),
);

describe.each(names)('%s', (name) => {
  it('renders its ways in alike, plainly and through Helm 3 and 4', async () => {
    const stack = stacks[name].template();
    const chart = newChartFolder(stack);
    const open =
      'allowUnauthenticated' in stack.declaration.shape.fields ? { allowUnauthenticated: true } : {};
    const required = overlay(REQUIRED_VALUES[name] ?? {}, open);
    const kinds = new Set<string>();
    await assertSameObjectsIn((take) => {
      const property = fc.asyncProperty(waysIn(stack), async (values) => {
        const request = { release: 'r', namespace: 'n0', values: [overlay(required, values)], set: [], setString: [] };
        const plain = plainRendering(stack, request);
        fc.pre(plain.ok);
        for (const { kind } of plain.objects) kinds.add(String(kind));
        const rendered = await renderAll(stack, chart, request, bothHelms());
        if ('texts' in rendered) await take(rendered.texts);
      }); // prettier-ignore
      return fc.assert(property, { seed: SEED, numRuns: RUNS });
    }, bothHelms());
    expect([...kinds]).toEqual(expect.arrayContaining(['HTTPRoute', 'Ingress', 'Route', 'Service']));
  }, 900_000);
});
