/** The entry for tests, as other projects use it: in each test runner, by each loader, with a stack that is right and one that is not. */
import ts from 'typescript';
import { devDependencies, peerDependencies } from '../../package.json';
import { helmBinary, type HelmMajor } from '../../test/support/helm-binary';
import { parseMarkdown, readMarkdown } from '../../test/support/markdown';
import { ENDS, Installation, type Ran, type Tarball } from './installation';

const PAGE = 'docs/engine/testing.md';
const MAJORS: readonly HelmMajor[] = [3, 4];

/** The programs of the page, by their names on it. */
export function programs(): ReadonlyMap<string, string> {
  const blocks = parseMarkdown(readMarkdown(PAGE)).blocks.filter(({ language }) => language === 'ts');
  return new Map(
    ['stack.ts', 'stack.test.ts', 'released.ts'].map((name, index) => [name, blocks[index]?.text ?? '']),
  );
}

/** The two blocks of the page that show a difference: the line that makes it, and what is said then. */
function difference(): { readonly line: string; readonly said: string } {
  const [line, said] = parseMarkdown(readMarkdown(PAGE)).blocks.filter(({ language }) => language === '');
  return { line: line?.text ?? '', said: said?.text ?? '' };
}

/** The commands of the page. */
function commands(): readonly string[] {
  const shell = parseMarkdown(readMarkdown(PAGE)).blocks.filter(({ language }) => language === 'bash');
  return shell.flatMap(({ text }) => text.trim().split('\n'));
}

/** How a test runner is called, and with which tests. */
interface Runner {
  readonly name: string;
  readonly suffix: 'cjs' | 'mjs';
  /** Where `test` comes from; in a module only. @default - it is there */
  readonly from?: string;
  readonly command: readonly [string, ...string[]];
}

const JEST = 'node_modules/jest/bin/jest.js';
const JEST_FLAGS = ['--testTimeout=240000', '--testMatch=**/*.test.?js', '--runTestsByPath'];
const RUNNERS: readonly Runner[] = [
  { name: 'node:test, CommonJS', suffix: 'cjs', from: 'node:test', command: ['node', '--test'] },
  { name: 'node:test, ESM', suffix: 'mjs', from: 'node:test', command: ['node', '--test'] },
  { name: 'jest, CommonJS', suffix: 'cjs', command: ['node', JEST, ...JEST_FLAGS] },
  {
    name: 'jest, ESM',
    suffix: 'mjs',
    command: ['node', '--experimental-vm-modules', JEST, ...JEST_FLAGS],
  },
  {
    name: 'vitest, ESM',
    suffix: 'mjs',
    from: 'vitest',
    command: ['npx', 'vitest', 'run', '--testTimeout=240000'],
  },
];

/** A program that compares the renderings of a stack of the package. */
const COMPARING =
  "require('ai-gateway-stacks/testing').expectEqualRenderings(new (require('ai-gateway-stacks/stacks').JaiRouter)())";

