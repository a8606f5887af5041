import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { literal } from '../../lib/engine/template/expression';
import { drainBeforeStop } from '../../lib/kubernetes/termination';
import { at, containerOf } from './tiny-stack';

type Options = Omit<Parameters<typeof drainBeforeStop>[0], 'seconds'>;

// Three seconds: with one, a machine that is busy has them behind it before the first look.
function commandOf(options: Options): readonly string[] {
  const container = containerOf({ lifecycle: drainBeforeStop({ ...options, seconds: literal('3') }) });
  return at(container, 'lifecycle', 'preStop', 'exec', 'command') as string[];
}

const POD = '0500000A';
const LOOPBACK = '0100007F';
const hex = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');
const connection = (local: string, remote: string, state = '01'): string =>
  `   0: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000  1000        0 1 1\n`;
const client = (port: number): string => connection(`${POD}:${hex(port)}`, `0900000A:${hex(50_000)}`);
const upstream = (port: number, state?: string): string =>
  connection(`${POD}:${hex(40_000)}`, `0700000A:${hex(port)}`, state);

/** Whether the hook goes on until its time is over, where the kernel has these connections. It sleeps for no time. */
function goesOn(options: Options, ...connections: readonly string[]): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), 'drain-'));
  const [slept, sleep] = [path.join(folder, 'slept'), path.join(folder, 'sleep')];
  writeFileSync(sleep, `#!/bin/sh\necho >>'${slept}'\n`);
  chmodSync(sleep, 0o755);
  writeFileSync(path.join(folder, 'tcp'), connections.join(''));
  const [shell = '', ...args] = commandOf(options).map((text) => text.replaceAll('/proc/net', folder));
  const { status } = spawnSync(shell, args, {
    env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
  });
  expect(status).toBe(0);
  // Once for Services to take the pod out, and once for each look.
  return readFileSync(slept, 'utf8').length > 3;
}

const options = { port: '3000', ignoredPorts: ['6379'] };

it('a pod goes on while it forwards a request', () => {
  expect(goesOn(options, client(3000), upstream(443))).toBe(true);
});

it('also to a server that listens on the same port as the pod', () => {
  expect(goesOn(options, client(3000), upstream(3000))).toBe(true);
});

it.each<[string, string[]]>([
  ['there is nothing', []],
  ['a client alone is connected', [client(3000)]],
  ['the pod alone is connected', [upstream(443)]],
  ['the connection to the server ends', [client(3000), upstream(443, '06')]],
  ['the other side is a database', [client(3000), upstream(6379)]],
  [
    'a probe asks the pod from within',
    [
      connection(`${LOOPBACK}:${hex(3000)}`, `${LOOPBACK}:${hex(40_000)}`),
      connection(`${LOOPBACK}:${hex(40_000)}`, `${LOOPBACK}:${hex(3000)}`),
    ],
  ],
  [
    'a probe asks the pod from within by IPv6',
    [
      connection(`00000000000000000000000001000000:${hex(3000)}`, `00000000000000000000000001000000:9C40`),
      connection(`00000000000000000000000001000000:9C40`, `00000000000000000000000001000000:${hex(3000)}`),
    ],
  ],
])('it stops where %s', (_, connections) => {
  expect(goesOn(options, ...connections)).toBe(false);
});

it('one that works in the background goes on without a client', () => {
  const background = { port: '8443', background: true };
  expect(goesOn(background, upstream(8443))).toBe(true);
  expect(goesOn(background)).toBe(false);
});
