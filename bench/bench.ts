/**
 * How fast the synthesis and the plain rendering are, against what people would run instead. Prints a table and keeps it in
 * RESULTS.md. Numbers are never judged here: the only failure is something that does not run.
 *
 * With `--short` each is measured once and with fewer environments, to see that all of it runs; nothing is kept then.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { format } from 'prettier';
import { parseAllDocuments } from 'yaml';
import production from '../environments/prod';
import { stacksOf, type DeployedStack } from '../lib/app/environments/stacks';
import { objectsOf } from '../lib/engine/release/release';
import { toYamlDocuments } from '../lib/engine/yaml/document';
import { helmBinary, type HelmMajor } from '../test/support/helm-binary';
import type { Growth } from './growth';
import {
  called,
  inTurns,
  median,
  outputOf,
  peakMemory,
  quantile,
  timed,
  type Command,
  type Side,
} from './measure';

const ROOT = path.join(__dirname, '..');
const EMPTY_APP = path.join(__dirname, 'empty-app');
const HELMS: readonly HelmMajor[] = [3, 4];
const IS_SHORT = process.argv.includes('--short');
/** So many rounds, or one. */
const rounds = (usual: number): number => (IS_SHORT ? 1 : usual);

const scratch = mkdtempSync(path.join(tmpdir(), 'bench-'));
const synthesized = path.join(scratch, 'synthesized');
const PROD = { name: 'prod', ...production };

/** One line of the comparison: for us and for them the milliseconds of each round, and the MiB. */
interface Comparison {
  readonly what: string;
  readonly alternative: string;
  readonly times: readonly (readonly number[])[];
  readonly peaks?: readonly (number | undefined)[];
  readonly aim: string;
}

async function bench(): Promise<void> {
  const head = machine();
  // Helm reads the chart of this very source.
  outputOf(synth(ROOT, 'synthesized'));
  const comparisons = [
    await compareCommands('`cdk8s synth`', 'the same of an empty app', 7, 'at most 1.5', [
      synth(ROOT, 'ours'),
      synth(EMPTY_APP, 'empty'),
    ]),
    await compareCommands('`node run.cjs main.ts`, without the cdk8s CLI', 'an empty app by tsx', 7, 'none', [
      program(['main.ts'], { CDK8S_OUTDIR: path.join(scratch, 'ours') }),
      tsx(['main.ts'], EMPTY_APP, { CDK8S_OUTDIR: path.join(scratch, 'empty') }),
    ]),
    await compareCommands('`stacks --help`', 'Node.js that does nothing', 7, 'at most 150 ms', [
      program(['lib/app/cli/stacks.ts', '--help']),
      { file: process.execPath, args: ['--eval', '0'], cwd: ROOT },
    ]),
    await secondDay('`stacks diff` of two revisions', 'under 3 s', ['diff', '--revision', lastRevisions()]),
    await secondDay('`stacks report`', 'under 2 s', ['report', '--output', path.join(scratch, 'report')]),
    ...renderInProcess(),
    ...(await startUp()),
    ...(await largeValues()),
  ];
  await report([...head, ...comparisonTable(comparisons), '', ...(await growthTable())]);
}

/** A command on all environments of this checkout. 1 is an answer of some. */
async function secondDay(what: string, aim: string, args: readonly string[]): Promise<Comparison> {
  return compareCommands(what, 'Node.js that does nothing', 5, aim, [
    { ...program(['lib/app/cli/stacks.ts', ...args]), answers: [0, 1] },
    { file: process.execPath, args: ['--eval', '0'], cwd: ROOT },
  ]);
}

/** The last two commits that changed the manifests. */
function lastRevisions(): string {
  const log = { file: 'git', args: ['log', '--format=%H', '-2', '--', 'dist'], cwd: ROOT };
  const [after, before] = outputOf(log).trim().split('\n');
  if (after === undefined || before === undefined)
    throw new Error('The history has no two commits that changed dist: fetch it (git fetch --unshallow).');
  return `${before}..${after}`;
}

async function compareCommands(
  what: string,
  alternative: string,
  turns: number,
  aim: string,
  commands: readonly Command[],
): Promise<Comparison> {
  const times = inTurns(rounds(turns), commands.map(timed));
  const peaks = await peaksOf(commands);
  return { what, alternative, times, peaks, aim };
}

/** One after the other, so that they do not wait for each other's processor. */
async function peaksOf(commands: readonly Command[]): Promise<readonly (number | undefined)[]> {
  const peaks: (number | undefined)[] = [];
  for (const command of commands) peaks.push(await peakMemory(command));
  return peaks;
}

/** Renderings in a process that has done some before, against those by Helm, which has to start each time. */
function renderInProcess(): Comparison[] {
  const relay = ({ name }: DeployedStack): boolean => name === 'claude-relay';
  return [
    ...renderOften('plain rendering of the relay in a running process', 20, relay, 'claude-relay'),
    ...renderOften('plain rendering of all stacks in a running process', 5, () => true, 'ai-gateway'),
  ];
}

