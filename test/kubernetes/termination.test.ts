import { literal } from '../../lib/engine/template/expression';
import { drainBeforeStop, sleepBeforeStop, stayWhileConnected } from '../../lib/kubernetes/termination';
import { at, containerOf } from './tiny-stack';

it('a pod that is stopped goes on for a time', () => {
  const sleeping = (seconds: Parameters<typeof sleepBeforeStop>[0]) => ({
    lifecycle: sleepBeforeStop(seconds),
  });
  const hook = { preStop: { exec: { command: ['sleep', '5'] } } };
  expect(containerOf(sleeping('5'))).toHaveProperty('lifecycle', hook);
  expect(containerOf(sleeping(literal('5')))).toHaveProperty('lifecycle', hook);
});

it('a pod that forwards requests goes on while it does, for a time', () => {
  const hook = (options: Parameters<typeof drainBeforeStop>[0]) =>
    at(containerOf({ lifecycle: drainBeforeStop(options) }), 'lifecycle', 'preStop', 'exec', 'command');
  const seconds = literal('600');
  const script = expect.stringContaining('/proc/net/tcp') as unknown;
  expect(hook({ port: '3000', seconds, ignoredPorts: ['6379'] })).toEqual([
    'sh',
    '-c',
    script,
    '3000',
    '600',
    '0',
    '6379',
  ]);
  expect(hook({ port: '8443', seconds, background: true })).toEqual(['sh', '-c', script, '8443', '600', '1']);
});

it('a sidecar goes on while it is connected, for a time', () => {
  const { preStop } = stayWhileConnected(6380, literal('605'));
  const script = expect.stringContaining('/proc/net/tcp') as unknown;
  expect(containerOf({ lifecycle: { preStop } })).toHaveProperty('lifecycle.preStop.exec.command', [
    'sh',
    '-c',
    script,
    '6380',
    '605',
  ]);
});
