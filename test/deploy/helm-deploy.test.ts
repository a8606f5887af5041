/** How the deploy script calls the command line, which the tests of that ask for the rest. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { program } from '../../lib/app/cli/stacks';
import { DEPLOY_SCRIPT, translated } from '../support/deploy-script';

const command = (...words: readonly string[]) => ['run.cjs', 'lib/app/cli/stacks.ts', 'deploy', ...words];
const charts = ['--charts', '--charts-folder', 'dist/charts'];

it('installs the MCP platform in development when nothing is said', () => {
  expect(translated([])).toEqual({
    ...{ status: 0, said: '', complained: '' },
    words: command('dev', 'mcp-box', ...charts, '--install', '--timeout', '600s', '--'),
  });
});

it.each<[string[], string[]]>([
  [['-n', 'ai'], ['--namespace', 'ai']],
  [['--namespace', 'ai'], ['--namespace', 'ai']],
  [['-r', 'box'], ['--release-name', 'box']],
  [['--release-name', 'box'], ['--release-name', 'box']],
  [['-v', 'v1.2.3'], ['--app-version', 'v1.2.3']],
  [['--version', 'v9'], ['--app-version', 'v9']],
  [['-d'], ['--dry-run', '--show-manifests']],
  [['--dry-run'], ['--dry-run', '--show-manifests']],
  [['--no-wait'], ['--no-wait']],
  [['--no-preflight'], ['--no-preflight']],
  [['-y'], ['--yes']],
  [['--yes'], ['--yes']],
  [['--kube-context', 'eu'], ['--context', 'eu']],
  [['--context=eu'], ['--context', 'eu']],
  [['-f', 'my values.yaml', '--values', '-', '--set', 'a=b=c'], ['-f', 'my values.yaml', '-f', '-', '--set', 'a=b=c']],
  [['--set-string=a=1', '--set-json', 'b={"c":1}'], ['--set-string', 'a=1', '--set-json', 'b={"c":1}']],
  [['--set-file', 'a=b', '--set-literal=c=d,e'], ['--set-file', 'a=b', '--set-literal', 'c=d,e']],
])('%j is %j', (args, words) => {
  expect(translated(args).words).toEqual(
    command('dev', 'mcp-box', ...charts, '--install', '--timeout', '600s', ...words, '--'),
  );
}); // prettier-ignore

it.each<[string[], string[]]>([
  [['-e', 'prod', '-c', 'claude-relay', '-t', '5m'], command('prod', 'claude-relay', ...charts, '--install', '--timeout', '5m', '--')],
  [['--environment=prod', '--chart=claude-relay', '--timeout=5m'], command('prod', 'claude-relay', ...charts, '--install', '--timeout', '5m', '--')],
  [['-u'], command('dev', 'mcp-box', ...charts, '--upgrade', '--timeout', '600s', '--')],
  [['--upgrade'], command('dev', 'mcp-box', ...charts, '--upgrade', '--timeout', '600s', '--')],
  [['-y', '--', '--description', 'a b', '-d'], command('dev', 'mcp-box', ...charts, '--install', '--timeout', '600s', '--yes', '--', '--description', 'a b', '-d')],
])('%j calls %j', (args, words) => {
  expect(translated(args).words).toEqual(words);
}); // prettier-ignore

it('takes the charts of another folder', () => {
  expect(translated([], { CHARTS: '/my charts' }).words).toContain('/my charts');
  expect(translated([], { CHARTS: '' }).words).toContain('dist/charts');
});

it.each(['-h', '--help'])('%s shows all options and examples', (flag) => {
  const { status, said, words } = translated([flag]);
  expect({ status, words }).toEqual({ status: 0, words: [] });
  const options = [
    ...['--environment', '--namespace', '--version', '--dry-run', '--upgrade', '--release-name', '--timeout'],
    ...[
      '--no-wait',
      '--no-preflight',
      '--help',
      '--chart',
      '--values',
      '--set',
      '--set-string',
      '--set-file',
    ],
    ...['--set-json', '--set-literal', '--kube-context', '--yes', 'CHARTS', 'PROGRESS_SECONDS', 'Examples:'],
  ];
  for (const option of options) expect(said).toContain(option);
});

it('knows no option that the command line does not', () => {
  const deploy = program().commands.find((one) => one.name() === 'deploy');
  const known = deploy?.options.flatMap(({ long, short }) => [long, short]);
  const given = translated([
    ...['-n', 'a', '-r', 'b', '-v', 'c', '-d', '-y', '--no-wait', '--no-preflight', '--context', 'd'],
    ...[
      '-f',
      'e',
      '--set',
      'f',
      '--set-string',
      'g',
      '--set-file',
      'h',
      '--set-json',
      'i',
      '--set-literal',
      'j',
    ],
  ]).words.filter((word) => word.startsWith('-') && word !== '--');
  expect(given.length).toBeGreaterThan(15);
  expect(given.filter((word) => known?.includes(word) !== true)).toEqual([]);
});

describe('where it is not installed', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'deploy-'));
  const script = path.join(folder, 'deploy/helm-deploy.sh');
  beforeAll(() => {
    mkdirSync(path.dirname(script));
    cpSync(DEPLOY_SCRIPT, script);
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const said = (PATH: string) => {
    const { status, stderr } = spawnSync('/bin/bash', [script], { encoding: 'utf8', env: { PATH } });
    return { status, stderr };
  };

  it('says how to get the command line, and Node.js', () => {
    const tools = path.join(folder, 'tools');
    mkdirSync(tools);
    cpSync('/usr/bin/dirname', path.join(tools, 'dirname'));
    expect(said(tools)).toEqual({
      status: 2,
      stderr: `helm-deploy.sh: Node.js is not on the PATH; install it, and then the command line: npm ci in ${folder}.\n`,
    });
    expect(said([path.dirname(process.execPath), tools].join(':'))).toEqual({
      status: 2,
      stderr: `helm-deploy.sh: the command line is not installed; run npm ci in ${folder}.\n`,
    });
  });
});
