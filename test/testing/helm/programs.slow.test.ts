import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findHelms, reasonOf } from '../../../lib/testing/helm/programs';

const TO_GET =
  'Install Helm 3 or 4 (https://helm.sh/docs/intro/install), or set HELM to the path of its executable.';
const folder = mkdtempSync(join(tmpdir(), 'programs-'));
const nothing = { ...process.env, HELM: '', HELM4: '', PATH: join(folder, 'nothing') };

/** An executable that answers `version --short` with the given text. */
function fakeHelm(version: string, path = join(folder, `helm-${version}`)): string {
  writeFileSync(path, `#!/bin/sh\necho '${version}'\n`, { mode: 0o755 });
  return path;
}

const three = fakeHelm('v3.18.0+g1');
const four = fakeHelm('v4.1.0');

it('takes what it is given, one or several', () => {
  const env = { ...nothing, HELM: join(folder, 'none') };
  expect(findHelms(four, env)).toEqual([{ command: four, version: 'v4.1.0' }]);
  expect(findHelms([three, four], env)).toEqual([
    { command: three, version: 'v3.18.0' },
    { command: four, version: 'v4.1.0' },
  ]);
});

it('takes what HELM and HELM4 name, one or both', () => {
  expect(findHelms(undefined, { ...nothing, HELM: four })).toEqual([{ command: four, version: 'v4.1.0' }]);
  const both = findHelms(undefined, { ...nothing, HELM: three, HELM4: four });
  expect(both.map(({ command }) => command)).toEqual([three, four]);
});

it('takes helm from the PATH', () => {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  fakeHelm('v3.9.4', join(bin, 'helm'));
  const PATH = [bin, process.env['PATH']].join(delimiter);
  expect(findHelms([], { ...nothing, PATH })).toEqual([{ command: 'helm', version: 'v3.9.4' }]);
});

it.each<[string, () => unknown, string]>([
  ['there is none', () => findHelms([], nothing), `There is no Helm on the PATH. ${TO_GET}`],
  [
    'a variable names no file',
    () => findHelms([], { ...nothing, HELM4: '/none' }),
    `HELM4=/none cannot be used: there is no such file. ${TO_GET}`,
  ],
  [
    'the option names no file',
    () => findHelms(['/none'], nothing),
    `helm=/none cannot be used: there is no such file. ${TO_GET}`,
  ],
  [
    'it is another program',
    () => findHelms(fakeHelm('v2.17.0'), nothing),
    `it must be Helm 3 or 4, but its version is "v2.17.0". ${TO_GET}`,
  ],
])('says how to get Helm when %s', (_, find, message) => {
  expect(find).toThrow(message);
});

it('says that a file cannot be executed', () => {
  const plain = fakeHelm('v4.0.0', join(folder, 'plain'));
  chmodSync(plain, 0o644);
  expect(() => findHelms(plain, nothing)).toThrow('it is not executable.');
  expect(reasonOf(new Error(' odd \n'))).toBe('odd');
});
