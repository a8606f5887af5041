import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { secrets as answerTo } from '../../../lib/app/cli/secrets';
import { commandLine } from '../../support/command-line';

const elsewhere = mkdtempSync(path.join(tmpdir(), 'elsewhere-'));
const kubectl = path.join(elsewhere, 'kubectl');

/** The command line, from another folder, with a kubectl that answers as told. */
function secrets(args: readonly string[], answer = 'exit 1') {
  writeFileSync(kubectl, `#!/bin/sh\n${answer}\n`, { mode: 0o755 });
  const [node, ...program] = commandLine();
  const { status, stdout, stderr } = spawnSync(node, [...program, 'secrets', ...args], {
    cwd: elsewhere,
    encoding: 'utf8',
    env: { ...process.env, KUBECTL: kubectl },
  });
  return { code: status, stdout, stderr };
}

afterAll(() => {
  delete process.env['KUBECTL'];
  rmSync(elsewhere, { recursive: true });
});

it('prints the list from any folder, without colour', () => {
  const { stdout } = answerTo({ environment: 'dev' });
  expect(secrets(['dev'])).toEqual({ code: 0, stdout, stderr: '' });
});

it('ends with 1 where something is missing, and says what creates it', () => {
  const { code, stdout, stderr } = secrets(['dev', '--check'], 'exit 0');
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toBe(
    'Secret ai-gateway-dev/claude-relay-keys does not exist.\nSecret ai-gateway-dev/jairouter-keys does not exist.\n' +
      'Secret mcp-dev/mysql-secret does not exist.\nCreate what does not exist: stacks secrets dev --create | bash\n',
  );
  expect(secrets(['prod', '--sealed']).code).toBe(1);
}); // prettier-ignore

it.each<[readonly string[], string]>([
  [['prodd'], 'There is no environment prodd; did you mean prod? There are: dev, prod, staging.'],
  [['dev', '--create', 'json'], "error: option '--create [format]' argument 'json' is invalid. Allowed choices are commands, yaml; see --help."],
  [['dev', '--create', '--check'], "error: option '--create [format]' cannot be used with option '--check'; see --help."],
  [['dev', '--chek'], "error: unknown option '--chek'. Did you mean --check?"],
])('says of %j what would be right, and ends with 2', (args, sentence) => {
  expect(secrets(args)).toEqual({ code: 2, stdout: '', stderr: `${sentence}\n` });
}); // prettier-ignore

it.each([
  ['The connection to the server x was refused - did you specify the right host or port?', 'check that it runs, that it can be reached from here, and the context (--context).'],
  ['error: You must be logged in to the server (Unauthorized)', 'log in to the cluster again.'],
  ['error: context "x" does not exist', 'kubectl config get-contexts lists the contexts that there are.'],
  ['Error from server (Forbidden): secrets "a" is forbidden: User "me" cannot get resource "secrets"', 'ask for permission to get these Secrets.'],
])('says of a cluster that answers %s what would help', (said, hint) => {
  writeFileSync(kubectl, `#!/bin/sh\necho '${said}' >&2\nexit 1\n`, { mode: 0o755 });
  process.env['KUBECTL'] = kubectl;
  expect(() => answerTo({ environment: 'dev', check: true })).toThrow(`The cluster of the current context was asked and nothing was changed: ${said.replace(/^error: /, '')}; ${hint}`);
}); // prettier-ignore
