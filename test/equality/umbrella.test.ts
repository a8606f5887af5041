import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { discoverEnvironments } from '../../lib/app/environments/discover';
import { overridesOf } from '../../lib/app/environments/environment';
import { writeOutput } from '../../lib/app/output/write';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { umbrellaChart } from '../../lib/stacks/umbrella';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { byIdentity } from '../../lib/testing/same-objects';
import { helmRun, parseLikeHelm } from '../support/helm';
import type { HelmMajor } from '../support/helm-binary';
import { helmOutput, plainRendering } from '../support/renderers';
import { packagedCharts } from '../support/packaged-charts';

const environments = discoverEnvironments();
const folder = path.join(mkdtempSync(path.join(tmpdir(), 'umbrella-')), 'dist');
const chart = path.join(folder, 'charts', umbrellaChart.name);
const archive = `${chart}-${umbrellaChart.version}.tgz`;
const names = Object.keys(stacks) as StackName[];
const majors: HelmMajor[] = [3, 4];

beforeAll(async () => writeOutput(folder, await packagedCharts(environments)));

function valuesFile(environment: string): JsonObject {
  return parse(readFileSync(path.join(chart, `values-${environment}.yaml`), 'utf8')) as JsonObject;
}

/** What the stacks that are switched on give, each rendered plainly under the umbrella's release. */
function plainObjects(values: JsonObject, namespace: string): KubernetesObject[] {
  return names.flatMap((name) => {
    const { enabled, ...own } = values[name] as JsonObject;
    if (enabled === false) return [];
    const request = { release: 'ai-gateway', namespace, values: [own], set: [], setString: [] };
    const plain = plainRendering(stacks[name].template(), request);
    if (!plain.ok) throw new Error(plain.message);
    return plain.objects;
  });
}

async function helmObjects(
  major: HelmMajor,
  values: JsonObject,
  namespace: string,
): Promise<readonly unknown[]> {
  const result = await helmOutput(major, archive, {
    release: 'ai-gateway',
    namespace,
    values: [values],
    set: [],
    setString: [],
  });
  if (!result.ok) throw new Error(result.message);
  const [objects = []] = await parseLikeHelm([result.output]);
  return objects;
}

describe.each(majors)('Helm %s', (major) => {
  it.each(environments)(
    'installs the stacks of $name as they are rendered plainly',
    async ({ name, namespace }) => {
      const values = valuesFile(name);
      const plain = byIdentity(plainObjects(values, namespace));
      expect(byIdentity(await helmObjects(major, values, namespace))).toStrictEqual(plain);
      expect(Object.keys(plain).length).toBeGreaterThan(5);
    },
  );

  it.each(names)('leaves %s out where it is switched off, and nothing else', async (name) => {
    const [environment] = environments.filter((candidate) => overridesOf(candidate, name) !== undefined);
    if (environment === undefined) throw new Error(`No environment has ${name}.`);
    const values = valuesFile(environment.name);
    const without = { ...values, [name]: { ...(values[name] as JsonObject), enabled: false } };
    const left = byIdentity(await helmObjects(major, without, environment.namespace));
    expect(left).toStrictEqual(byIdentity(plainObjects(without, environment.namespace)));
    expect(Object.keys(left).length).toBeLessThan(plainObjects(values, environment.namespace).length);
  });

  it('passes helm lint --strict, and rejects a stack that there is not', async () => {
    expect(await helmRun(major, ['lint', '--strict', chart])).toMatchObject({ ok: true });
    const request = { release: 'r', namespace: 'n', values: [{ 'claude-rely': {} }], set: [], setString: [] };
    expect(await helmOutput(major, archive, request)).toMatchObject({
      ok: false,
      message: expect.stringContaining('claude-rely'),
    });
  });
});
