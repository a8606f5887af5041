import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { discoverEnvironments } from '../../lib/app/environments/discover';
import { overridesOf } from '../../lib/app/environments/environment';
import { manifestsOf } from '../../lib/app/output/dist';
import { writeOutput } from '../../lib/app/output/write';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { byIdentity } from '../../lib/testing/same-objects';
import { asManagedByHelm } from '../support/compare';
import { parseLikeHelm } from '../support/helm';
import type { HelmMajor } from '../support/helm-binary';
import { helmOutput } from '../support/renderers';
import { packagedCharts } from '../support/packaged-charts';

const environments = discoverEnvironments();
const folder = path.join(mkdtempSync(path.join(tmpdir(), 'dist-')), 'dist');

beforeAll(async () => writeOutput(folder, await packagedCharts(environments)));

const pairs = environments.flatMap((environment) =>
  (Object.keys(stacks) as StackName[])
    .filter((name) => overridesOf(environment, name) !== undefined)
    .flatMap((name) =>
      ([3, 4] as HelmMajor[]).map((major) => ({ environment, env: environment.name, name, major })),
    ),
);

it('has environments to compare', () => {
  expect(pairs.length).toBeGreaterThanOrEqual(6);
});

it.each(pairs)(
  '$env: what kubectl applies of $name is what Helm $major installs with its values file',
  async ({ environment, name, major }) => {
    // GIVEN the file that kubectl applies
    const files = [...manifestsOf(environment)];
    const manifest = files.find(([file]) => file.endsWith(`-${name}.k8s.yaml`))?.[1] ?? '';

    // WHEN Helm renders the packaged chart with the environment's values file
    const version = stacks[name].template().chart.version;
    const chart = path.join(folder, `charts/${name}-${version}.tgz`);
    const values = parse(
      readFileSync(path.join(folder, `charts/${name}/values-${environment.name}.yaml`), 'utf8'),
    ) as object;
    const result = await helmOutput(major, chart, {
      release: name,
      namespace: environment.namespace,
      values: [values],
      set: [],
      setString: [],
    });

    // THEN a cluster gets the same objects, but for those that `helm test` runs on demand
    if (!result.ok) throw new Error(result.message);
    const [made = [], output = []] = await parseLikeHelm([manifest, result.output]);
    const [applied, installed] = [asManagedByHelm(made), output].map(byIdentity);
    const tests = Object.entries(installed ?? {}).filter(([, object]) =>
      JSON.stringify(object).includes('"helm.sh/hook":"test"'),
    );
    expect(tests.length).toBeGreaterThan(0);
    expect({ ...applied, ...Object.fromEntries(tests) }).toStrictEqual(installed);
    // The least that a stack has: what runs, as whom, reached how and by whom.
    expect(Object.keys(applied ?? {}).length).toBeGreaterThanOrEqual(4);
  },
);

it('puts no secret into any environment', () => {
  for (const environment of environments) {
    for (const [file, content] of manifestsOf(environment))
      expect({ file, secret: /^kind: Secret$/m.test(content) }).toEqual({ file, secret: false });
  }
});
