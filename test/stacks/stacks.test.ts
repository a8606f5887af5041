import { discoverEnvironments } from '../../lib/app/environments/discover';
import { chartFiles } from '../../lib/engine/helm/chart-files';
import { manifestsOf } from '../../lib/app/output/dist';
import { stacks } from '../../lib/stacks/stacks';
import { unusedValues } from '../support/used-values';

describe.each(Object.entries(stacks))('%s', (_, { template, readme }) => {
  it('uses every value that it declares', () => {
    expect(unusedValues(template())).toEqual([]);
  });

  it('has a chart that reads well', () => {
    for (const [file, content] of chartFiles({
      template: template(),
      introduction: readme(),
      environments: new Map(),
    })) {
      if (!file.startsWith('templates/')) continue;
      for (const line of content.split('\n')) {
        // A sentence for people may be longer than code.
        const limit = /fail "|^ {2}kubectl|until nc/.test(line) || file.endsWith('NOTES.txt') ? 260 : 160;
        expect({ file, line, long: line.length > limit }).toEqual({ file, line, long: false });
      }
    }
  });

  it('has notes with commands for the namespace of the release', () => {
    const files = chartFiles({ template: template(), introduction: readme(), environments: new Map() });
    const commands = (files.get('templates/NOTES.txt') ?? '')
      .split('\n')
      .filter((line) => /\b(kubectl|helm) \S/.test(line) && line.startsWith('  '));
    expect(commands).not.toEqual([]);
    expect(commands.filter((command) => !command.includes(' --namespace {{'))).toEqual([]);
  });

  it('has the templates that were reviewed', () => {
    const files = chartFiles({ template: template(), introduction: readme(), environments: new Map() });
    expect(
      Object.fromEntries([...files].filter(([file]) => file.startsWith('templates/'))),
    ).toMatchSnapshot();
  });
});

it.each(discoverEnvironments())('$name has the manifests that were reviewed', (environment) => {
  expect(Object.fromEntries(manifestsOf(environment))).toMatchSnapshot();
});
