import fc from 'fast-check';
import { STACKS } from './releases';
import { WRONG_FILES } from './wrong-files';
import { environments } from '../support/environments';

/** A command line of `stacks` that is wrong. */
export interface WrongCommand {
  readonly mistake: string;
  readonly args: readonly string[];
  /** What each line on stderr begins with: the option, the file or the thing that is wrong. */
  readonly begins: string;
  /** Values files that it names, by their names, which stand for their paths in the arguments. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
}

const RENDER = ['render', 'claude-relay', '--env', 'dev'] as const;

const OPTIONS = ['--env', '--values', '--set', '--set-string', '--release', '--namespace'] as const;

/** All wrong command lines; always the same for a seed. */
export function wrongCommands(seed: number): readonly WrongCommand[] {
  return [
    ...misspelt('command', ['render', 'environments'], seed, (word) => ({ args: [word], begins: `error: unknown command '${word}'` })),
    ...misspelt('option', OPTIONS, seed, (word) => ({ args: [...RENDER, word, 'x'], begins: `error: unknown option '${word}'` })),
    ...misspelt('stack', STACKS, seed, (word) => ({ args: ['render', word], begins: `There is no stack ${word}` })),
    ...misspelt('environment', environments.map(({ name }) => name), seed, (word) => ({ args: ['render', 'jairouter', '--env', word], begins: `There is no environment ${word}` })),
    ...arguments_(),
    ...names(),
    ...flags(),
    ...wrongFiles(),
  ]; // prettier-ignore
}

/** Words with one letter more, less or other, that are none of those that there are. */
function misspelt(
  what: string,
  words: readonly string[],
  seed: number,
  command: (word: string) => Pick<WrongCommand, 'args' | 'begins'>,
): WrongCommand[] {
  const changes = fc.tuple(
    fc.constantFrom(...words),
    fc.nat(30),
    fc.constantFrom('', 'x', '7'),
    fc.boolean(),
  );
  const wrong = fc.sample(changes, { seed, numRuns: 40 }).map(([word, at, letter, instead]) => {
    const start = word.startsWith('--') ? 2 : 0;
    const place = start + (at % (word.length - start));
    return word.slice(0, place) + letter + word.slice(place + (instead || letter === '' ? 1 : 0));
  });
  const unknown = [...new Set(wrong)].filter((word) => !words.includes(word) && word.length > 3).slice(0, 10);
  const extreme = what === 'option' ? ['--nothing', '-x'] : ['toString', '__proto__', 'a'.repeat(300)];
  return [...unknown, ...extreme].map((word) => ({ mistake: `unknown ${what}`, ...command(word) }));
}

function arguments_(): WrongCommand[] {
  const wrong = (mistake: string, begins: string, ...args: readonly string[]) => ({ mistake, begins, args });
  return [
    wrong('no stack', "error: missing required argument 'stack'", 'render'),
    wrong('no stack', "error: missing required argument 'stack'", 'render', '--env', 'dev'),
    wrong('too many arguments', "error: too many arguments for 'render'", ...RENDER, 'jairouter'),
    wrong('too many arguments', "error: too many arguments for 'environments'", 'environments', 'dev'),
    wrong('options that exclude each other', "error: option '--write'", 'environments', '--write', '--summary'),
    wrong('unknown option', "error: unknown option '--env'", 'environments', '--env', 'dev'),
    // There is no option for a file to write to: what is printed goes where the shell says.
    ...['/proc/x.yaml', '.', 'README.md'].map((file) =>
      wrong('unknown option', "error: unknown option '-o'", ...RENDER, '-o', file),
    ),
    ...OPTIONS.map((option) =>
      wrong('option without its value', `error: option '${option === '--values' ? '-f, --values' : option} <`, ...RENDER, option),
    ),
  ]; // prettier-ignore
}

const NO_NAMES = [
  '',
  ' ',
  'A',
  'My_Release',
  '-a',
  'a-',
  '.a',
  'a.',
  'a..b',
  'a b',
  'a/b',
  'é',
  '../x',
  '$(x)',
  'a\nb',
];

function names(): WrongCommand[] {
  const option = (flag: string, wrong: readonly string[]) =>
    wrong.map((name) => ({
      mistake: `wrong ${flag}`,
      args: [...RENDER, flag, name],
      begins:
        name === ''
          ? `error: option '${flag} <name>' is empty`
          : `${flag} ${/^[!-~]+$/.test(name) ? name : '"'}`,
    }));
  return [
    ...option('--release', [...NO_NAMES, 'x'.repeat(54)]),
    ...option('--namespace', [...NO_NAMES, 'x'.repeat(64), 'a.b', 'kube system']),
  ];
}

/** Arguments of `--set` that Helm rejects too, or drops without a word. */
const NO_FLAGS = [
  'replicaCount', '=1', '.=1', 'a.=1', 'service..port=1', 'service.port', 'tolerations[=1', 'tolerations[a]=1', 'tolerations[-1].key=a',
  'tolerations[99999999].key=a', 'tolerations[0]', 'tolerations[0]x=1', 'podLabels={a', '[0]=1', ',', ',,', 'a\nb', 'a\nb[x]=1', 'replicaCount=2,x',
  'service.port.x=1', 'tolerations.a=1', `${'a.'.repeat(40)}b=1`, 'a\\', 'replicaCount[0]=1', 'service[0]=1', 'service[0].port=1',
]; // prettier-ignore

/** Values that `--set` gives right by its syntax, and the path that is wrong. */
const NO_VALUES: readonly (readonly [string, string])[] = [
  ['replicaCount=many', 'replicaCount'], ['replicaCount=-1', 'replicaCount'], ['replicaCount=1.5', 'replicaCount'],
  ['replicaCount=1001', 'replicaCount'], ['replicaCount=null', 'replicaCount'], ['replicaCount={1,2}', 'replicaCount'],
  ['replicaCount=99999999999999999999', 'replicaCount'], ['replicaCont=1', 'replicaCont'], ['service.port=0', 'service.port'],
  ['service.port=65536', 'service.port'], ['service.type=External', 'service.type'], ['service=null', 'service'], ['service=x', 'service'],
  ['ingress.enabled=yes', 'ingress.enabled'], ['ingress.hosts[0].host=A_b', 'ingress.hosts[0].host'],
  ['ingress.hosts[1].host=a', 'ingress.hosts[0]'], ['tolerations[0]=x', 'tolerations[0]'], ['tolerations[0].key=a b', 'tolerations[0].key'],
  ['podLabels.a=b c', 'podLabels.a'], ['podLabels.app=x', 'podLabels'], ['podLabels=x', 'podLabels'], ['image.tag=a:b', 'image.tag'],
  ['image.repository=A/b', 'image.repository'], ['resources.limits.cpu=much', 'resources.limits.cpu'],
  ['config.extraEnv.port=x', 'config.extraEnv'], ['config.extraEnv.PORT=x', 'config.extraEnv'], ['config.claudeApiUrl=x', 'config.claudeApiUrl'],
  ['podAnnotations.checksum/x=1', 'podAnnotations'], ['fullnameOverride=7up', 'fullnameOverride'], ['nosuch.a.b=1', 'nosuch'],
]; // prettier-ignore

function flags(): WrongCommand[] {
  const texts = [
    'service.port=80',
    'ingress.enabled=true',
    'replicaCount=',
    'streaming.maxStreamSeconds=5',
    'podLabels.a=b c',
  ];
  return [
    ...NO_FLAGS.flatMap((flag) =>
      ['--set', '--set-string'].map((option) => ({ mistake: `syntax of ${option}`, args: [...RENDER, option, flag], begins: `${option}: ` })),
    ),
    ...NO_VALUES.map(([flag, path]) => ({ mistake: 'wrong value of --set', args: [...RENDER, '--set', flag], begins: `--set: ${path} ` })),
    ...texts.map((flag) => ({
      mistake: 'wrong value of --set-string',
      args: [...RENDER, '--set-string', flag],
      begins: `--set-string: ${flag.replace(/=.*/, '')} `,
    })),
  ]; // prettier-ignore
}

function wrongFiles(): WrongCommand[] {
  const option = (file: string) => [...RENDER, '-f', file];
  return [
    ...Object.entries(WRONG_FILES).map(([mistake, content]) => ({
      mistake: `values file: ${mistake}`,
      args: option('FOLDER/wrong.yaml'),
      files: { 'wrong.yaml': content },
      begins: 'FOLDER/wrong.yaml: ',
    })),
    ...['none.yaml', 'right.yaml/x', `${'x'.repeat(300)}.yaml`, '.'].map((name) => ({
      mistake: 'values file that cannot be read',
      args: option(`FOLDER/${name}`),
      files: { 'right.yaml': 'replicaCount: 1\n' },
      begins: `FOLDER/${name}: `,
    })),
    { mistake: 'values file that cannot be read', args: option(''), begins: '--values "": ' },
    {
      mistake: 'a wrong file after a right one',
      args: [...option('FOLDER/right.yaml'), '-f', 'FOLDER/wrong.yaml'],
      files: { 'right.yaml': 'replicaCount: 1\n', 'wrong.yaml': 'replicaCount: x\n' },
      begins: 'FOLDER/wrong.yaml: replicaCount ',
    },
  ];
}
