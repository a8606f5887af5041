/** In a cluster without the definition of a custom resource Helm says what is missing, and what to do. */
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { newChartFolder } from '../../lib/testing/chart-folder';
import { withExternalSecrets } from '../support/external-secrets';
import type { HelmMajor } from '../support/helm-binary';
import { BUILT_IN_KINDS, fullKind } from '../support/kinds';
import { helmOutput, plainRendering } from '../support/renderers';

const MAJORS: readonly HelmMajor[] = [3, 4];
const RELEASE = { release: 'r', namespace: 'n', set: [], setString: [] };

/** KEDA, in place of the HorizontalPodAutoscaler, which everything has. */
const KEDA = {
  autoscaling: { enabled: false },
  keda: { enabled: true, triggers: [{ type: 'cpu', metadata: { value: '60' } }] },
  verticalAutoscaling: { enabled: false },
};

/** Values with which a stack makes each of its custom resources; KEDA is in the place of another autoscaler. */
function valuesOf(name: StackName): readonly JsonObject[] {
  const { fields } = stacks[name].template().declaration.shape;
  const everything = withExternalSecrets(name);
  if (Object.hasOwn(fields, 'keda')) return [everything, overlay(everything, KEDA)];
  if (!Object.hasOwn(fields, 'services')) return [everything];
  return [everything, overlay(everything, { services: { gateway: KEDA } })];
}

const cases = (Object.keys(stacks) as StackName[]).flatMap((name) => {
  const template = stacks[name].template();
  const chart = newChartFolder(template);
  return valuesOf(name).map((values, index) => {
    const rendering = plainRendering(template, { ...RELEASE, values: [values] });
    if (!rendering.ok) throw new Error(rendering.message);
    const custom = new Set(rendering.objects.map(fullKind).filter((kind) => !BUILT_IN_KINDS.has(kind)));
    return { name, with: index === 0 ? 'everything' : 'KEDA', chart, values, kinds: [...custom] };
  });
});

describe.each(MAJORS)('Helm %s', (major) => {
  it.each(cases)(
    'says which kind the cluster lacks for $name with $with',
    async ({ chart, values, kinds }) => {
      const said = async (apiVersions: readonly string[]) => {
        const result = await helmOutput(major, chart, { ...RELEASE, values: [values], apiVersions });
        return result.ok ? 'rendered' : (/: ([^:]*has no .*)$/m.exec(result.message)?.[1] ?? result.message);
      };
      expect(await said([])).toBe('rendered');
      expect(await said(['v1/Pod', ...kinds])).toBe('rendered');
      for (const missing of kinds) {
        const [, version, kind] = /^(.*)[/]([^/]*)$/.exec(missing) ?? [];
        const sentence = await said(['v1/Pod', ...kinds.filter((other) => other !== missing)]);
        expect(sentence).toMatch(
          /^[A-Za-z.]+ is true, but the cluster has no \S+ of \S+; .*, or set it to false[.]$/,
        );
        expect(sentence).toContain(` has no ${kind ?? ''} of ${version ?? ''}; `);
      }
    },
  );
});

it('all kinds are among them', () => {
  expect(new Set(cases.flatMap(({ kinds }) => kinds)).size).toBe(9);
});
