import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PolicyTool } from './policy-exception';
import { environments, objectsByFile, type EnvironmentObjects } from '../../test/support/environments';
import { valuesIn, type EnvironmentValues } from '../../test/support/values-of';
import { RULES } from './conftest';
import { changed } from './draft';
import { allExceptions } from './exceptions';
import { flaws, withIngress, type Flaw } from './flaws';
import { judge } from './judge';
import { withObjects } from './manifests';
import { report } from './report';

let prod: EnvironmentObjects;
let values: EnvironmentValues;

beforeAll(async () => {
  const environment = environments.find(({ name }) => name === 'prod');
  if (environment === undefined)
    throw new Error('There is no environments/prod.ts, which the flaws are put into.');
  prod = withIngress(await objectsByFile(environment));
  values = valuesIn(environment);
});

/** What a tool finds and no exception covers, as `check subject`. */
async function found(tool: PolicyTool, objects: EnvironmentObjects): Promise<readonly string[]> {
  const one = await withObjects(objects, (manifests) => report({ name: 'prod', values }, manifests, [tool]));
  return judge([one], allExceptions).unexcepted.map(({ check, subject }) => `${check} ${subject}`);
}

describe.each(['conftest', 'kube-score'] as const)('%s', (tool) => {
  const own = flaws.filter((flaw) => flaw.tool === tool);

  it.each(own.map((flaw) => [flaw.check, flaw.subject, flaw] as const))(
    'finds by %s what is wrong with %s',
    async (check, subject, flaw) => {
      expect(await found(tool, changed(prod, flaw.change))).toContain(`${check} ${subject}`);
    },
  );

  it('finds nothing of it without the flaws', async () => {
    const calm = await found(tool, prod);
    expect(own.map(described).filter((flaw) => calm.includes(flaw))).toEqual([]);
  });
});

// Checkov takes seconds to start, so it gets all flaws at once.
describe('checkov', () => {
  const own = flaws.filter((flaw) => flaw.tool === 'checkov');

  it('finds all that is wrong, and nothing of it without the flaws', async () => {
    const flawed = own.reduce((objects, flaw) => changed(objects, flaw.change), prod);
    const [after, before] = await Promise.all([found('checkov', flawed), found('checkov', prod)]);
    const expected = own.map(described);
    expect(expected.filter((flaw) => !after.includes(flaw))).toEqual([]);
    expect(expected.filter((flaw) => before.includes(flaw))).toEqual([]);
  });
});

it('has a flaw for each rule of this project', () => {
  const rules = readdirSync(RULES)
    .filter((file) => file.endsWith('.rego') && !file.endsWith('_test.rego'))
    .map((file) => readFileSync(path.join(RULES, file), 'utf8'))
    .join('\n');
  const named = [
    ...rules.matchAll(/deny contains kubernetes\.about(?:_container)?\("([\w-]+)"/g),
    ...rules.matchAll(/^\t\t"([\w-]+)": \[\[/gm),
  ].map(([, check]) => check ?? '');
  const tried = flaws.filter(({ tool }) => tool === 'conftest').map(({ check }) => check);
  expect(new Set(tried)).toEqual(new Set(named));
});

function described({ check, subject }: Flaw): string {
  return `${check} ${subject}`;
}
