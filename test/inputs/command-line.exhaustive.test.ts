import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commandLine } from '../support/command-line';
import { execute, type Ended } from '../support/execute';
import { runInProcess } from './command-line';
import { wrongCommands, type WrongCommand } from './command-lines';
import { countBy, faultsOf } from './sentences';

// Programs are started by the dozen, which takes long where others work.
jest.setTimeout(600_000);

const SEED = Number(process.env['INPUTS_SEED'] ?? 20_261_121);
const ROOT = path.join(__dirname, '..', '..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'command-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What is wrong with how the command line takes what is wrong. */
async function faults(
  command: WrongCommand,
  run: (args: readonly string[]) => Promise<Ended>,
): Promise<string[]> {
  const { files = {}, args, begins } = command;
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  const there = readdirSync(folder);
  const { code, stdout, stderr } = await run(args.map((arg) => arg.replace('FOLDER', folder)));
  const line = new RegExp(`^${escaped(begins.replace('FOLDER', folder))}`);
  const found = [
    ...(code === 0 ? ['it exits with 0'] : []),
    ...(stdout === '' ? [] : ['it prints something']),
    ...(stderr.endsWith('\n') ? [] : ['the last line does not end']),
    ...faultsOf(stderr.replace(/\n$/, ''), command.mistake.includes('thousand') ? /\S/ : line),
    ...(line.test(stderr) ? [] : [`it says: ${stderr.slice(0, 300)}`]),
    ...(readdirSync(folder).join() === there.join() ? [] : ['it makes a file']),
  ];
  for (const name of Object.keys(files)) rmSync(path.join(folder, name));
  return found.map((fault) => `${command.mistake}: ${JSON.stringify(args)}: ${fault}`);
}

it('rejects every wrong command line in sentences, prints nothing and makes no file', async () => {
  const commands = wrongCommands(SEED);
  const wrong: string[] = [];
  for (const command of commands) wrong.push(...(await faults(command, runInProcess)));
  const classes = countBy(commands.map(({ mistake }) => mistake));
  process.stdout.write(
    `inputs command line: seed ${String(SEED)}, ${String(commands.length)} rejected (${String(classes.size)} classes)\n`,
  );
  expect(wrong).toEqual([]);
  expect(commands.length).toBeGreaterThanOrEqual(200);
});

it('says the same as a process of its own', async () => {
  // One of each class, as far as classes are not files: those are all read alike.
  const classes = new Map(
    wrongCommands(SEED).map((command) => [command.mistake.replace(/: .*/, ''), command]),
  );
  const wrong: string[] = [];
  for (const command of classes.values()) {
    if (command.args.some((arg) => arg.includes('\0'))) continue;
    const inProcess = async (args: readonly string[]) => {
      const [alone, here] = await Promise.all([runAlone(args), runInProcess(args)]);
      expect(alone).toEqual(here);
      return alone;
    };
    wrong.push(...(await faults(command, inProcess)));
  }
  process.stdout.write(`inputs command line: ${String(classes.size)} rejected in processes of their own\n`);
  expect(wrong).toEqual([]);
  expect(classes.size).toBeGreaterThanOrEqual(15);
});

it('is told from a command line that is right', async () => {
  const run = await runInProcess(['render', 'claude-relay', '--env', 'dev']);
  expect({ ...run, stdout: run.stdout.length > 1000 }).toEqual({ code: 0, stdout: true, stderr: '' });
});

function runAlone(args: readonly string[]): Promise<Ended> {
  const [node, ...program] = commandLine();
  return execute(node, [...program, ...args], { cwd: ROOT });
}

function escaped(text: string): string {
  return text.replace(/[.\\^$*+?()[\]{}|]/g, '\\$&');
}
