/** What a cluster leaves behind, however it ends: nothing. */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { eventually } from '../cluster/support/polling';
import { summary } from '../cluster/support/summary';
import { RealCluster } from './cluster/cluster';
import { machineSettings, tracesOf } from './support/traces';

const ROOT = path.resolve(__dirname, '../..');
const UP = ['--require', 'tsx/cjs', 'verify/nodes/up.ts'];
const END_SECONDS = 60;

let running: ChildProcess | undefined;
// One that the test failed to end must not stay.
afterEach(() => running?.kill('SIGKILL'));

/** Starts one in a process of its own, up to the moment at which it says something that matches. */
async function start(said: RegExp): Promise<{ site: string; child: ChildProcess }> {
  const child = spawn('node', UP, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  running = child;
  let output = '';
  const listen = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  await eventually(
    300,
    () => Promise.resolve(output),
    (all) => said.test(all) || child.exitCode !== null,
  );
  const [, site] = /(nodes\d+)\b/.exec(output) ?? [];
  if (site === undefined || !said.test(output)) throw new Error(`It did not say ${said.source}:\n${output}`);
  return { site, child };
}

async function expectNothingOf(site: string): Promise<void> {
  const left = await eventually(
    END_SECONDS,
    () => Promise.resolve(tracesOf(site)),
    (traces) => traces.length === 0,
  );
  expect(left).toEqual([]);
}

it.each([
  ['it is interrupted', 'SIGINT', /KUBECONFIG/],
  ['whoever started it is killed', 'SIGKILL', /KUBECONFIG/],
  ['it is killed while it starts', 'SIGKILL', /site nodes\d/],
] as const)('leaves nothing behind when %s', async (_, signal, said) => {
  const before = machineSettings();
  const { site, child } = await start(said);
  expect(tracesOf(site)).not.toEqual([]);
  const traces = tracesOf(site).length;
  child.kill(signal);
  await expectNothingOf(site);
  expect(machineSettings()).toEqual(before);
  summary(
    `nodes: ${traces} processes, links, cgroups and folders of ${site} were there, 0 are left after ${signal}`,
  );
});

it('says what is missing to who is not root, and starts nothing', async () => {
  jest.spyOn(process, 'getuid').mockReturnValue(1000);
  try {
    await expect(RealCluster.startNodes('1.36')).rejects.toThrow(
      /^Real nodes cannot run on this machine:\n- you are not root, .*: use "sudo"$/m,
    );
  } finally {
    jest.restoreAllMocks();
  }
});
