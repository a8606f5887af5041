/** The pods of `helm test` of all stacks, as their manifests have them: their commands are run, with programs that answer late or never. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { discoverEnvironments } from '../../lib/app/environments/discover';
import { overridesOf } from '../../lib/app/environments/environment';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { at, items } from '../../lib/engine/release/objects';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay, scalarString } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { placesOf, valuesWith } from '../inputs/places';
import { everythingOn } from '../support/everything-on';
import { plainRendering } from '../support/renderers';

/** A container of a test pod: what is run. */
interface Check {
  readonly name: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const names = Object.keys(stacks) as StackName[];
const checks = names.flatMap(checksOf);

/** The containers of the test pods of a stack: in all environments, and with everything on and each switch in either position. */
function checksOf(name: StackName): readonly Check[] {
  const root = stacks[name].template().declaration;
  const everything: JsonObject = everythingOn(name);
  const switched = [...placesOf(root)]
    .filter(({ declaration }) => declaration.shape.type === 'boolean')
    .flatMap(({ path: place, inEntry }) =>
      [true, false].map((on) => overlay(everything, valuesWith(root, place, on, inEntry) as JsonObject)),
    );
  const inEnvironments = discoverEnvironments().map((environment) => overridesOf(environment, name) ?? {});
  const all = [everything, ...switched, ...inEnvironments].flatMap((values) => {
    const request = { release: 'app', namespace: 'ai', values: [values], set: [], setString: [] };
    const rendering = plainRendering(stacks[name].template(), request);
    return rendering.ok ? rendering.objects.filter(isTest).flatMap(containersOf) : [];
  });
  return [...new Map(all.map((check) => [JSON.stringify(check.command), check])).values()];
}

function isTest(object: KubernetesObject): boolean {
  return at(object, 'metadata', 'annotations', 'helm.sh/hook') === 'test';
}

function containersOf(pod: KubernetesObject): readonly Check[] {
  return items(at(pod, 'spec', 'containers')).map((container) => ({
    name: `${scalarString(at(pod, 'metadata', 'name'))} ${scalarString(at(container, 'name'))}`,
    command: [...items(at(container, 'command')), ...items(at(container, 'args'))].map(scalarString),
    env: Object.fromEntries(
      items(at(container, 'env')).map((one) => [
        scalarString(at(one, 'name')),
        scalarString(at(one, 'value')),
      ]),
    ),
  }));
}

/** What all of the servers answer that are well. */
const WELL = '{"status":"OK","components":{"redis":{"status":"healthy"}}}';
const REFUSED = 'the connection is refused';

/** How often a program is refused before it gets an answer, and the answer; status 0 is that of a good one. */
interface Server {
  readonly refusals: number;
  readonly answer?: string;
  readonly status?: number;
}

interface Result {
  readonly code: number | null;
  readonly output: string;
  /** How often somebody asked. */
  readonly asked: number;
  /** Seconds that passed, on the clock of the pod. */
  readonly seconds: number;
}

/** Runs a check with a clock that moves only while somebody sleeps or asks, so that nobody waits. */
async function run(check: Check, { refusals, answer = WELL, status = 0 }: Server): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), 'helm-test-'));
  const file = (name: string): string => path.join(folder, name);
  const count = (name: string): number =>
    existsSync(file(name)) ? readFileSync(file(name), 'utf8').split('\n').length - 1 : 0;
  const program = (name: string, script: string): void => {
    writeFileSync(file(name), `#!/bin/sh\n${script}\n`);
    chmodSync(file(name), 0o755);
  };
  const asks = [
    `echo >>'${file('asked')}'; echo >>'${file('clock')}'`,
    `if [ "$(wc -l <'${file('asked')}')" -le ${String(refusals)} ]; then echo '${REFUSED}' >&2; exit 7; fi`,
    `echo '${answer}' >&${status === 0 ? '1' : '2'}; exit ${String(status)}`,
  ].join('\n');
  for (const name of ['curl', 'wget', 'nc']) program(name, asks);
  program('sleep', `i=0; while [ "$i" -lt "$1" ]; do echo >>'${file('clock')}'; i=$((i + 1)); done`);
  program('date', `wc -l <'${file('clock')}'`);
  writeFileSync(file('clock'), '');
  try {
    const [command = '', ...args] = check.command;
    const child = spawn(existsSync(file(command)) ? file(command) : command, args, {
      env: { ...check.env, PATH: `${folder}:/usr/bin:/bin` },
      timeout: 30_000,
    });
    const output: string[] = [];
    child.stdout.on('data', (data: Buffer) => output.push(data.toString()));
    child.stderr.on('data', (data: Buffer) => output.push(data.toString()));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, output: output.join(''), asked: count('asked'), seconds: count('clock') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('every stack has a test pod', () => {
  expect(names.filter((name) => checksOf(name).length === 0)).toEqual([]);
  expect(checks.map(({ command }) => command.join(' ')).some((text) => text.includes(' nc '))).toBe(true);
});

describe.each(checks.map((check) => [check.name, check.command.slice(3).join(' '), check] as const))(
  'the test pod %s %s',
  (_, __, check) => {
    it('succeeds at once where all is well, and says what it got', async () => {
      const { code, output, seconds } = await run(check, { refusals: 0 });
      expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining(WELL) as string });
      expect(seconds).toBeLessThan(5);
    });

    it('succeeds although it is a stranger to the network at first', async () => {
      expect(await run(check, { refusals: 3 })).toMatchObject({ code: 0 });
    });

    it('gives up where nobody ever answers, and says what failed', async () => {
      const { code, output, asked, seconds } = await run(check, { refusals: 1_000 });
      expect(code).toBe(1);
      expect(output).toContain(REFUSED);
      expect(output).toMatch(/^Failed for \d+ seconds: /m);
      expect(output).toContain(check.command.slice(3).join(' '));
      expect(asked).toBeGreaterThan(5);
      // A minute is short beside the five that `helm test` waits.
      expect(seconds).toBeLessThan(60);
    });

    it('fails where the answer is an error, and says which', async () => {
      const error = 'HTTP/1.1 503';
      const { code, output } = await run(check, { refusals: 0, answer: error, status: 22 });
      expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining(error) as string });
    });
  },
);

it('a test of what the answer says fails where it says something else', async () => {
  const reading = checks.filter(({ command }) => command.join(' ').includes('case '));
  expect(reading.length).toBeGreaterThan(1);
  for (const check of reading) {
    const { code, output } = await run(check, { refusals: 0, answer: '{"status":"ill"}' });
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('ill') as string });
  }
});