/** @param chart that which makes the same of the same environment */
function renderOften(
  what: string,
  calls: number,
  isRendered: (stack: DeployedStack) => boolean,
  chart: string,
): readonly Comparison[] {
  const ours = (): string => {
    const stacks = stacksOf(PROD).filter(isRendered);
    return toYamlDocuments(stacks.flatMap(({ release }) => objectsOf(release)));
  };
  const sides: Side[] = [called(calls, ours)];
  for (const major of HELMS) {
    const theirs = helmTemplate(major, chart);
    mustHaveAsMany(ours(), outputOf(theirs));
    sides.push(timed(theirs));
  }
  return againstEachHelm(what, 'none', inTurns(rounds(9), sides));
}

/** The command line from its start to its end, as people type it and without npm, against Helm's. */
async function startUp(): Promise<Comparison[]> {
  const args = ['render', 'claude-relay', '--env', 'prod'];
  const npm = { file: 'npm', args: ['run', '--silent', 'stacks', '--', ...args], cwd: ROOT };
  const alone = program(['lib/app/cli/stacks.ts', ...args]);
  const helms = HELMS.map((major) => helmTemplate(major, 'claude-relay'));
  for (const helm of helms) mustHaveAsMany(outputOf(npm), outputOf(helm));

  const [npmTimes = [], aloneTimes = [], ...helmTimes] = inTurns(
    rounds(7),
    [npm, alone, ...helms].map(timed),
  );
  const [npmPeak, alonePeak, ...helmPeaks] = await peaksOf([npm, alone, ...helms]);
  return [
    ...againstEachHelm(
      '`npm run stacks -- render`',
      'none',
      [npmTimes, ...helmTimes],
      [npmPeak, ...helmPeaks],
    ),
    ...againstEachHelm(
      '`stacks render`, without npm',
      'at most 3',
      [aloneTimes, ...helmTimes],
      [alonePeak, ...helmPeaks],
    ),
  ];
}

/** The command line with large values files: many keys of a map, and many iterations of the loop over services. */
async function largeValues(): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const [what, chart, text, aim] of [
    ['`stacks render` of 20,000 variables', 'claude-relay', manyVariables(20_000), 'under 1 s more'],
    ['`stacks render` of 2,000 services', 'mcp-box', manyServices(2000), 'at most 1.5, 600 MiB'],
  ] as const) {
    const file = path.join(scratch, `${chart}-large.yaml`);
    writeFileSync(file, text);
    const ours = program(['lib/app/cli/stacks.ts', 'render', chart, '--values', file]);
    const helms = HELMS.map((major) => helmTemplate(major, chart, file));
    for (const helm of helms) mustHaveAsMany(outputOf(ours), outputOf(helm));
    const times = inTurns(rounds(3), [ours, ...helms].map(timed));
    comparisons.push(...againstEachHelm(what, aim, times, await peaksOf([ours, ...helms])));
  }
  return comparisons;
}

function manyVariables(count: number): string {
  const variables = Array.from({ length: count }, (_, index) => `    VARIABLE_${String(index)}: value\n`);
  const secrets = `  existingSecret: relay\n`;
  return `config:\n${secrets}  extraEnv:\n${variables.join('')}`;
}

function manyServices(count: number): string {
  const services = Array.from(
    { length: count },
    (_, index) => `  service-${String(index)}: {image: {repository: team/service, tag: "1.0"}}\n`,
  );
  return `services:\n${services.join('')}`;
}

function againstEachHelm(
  what: string,
  aim: string,
  [ours = [], ...helms]: readonly (readonly number[])[],
  [peak, ...helmPeaks]: readonly (number | undefined)[] = [],
): Comparison[] {
  return HELMS.map((major, index) => ({
    what,
    alternative: `\`helm template\`, Helm ${String(major)}`,
    times: [ours, helms[index] ?? []],
    peaks: [peak, helmPeaks[index]],
    aim,
  }));
}

function synth(cwd: string, output: string): Command {
  const args = ['--no-install', 'cdk8s', 'synth', '--check-upgrade=false'];
  return { file: 'npx', args: [...args, '--output', path.join(scratch, output)], cwd };
}

/** A program of this checkout, compiled. */
function program(args: readonly string[], env: Record<string, string> = {}): Command {
  return { file: process.execPath, args: ['run.cjs', ...args], cwd: ROOT, env };
}

/** Source with a loader that threads have too. */
function byRequire(args: readonly string[]): Command {
  return { file: process.execPath, args: ['--require', require.resolve('tsx/cjs'), ...args], cwd: ROOT };
}

function tsx(args: readonly string[], cwd: string, env: Record<string, string> = {}): Command {
  return { file: process.execPath, args: [require.resolve('tsx/cli'), ...args], cwd, env };
}

/**
 * A chart as production has it, or with other values.
 *
 * @param file the values file
 */