/** Checks the entry in a folder of its own, with both ends of the versions of fast-check that it says it works with. */
export function describeTesting(tarball: () => Tarball): void {
  describe('the entry for tests', () => {
    let user: Installation;

    beforeAll(() => {
      const { cdk8s, constructs } = ENDS.highest;
      user = new Installation(
        ...[tarball().file, `cdk8s@${cdk8s}`, `constructs@${constructs}`],
        ...[
          `jest@${devDependencies.jest}`,
          'vitest@3.2.4',
          'tsx@4.23.15',
          'typescript@5.9.3',
          '@types/node@20',
        ],
      );
    });

    /** Writes the stack, right or not, and a test of it for a runner, and runs that. */
    function ran({ command, from, suffix }: Runner, name: string, stack: string): Ran {
      const module = suffix === 'cjs' ? ts.ModuleKind.CommonJS : ts.ModuleKind.ES2022;
      const inJavaScript = (text: string) => ts.transpile(text, { module, target: ts.ScriptTarget.ES2022 });
      user.write(`${name}.${suffix}`, inJavaScript(stack));
      const runner = from === undefined ? '' : `import { test } from '${from}';\n`;
      const test = `${runner}import { expectEqualRenderings } from 'ai-gateway-stacks/testing';
import { Web } from './${name}.${suffix}';
test('is equal', async () => {
  console.log(JSON.stringify(await expectEqualRenderings(new Web(), { runs: 12, seed: 1 })));
});
`;
      user.write(`${name}.test.${suffix}`, inJavaScript(test));
      return withHelm(...command, `${name}.test.${suffix}`);
    }

    function withHelm(...command: readonly string[]): Ran {
      return user.run('env', `HELM=${helmBinary(3)}`, 'HELM4=', ...command);
    }

    it('says how to get fast-check, and loads without it', () => {
      const { code, stderr } = withHelm('node', '--eval', COMPARING);
      expect(stderr).toContain('The package fast-check is not installed');
      expect(stderr).toContain('npm install --save-dev fast-check');
      expect(code).toBe(1);
      user.install(`fast-check@${peerDependencies['fast-check'].replace('^', '')}`);
    });

    it.each(RUNNERS)('compares in $name, and says what differs', (runner) => {
      const stack = programs().get('stack.ts') ?? '';
      const right = ran(runner, 'right', stack);
      expect(`${right.stdout}${right.stderr}`).toMatch(
        /\{"compared":12,"rejected":0,"seed":1,"helms":\["v3\.[\d.]+"\]\}/,
      );
      expect(right.code).toBe(0);
      const { line, said } = difference();
      const wrong = ran(
        runner,
        'wrong',
        stack.replace(/^ {2}tag: .*$/m, () => line),
      );
      const lines = `${wrong.stdout}${wrong.stderr}`.split('\n').map((text) => text.trim());
      for (const expected of said
        .trim()
        .split('\n')
        .slice(1)
        .filter((text) => !text.startsWith('Helm ')))
        expect(lines).toContain(expected.trim());
      const all = lines.join('\n');
      expect(all).toMatch(/Helm v3\.[\d.]+: Error: values don't meet/);
      expect(all).toMatch(/To repeat: \{ seed: 1, path: "[\d:]+" \}/);
      expect(wrong.code).toBe(1);
    });

    it.each(MAJORS)('does what its page says, with Helm %s', (major) => {
      for (const [file, text] of programs()) user.write(file, text);
      const [install = '', ...others] = commands();
      expect(install).toMatch(/^npm install --save-dev fast-check /);
      user.install(`fast-check@${devDependencies['fast-check']}`);
      expect(others).toHaveLength(2);
      const [, tests] = others.map((line) =>
        user.run('env', `HELM=${helmBinary(major)}`, 'HELM4=', ...line.split(' ')),
      );
      expect(tests?.stdout).toMatch(
        new RegExp(`50 value sets compared with Helm v${String(major)}[.\\d]+, 0 rejected by all`),
      );
      expect(tests?.stdout).toContain('# pass 4\n# fail 0');
      // Another selector is found in what was released.
      user.write(
        'released.json',
        user.read('released.json').replaceAll('"app.kubernetes.io/name": "web"', '"app": "web"'),
      );
      const later = user.run('env', `HELM=${helmBinary(major)}`, 'HELM4=', ...(others[1] ?? '').split(' '));
      expect(later.stdout).toContain('The API server rejects another spec.selector.matchLabels');
      expect(later.stdout).toContain('# pass 3\n# fail 1');
    });

    it('says how to get Helm', () => {
      const none = ['HELM=', 'HELM4=', 'PATH=/nowhere'];
      const { code, stderr } = user.run('env', ...none, process.execPath, '--eval', COMPARING);
      expect(stderr).toContain(
        'There is no Helm on the PATH. Install Helm 3 or 4 (https://helm.sh/docs/intro/install), or set HELM',
      );
      expect(code).toBe(1);
    });
  });
}
