import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands } from '../../../lib/app/secrets/create-as-commands';
import { KEYS, key, LOGIN, secret } from './setup';

const NEEDED = {
  environment: 'prod',
  namespaces: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ai' } }],
  secrets: [KEYS, LOGIN],
};

/** bash with a kubectl that keeps what it gets, and says of Secrets what a file says. */
describe('run by bash', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'commands-'));
  const kubectl = path.join(folder, 'kubectl');
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (text: string, answer: string, variables: NodeJS.ProcessEnv = {}) => {
    const script = `#!/usr/bin/env bash
echo "$*" >>${folder}/arguments
for word in "$@"; do
  [[ $word == --from-file=* ]] && { echo "\${word%%=/*} $(cat "\${word##*=}")" >>${folder}/values; }
done
${answer}
`;
    writeFileSync(path.join(folder, 'arguments'), '');
    writeFileSync(path.join(folder, 'values'), '');
    writeFileSync(kubectl, script, { mode: 0o755 });
    const env = { ...process.env, KUBECTL: kubectl, ...variables };
    const { status, stdout, stderr } = spawnSync('bash', [], { input: text, encoding: 'utf8', env });
    const [given, values] = ['arguments', 'values'].map((file) => readFileSync(path.join(folder, file), 'utf8'));
    return { status, stdout, stderr, given, values };
  }; // prettier-ignore
  const keys = {
    ...NEEDED,
    namespaces: [],
    secrets: [KEYS, secret('fixed', [key('a', { is: 'a', fixed: "x'y" })])],
  };

  it('gives kubectl values by pipes, not as arguments', () => {
    const { status, stdout, given, values } = run(commands(keys), 'exit 0');
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'Secret ai/keys: created\nSecret ai/fixed: created\n' });
    expect(values).toMatch(/^--from-file=jwt [\w+/]{43}=\n--from-file=password [0-9a-f]{48}\n--from-file=a x'y\n$/);
    const [, value = ''] = /password (\w+)/.exec(values ?? '') ?? [];
    expect(given).not.toContain(value);
  }); // prettier-ignore

  it('says of each that exists that it is left alone, and goes on after one that fails', () => {
    const exists = run(commands(keys), `[[ $1 == create ]] || exit 0; echo 'secrets "x" already exists' >&2; exit 1`);
    expect(exists).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^(.*exists, left alone\n){2}Whether .*: stacks secrets prod --check\n$/) });
    const fails = run(commands(keys), `[[ $1 == create ]] || exit 0; echo 'forbidden' >&2; exit 1`);
    expect(fails).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(/^(.*not created: forbidden\n){2}Not everything /) });
  }); // prettier-ignore

  it('changes nothing where the cluster does not answer, or a program is not there', () => {
    const silent = run(commands(NEEDED), 'echo refused >&2; exit 1');
    expect(silent).toMatchObject({ status: 2, stdout: '', given: 'version --request-timeout=30s\n' });
    const absent = run(commands(NEEDED), 'exit 0', { KUBECTL: `${folder}/none` });
    expect(absent).toMatchObject({ status: 2, stdout: '', given: '', stderr: expect.stringContaining('is not installed') });
  }); // prettier-ignore

  it('takes from variables what others issue, unless the Secret is there', () => {
    const login = { ...NEEDED, namespaces: [], secrets: [LOGIN] };
    const value = `a "b" $(id) 'c'`;
    expect(run(commands(login), 'exit 0', { LOGIN_USER: value }).values).toContain(`--from-file=user ${value}\n`);
    expect(run(commands(login), 'exit 0').stdout).toMatch(/^Secret ai\/login: exists, left alone\nWhether .*\n$/);
    const missing = run(commands(login), '[[ $1 != get ]]');
    expect(missing).toMatchObject({ status: 1, values: '', stderr: expect.stringContaining('set LOGIN_USER first') });
  }); // prettier-ignore

  it('says which Secret nobody can make without knowing its keys', () => {
    const any = run(commands({ ...NEEDED, namespaces: [], secrets: [secret('any', [])] }), 'exit 0');
    expect(any).toMatchObject({ status: 1, stderr: expect.stringContaining('Secret ai/any: not created: its readers') });
  }); // prettier-ignore
});