function helmTemplate(major: HelmMajor, chart: string, file?: string): Command {
  const folder = path.join(synthesized, 'charts', chart);
  const values = ['--namespace', PROD.namespace, '--values', file ?? path.join(folder, 'values-prod.yaml')];
  const args = ['template', chart, folder, ...values, '--skip-tests'];
  return { file: helmBinary(major), args, cwd: scratch };
}

/** That both are the same is for the tests to prove; here it must only be plain that both did the work. */
function mustHaveAsMany(ours: string, theirs: string): void {
  const [a, b] = [ours, theirs].map((text) => parseAllDocuments(text).length);
  if (a !== b) throw new Error(`We rendered ${String(a)} objects and Helm ${String(b)}.`);
}

const KINDS = { separate: 'environments', clusters: 'clusters of one environment' } as const;
const COUNTS = IS_SHORT ? ([1, 10, 100] as const) : ([1, 10, 100, 1000] as const);
/** So many calls of Helm are measured. */
const SAMPLE = IS_SHORT ? 5 : 50;

/** What 1 to 1,000 environments take, each number in processes of its own. */
async function growthTable(): Promise<string[]> {
  const one = helmTemplate(3, 'ai-gateway');
  const helm = median(inTurns(SAMPLE, [timed(one)])[0] ?? []);
  const rows: string[] = [];
  for (const [kind, words] of Object.entries(KINDS)) {
    let before: { readonly count: number; readonly cpu: number } | undefined;
    for (const count of COUNTS) {
      const command = byRequire([path.join(__dirname, 'growth.ts'), String(count), kind]);
      const runs = rounds(count > 10 ? 3 : 5);
      const growths = Array.from({ length: runs }, () => JSON.parse(outputOf(command)) as Growth);
      const of = (key: keyof Growth): number => median(growths.map((growth) => growth[key]));
      const time = of('time');
      const growth = before && of('cpu') / count / (before.cpu / before.count);
      rows.push(
        row([
          `${count.toLocaleString('en')} ${words}`,
          String(of('threads')),
          seconds(time),
          seconds(of('cpu')),
          growth?.toFixed(2) ?? '–',
          mib(await peakMemory(command)),
          seconds(helm * count),
          (time / (helm * count)).toFixed(2),
        ]),
      );
      before = { count, cpu: of('cpu') };
    }
  }
  return [
    'Environments of all stacks: aim at most 25 s and 1 GiB for 1,000 on two cores, and CPU that grows at most linearly: an environment takes ' +
      'no more (at most 1) where there are ten times as many. Seconds from the first manifest to the last chart, in memory; CPU is that of all ' +
      `threads. Helm is \`helm template\` of the umbrella chart with the values of production, extrapolated from ${String(SAMPLE)} calls.`,
    '',
    row([
      ...['What', 'Threads', 'Time', 'CPU', 'CPU each, of that with a tenth'],
      ...['Peak memory', 'Helm 3', 'Ratio'],
    ]),
    row(['---', '---:', '---:', '---:', '---:', '---:', '---:', '---:']),
    ...rows,
  ];
}

function machine(): string[] {
  const load = loadavg()[0] ?? NaN;
  return [
    '# Measurements',
    '',
    `By \`npm run bench\` on ${process.platform}/${process.arch}, ${String(availableParallelism())} CPUs, ` +
      `Node ${process.version}, at a load of ${load.toFixed(1)} at the start. Medians of rounds in which both sides take ` +
      'turns; a ratio is that of the rounds, with the middle half of them, and holds within this run only. ' +
      'Peak memory is that of the largest process of a command.',
    '',
  ];
}

function comparisonTable(comparisons: readonly Comparison[]): string[] {
  return [
    row(['What', 'Alternative', 'Ours', 'Theirs', 'Ratio', 'Aim', 'Memory, ours', 'Memory, theirs']),
    row(['---', '---', '---:', '---:', '---:', '---', '---:', '---:']),
    ...comparisons.map(({ what, alternative, times: [ours = [], theirs = []], peaks = [], aim }) =>
      row([
        what,
        alternative,
        ms(median(ours)),
        ms(median(theirs)),
        ratio(ours, theirs),
        aim,
        mib(peaks[0]),
        mib(peaks[1]),
      ]),
    ),
  ];
}

/** The median of the rounds' ratios and the middle half of them: what is wide apart was measured on a busy machine. */
function ratio(ours: readonly number[], theirs: readonly number[]): string {
  const ratios = ours.map((time, round) => time / (theirs[round] ?? NaN));
  const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => quantile(ratios, part).toFixed(2));
  return `${String(middle)} (${String(low)}–${String(high)})`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(milliseconds < 100 ? 1 : 0)} ms`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function mib(mebibytes: number | undefined): string {
  return mebibytes === undefined ? '–' : `${mebibytes.toFixed(0)} MiB`;
}

async function report(lines: readonly string[]): Promise<void> {
  const text = await format(lines.join('\n'), { parser: 'markdown' });
  process.stdout.write(text);
  if (!IS_SHORT) writeFileSync(path.join(__dirname, 'RESULTS.md'), text);
}

bench()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => rmSync(scratch, { recursive: true, force: true }));
