import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { at } from '../../acceptance/path';
import { named, objectsOf } from './rendering';

const gateway = named('Deployment', 'mcp-gateway', objectsOf({}));
const [shell = '', ...args] = at(
  gateway,
  'spec.template.spec.containers[0].livenessProbe.exec.command',
) as string[];

/** Runs the probe where `wget` says and ends with what it is told to. */
function probe(status: number, says: string): number | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'wget-'));
  const wget = path.join(folder, 'wget');
  writeFileSync(wget, `#!/bin/sh\necho '${says}' >&2\nexit ${String(status)}\n`);
  chmodSync(wget, 0o755);
  return spawnSync(shell, args, { env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` } }).status;
}

it.each<[string, number, string]>([
  ['a page', 0, ''],
  ['an error, of which the wget of BusyBox says', 1, 'wget: server returned error: HTTP/1.1 404 Not Found'],
  ['an error, at which the wget of GNU ends', 8, ''],
])('%s is an answer', (_, status, says) => {
  expect(probe(status, says)).toBe(0);
});

it.each<[string, number, string]>([
  ['a closed port', 1, 'wget: cannot connect to remote host (127.0.0.1): Connection refused'],
  ['silence', 1, 'wget: download timed out'],
  ['a closed port, at which the wget of GNU ends', 4, ''],
])('%s is none', (_, status, says) => {
  expect(probe(status, says)).toBe(1);
});
