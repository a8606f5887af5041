import type { PolicyTool } from './policy-exception';
import { environments } from '../../test/support/environments';
import { valuesIn } from '../../test/support/values-of';
import { allExceptions } from './exceptions';
import { judge } from './judge';
import { withManifests } from './manifests';
import { report, toolNames, type Located, type Report } from './report';

let reports: readonly Report[] = [];

beforeAll(async () => {
  reports = await Promise.all(
    environments.map((environment) =>
      withManifests(environment, (manifests) =>
        report({ name: environment.name, values: valuesIn(environment) }, manifests),
      ),
    ),
  );
}, 300_000);

it('finds nothing in any environment but what an exception is for', () => {
  expect(judge(reports, allExceptions).unexcepted.map(sentence)).toEqual([]);
});

it('needs every exception, in all environments that it is for', () => {
  expect(judge(reports, allExceptions).problems.map(({ message }) => message)).toEqual([]);
});

afterAll(() => {
  const { excepted, unexcepted, problems } = judge(reports, allExceptions);
  const count = Object.values(allExceptions).flat().length;
  const needed = problems.length === 0 ? 'all needed' : `${problems.length} problems with them`;
  for (const { environment, objects } of reports) {
    const here = (all: readonly Located[], tool: PolicyTool) =>
      all.filter((finding) => finding.environment === environment && finding.tool === tool).length;
    const tools = toolNames.map(
      (tool) => `${tool} ${here(unexcepted, tool)} unexcepted findings (${here(excepted, tool)} excepted)`,
    );
    process.stdout.write(
      `policies ${environment}: ${objects} objects, ${tools.join(', ')}; ${count} exceptions, ${needed}\n`,
    );
  }
});

function sentence({ environment, stack, tool, check, subject, message }: Located): string {
  return `${environment}, ${stack}: ${tool} ${check}: ${subject} ${message}`;
}
