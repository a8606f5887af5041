import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KubectlError, kubectlOf } from '../../../lib/app/cluster/kubectl';
import { UserError } from '../../../lib/app/explain';

const folder = mkdtempSync(path.join(tmpdir(), 'kubectl-'));
const before = process.env['KUBECTL'];
afterAll(() => {
  if (before === undefined) delete process.env['KUBECTL'];
  else process.env['KUBECTL'] = before;
});

/** A kubectl that is a shell script. */
function played(script: string): void {
  const file = path.join(folder, 'kubectl');
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  process.env['KUBECTL'] = file;
}

it('is asked for a context, and gives what it prints', () => {
  played('echo "$@"; cat');
  expect(kubectlOf('prod')(['get', 'pods'], 'input')).toBe(
    '--context prod --request-timeout=30s get pods\ninput',
  );
  expect(kubectlOf()(['version'])).toBe('--request-timeout=30s version\n');
});

it.each([
  ['Unable to connect to the server: dial tcp: lookup x: no such host', 'check that it runs'],
  ['error: You must be logged in to the server (Unauthorized)', 'log in to the cluster again'],
  ['Error from server (Forbidden): pods is forbidden: User "a" cannot list', 'ask for permission'],
  ['error: no matches for kind "X" in version "y"', 'install the custom resource definitions first'],
])('says of "%s" what would help', (said, hint) => {
  played(`echo 'E0101 12:00:00 noise' >&2; echo '${said}' >&2; exit 1`);
  const ask = () => kubectlOf()(['get', 'pods']);
  expect(ask).toThrow(UserError);
  expect(ask).toThrow(`was asked and nothing was changed: ${said.replace('error: ', '')}; ${hint}`);
});

it.each([
  'The StatefulSet "a" is invalid: spec: Forbidden: updates to statefulset spec are forbidden',
  'Error from server (Forbidden): pods "a" is forbidden: exceeded quota',
])('takes "%s" for what is wrong with an object', (said) => {
  played(`echo 'Warning: old' >&2; echo '${said}' >&2; exit 1`);
  expect(() => kubectlOf()(['apply'])).toThrow(new KubectlError(said));
});

it('is heard also when it ends before it has read what it is given', () => {
  played('echo "The connection to the server x was refused" >&2; exit 1');
  const ask = () => kubectlOf()(['apply'], 'x'.repeat(5_000_000));
  expect(ask).toThrow('was asked and nothing was changed: The connection to the server x was refused');
});
