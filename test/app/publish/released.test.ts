import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { packagesOf, type ChartPackage } from '../../../lib/app/publish/packages';
import {
  addReleased,
  changedSinceRelease,
  readReleased,
  RELEASED_FILE,
} from '../../../lib/app/publish/released';
import { ROOT } from '../../support/markdown';
import { RELEASED } from '../../support/released';

const some = (name: string, version: string, sum: string): ChartPackage => ({
  name,
  version,
  sha256: sum.repeat(64),
  file: `${name}-${version}.tgz`,
  content: Uint8Array.of(),
  files: new Map(),
});

function project(text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'released-'));
  mkdirSync(path.join(folder, 'deploy'));
  writeFileSync(path.join(folder, RELEASED_FILE), text);
  return folder;
}

describe('the list of this project', () => {
  it('has no version whose content is another one now: raise the version of the chart otherwise', async () => {
    expect(changedSinceRelease(await packagesOf([]), readReleased(ROOT))).toEqual([]);
  });

  it('has the packages that upgrades are tried from', () => {
    expect(RELEASED.length).toBeGreaterThan(10);
    for (const { chart, version, archive } of RELEASED) {
      const sum = createHash('sha256').update(readFileSync(archive)).digest('hex');
      expect([chart, version, readReleased(ROOT)[chart]?.[version]]).toEqual([
        chart,
        version,
        `sha256:${sum}`,
      ]);
    }
  });
});

it('says which content has changed, and takes new versions and new charts', () => {
  const released = { relay: { '1.0.0': `sha256:${'a'.repeat(64)}` } };
  expect(changedSinceRelease([some('relay', '1.0.0', 'a'), some('relay', '1.1.0', 'b')], released)).toEqual(
    [],
  );
  expect(changedSinceRelease([some('other', '1.0.0', 'b')], released)).toEqual([]);
  expect(changedSinceRelease([some('relay', '1.0.0', 'b')], released)).toEqual([
    'relay 1.0.0 has been released with the SHA-256 aaaaaaaaaaaa… and is bbbbbbbbbbbb… now: raise its version.',
  ]);
});

it('adds to a list, and keeps what is there', () => {
  const folder = project(`relay:\n  1.0.0: sha256:${'a'.repeat(64)}\n`);
  addReleased(folder, [some('relay', '1.10.0', 'b'), some('new', '2.0.0', 'c')]);
  const text = readFileSync(path.join(folder, RELEASED_FILE), 'utf8');
  expect(parse(text)).toEqual({
    relay: { '1.0.0': `sha256:${'a'.repeat(64)}`, '1.10.0': `sha256:${'b'.repeat(64)}` },
    new: { '2.0.0': `sha256:${'c'.repeat(64)}` },
  });
  expect(text).toMatch(/^# Packages of charts/);
  addReleased(folder, [some('relay', '1.10.0', 'b')]);
  expect(readFileSync(path.join(folder, RELEASED_FILE), 'utf8')).toBe(text);
});

it.each(['relay: 1', 'relay:\n  1.0.0: sha256:abc', '- a', 'a: [', ''])('rejects %j as a list', (text) => {
  expect(() => readReleased(project(text))).toThrow(/^deploy\/released\.yaml cannot be read: /);
});
