import path from 'node:path';
import { render } from '../../../lib/app/cli/render';
import { discoverEnvironments } from '../../../lib/app/environments/discover';
import { environmentsPage } from '../../../lib/app/docs/page';
import { summaryTable } from '../../../lib/app/docs/summary';
import { stacks } from '../../../lib/stacks/stacks';
import { commandLine } from '../../support/command-line';
import { execute, type Ended } from '../../support/execute';
import { Folder, RelayChart, request, SECRETS } from './setup';

const ROOT = path.join(__dirname, '..', '..', '..');

const folder = new Folder();
const chart = new RelayChart(folder);

/** Runs the command line as `npm run stacks` does. */
function stacksCommand(...args: readonly string[]): Promise<Ended> {
  const [node, ...program] = commandLine();
  return execute(node, [...program, ...args], { cwd: ROOT });
}

describe('the command line', () => {
  it('prints what helm template prints, and nothing else', async () => {
    const values = folder.valuesFile('cli.yaml', 'replicaCount: 2\ntolerations: [{key: a}]\n');
    const set = [...SECRETS, 'tolerations[0].value=b'];
    const run = await stacksCommand(
      ...['render', 'claude-relay', '--release', 'my-relay', '--namespace', 'ai', '-f', values],
      ...set.flatMap((flag) => ['--set', flag]),
      ...['--set-string', 'podLabels.n=5'],
    );
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' });
    await chart.expectAsHelm(run.stdout, {
      release: 'my-relay',
      namespace: 'ai',
      valueFiles: [values],
      set,
      setString: ['podLabels.n=5'],
    });
  });

  it('prints the same as render, for an environment', async () => {
    const run = await stacksCommand('render', 'claude-relay', '--env', 'prod');
    expect(run).toEqual({ code: 0, stderr: '', stdout: render(request({ env: 'prod' })).manifests });
  });

  it('prints warnings on the standard error', async () => {
    const { code, stderr, stdout } = await stacksCommand('render', 'mcp-box', '--set', 'global.version=v9');
    expect({ code, stdout: stdout.slice(0, 11) }).toEqual({ code: 0, stdout: 'apiVersion:' });
    expect(stderr).toMatch(/^WARNING: global\.version: v9 is none of the versions .*\n$/);
  });

  // Each with all that is on stderr, so that there is no stack trace; FOLDER stands for the folder of the test.
  it.each<[string, readonly string[], string]>([
    [
      'a values file that is not there',
      ['claude-relay', '-f', 'FOLDER/none.yaml'],
      'FOLDER/none.yaml: the values file does not exist; give the path of a YAML file.',
    ],
    [
      'a folder in place of a values file',
      ['claude-relay', '-f', 'FOLDER'],
      'FOLDER: the values file is a folder; give the path of a YAML file.',
    ],
    [
      'a values file that is not YAML',
      ['claude-relay', '-f', 'FOLDER/malformed.yaml'],
      'FOLDER/malformed.yaml: is not YAML: Nested mappings are not allowed in compact mappings at line 2, column 4.',
    ],
    [
      'a values file that is a list',
      ['claude-relay', '-f', 'FOLDER/list.yaml'],
      'FOLDER/list.yaml: must hold a map of values, such as "replicaCount: 2".',
    ],
    [
      'a key that is not known',
      ['claude-relay', '--env', 'dev', '-f', 'FOLDER/unknown.yaml'],
      'FOLDER/unknown.yaml: replicaCout is not a known value. Did you mean replicaCount?',
    ],
    [
      'a stack that is not there',
      ['claude-rely', '--env', 'dev'],
      `There is no stack claude-rely; did you mean claude-relay? There are: ${Object.keys(stacks).join(', ')}.`,
    ],
    [
      'an environment that is not there',
      ['claude-relay', '--env', 'production'],
      `There is no environment production. There are: ${discoverEnvironments()
        .map(({ name }) => name)
        .join(', ')}.`,
    ],
    [
      'a flag that assigns nothing',
      ['claude-relay', '--env', 'dev', '--set', 'replicaCount'],
      '--set: replicaCount has no value; write key=value, and "\\," for a comma in a value.',
    ],
    [
      'a release name that Kubernetes does not take',
      ['claude-relay', '--env', 'dev', '--release', 'My_Relay'],
      '--release My_Relay: The release name must be at most 53 lowercase letters, digits and "-", since it is part of the names of Services.',
    ],
    [
      'an option that is not there',
      ['claude-relay', '--environment', 'dev'],
      "error: unknown option '--environment'; see --help.",
    ],
    ['no stack', [], "error: missing required argument 'stack'; see --help."],
  ])('says in a sentence what is wrong for %s', async (_, args, sentence) => {
    folder.valuesFile('malformed.yaml', 'a: 1\nb: c: d\n');
    folder.valuesFile('list.yaml', '- a\n');
    folder.valuesFile('unknown.yaml', 'replicaCout: 2\n');
    const run = await stacksCommand(
      'render',
      ...args.map((argument) => argument.replace('FOLDER', folder.path)),
    );
    expect(run).toEqual({ code: 1, stdout: '', stderr: `${sentence.replace('FOLDER', folder.path)}\n` });
  });

  it('shows examples in its help', async () => {
    const { code, stdout, stderr } = await stacksCommand('render', '--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Usage: stacks render [options] <stack>');
    expect(stdout).toContain('render claude-relay --env prod');
    expect(stdout).toContain('--set config.existingSecret=claude-relay-keys');
  });

  it('prints what differs between the environments: all of it, or a summary', async () => {
    const [all, summary, both] = await Promise.all([
      stacksCommand('environments'),
      stacksCommand('environments', '--summary'),
      stacksCommand('environments', '--summary', '--write'),
    ]);
    const environments = discoverEnvironments();
    expect(all).toEqual({ code: 0, stderr: '', stdout: environmentsPage(environments) });
    expect(summary).toEqual({ code: 0, stderr: '', stdout: summaryTable(environments) });
    expect(both).toEqual({
      code: 1,
      stdout: '',
      stderr: "error: option '--write' cannot be used with option '--summary'; see --help.\n",
    });
  });
});
