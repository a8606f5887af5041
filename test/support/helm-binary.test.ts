import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { findHelm, helmBinary, type HelmMajor } from './helm-binary';

const MAJORS: HelmMajor[] = [3, 4];
const OTHER_PLATFORM = 'darwin/arm64';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'helm-binary-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An executable that answers `version --short` with the given text. */
function fakeHelm(version: string, path = join(folder, `helm-${version}`)): string {
  writeFileSync(path, `#!/bin/sh\necho '${version}'\n`, { mode: 0o755 });
  return path;
}

/** The environment of these tests without its choice of a Helm, with some variables of a test's own. */
function environment(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...process.env, HELM: '', HELM4: '', ...variables };
}

describe('helmBinary', () => {
  it.each(MAJORS)('runs Helm %d', (major) => {
    const version = execFileSync(helmBinary(major), ['version', '--short'], { encoding: 'utf8' });
    expect(version).toMatch(new RegExp(`^v${major}\\.\\d+\\.\\d+`));
  });

  it('gives the same answer again', () => {
    expect(helmBinary(4)).toBe(helmBinary(4));
  });
});

describe('findHelm', () => {
  it('prefers the environment variable of the major', () => {
    const env = environment({ HELM: fakeHelm('v3.1.2+g1'), HELM4: fakeHelm('v4.0.0') });
    expect([findHelm(3, env), findHelm(4, env)]).toEqual([env.HELM, env.HELM4]);
  });

  it('rejects a variable that names no file', () => {
    const env = environment({ HELM: join(folder, 'none') });
    expect(() => findHelm(3, env)).toThrow(`HELM=${env.HELM} cannot be used: there is no such file.`);
  });

  it('rejects a variable that names a file that is not executable', () => {
    const path = fakeHelm('v4.0.0', join(folder, 'plain'));
    chmodSync(path, 0o644);
    expect(() => findHelm(4, environment({ HELM4: path }))).toThrow(
      `HELM4=${path} cannot be used: it is not executable.`,
    );
  });

  it('rejects a variable that names a Helm of another major', () => {
    const path = fakeHelm('v4.0.0');
    expect(() => findHelm(3, environment({ HELM: path }))).toThrow(
      `HELM=${path} cannot be used: it must be Helm 3, but its version is "v4.0.0".`,
    );
  });

  it('rejects a variable that names a program that fails', () => {
    expect(() => findHelm(3, environment({ HELM: 'false' }))).toThrow(/^HELM=false cannot be used: /);
  });

  it('takes helm from the PATH on a platform without a packaged one, if its major is right', () => {
    const path = dirname(fakeHelm('v3.9.0', join(folder, 'helm')));
    const env = environment({ PATH: [path, process.env.PATH].join(delimiter) });
    expect(findHelm(3, env, OTHER_PLATFORM)).toBe('helm');
    expect(() => findHelm(4, env, OTHER_PLATFORM)).toThrow(/^Helm 4 is needed: .* set HELM4 to the path/);
  });

  it('says how to get a Helm when there is none', () => {
    expect(() => findHelm(3, environment({ PATH: join(folder, 'nothing') }), OTHER_PLATFORM)).toThrow(
      'Helm 3 is needed: run "npm ci" with development dependencies on linux/x64, ' +
        'put Helm 3 on the PATH as "helm", or set HELM to the path of its executable.',
    );
  });
});
