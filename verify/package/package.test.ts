/** The package as other people install it: what is in it, with which Node.js, cdk8s and compilers it works, and what it says where not. */
import { existsSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { exports as entries } from '../../package.json';
import { byIdentity } from '../../lib/testing/same-objects';
import { asManagedByHelm } from '../../test/support/compare';
import { helmRun, helmTemplate, parseLikeHelm } from '../../test/support/helm';
import { parseMarkdown, readMarkdown, ROOT } from '../../test/support/markdown';
import { describeExamples } from './examples';
import { ENDS, Installation, pack, type Tarball } from './installation';
import { describeTesting, programs } from './testing';

const LARGEST = 400_000;
/** Minors of Node.js that the package `node` of npm has. */
const NODES = ['22', '24'] as const;
/** Minors of cdk8s-plus whose typed objects a stack may be made of. */
const MINORS = ['28', '29', '30', '31', '32', '33', '34'] as const;

const STRICT = {
  target: 'ES2022',
  module: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  types: ['node'],
};

type Tsconfig = readonly [name: string, options: object];
const THAT_IS_STRICT: Tsconfig = ['that is strict', STRICT];
// As `cdk8s init typescript-app` writes it.
const OF_INIT: Tsconfig = ['of cdk8s init', initOptions()];
const LESS_STRICT: readonly Tsconfig[] = [
  OF_INIT,
  [
    'that is loose',
    { target: 'ES2022', module: 'esnext', moduleResolution: 'bundler', strict: false, types: ['node'] },
  ],
];

let tarball: Tarball;
let nodes: Installation;
const users = new Map<string, Installation>();

beforeAll(() => {
  tarball = pack();
  const platform = `${process.platform}-${process.arch}`;
  nodes = new Installation(...NODES.map((node) => `node-${node}@npm:node-${platform}@${node}`));
  for (const [end, { cdk8s, constructs }] of Object.entries(ENDS))
    users.set(
      end,
      new Installation(
        ...[tarball.file, `cdk8s@${cdk8s}`, `constructs@${constructs}`],
        ...['typescript@5.9.3', '@types/node@20', 'tsx'],
      ),
    );
});

function user(end: string): Installation {
  const found = users.get(end);
  if (found === undefined) throw new Error(`There is no installation ${end}.`);
  return found;
}

/** The first program of a page. */
function programOf(page: string): string {
  const block = parseMarkdown(readMarkdown(page)).blocks.find(({ language }) => language === 'ts');
  if (block === undefined) throw new Error(`${page} has no program.`);
  return block.text;
}

it('has JavaScript, types, what they read, a README and a license, and nothing else', () => {
  const others = tarball.entries.filter((entry) => !entry.startsWith('build/'));
  expect(others.sort()).toEqual(['LICENSE', 'README.md', 'README.zh-CN.md', 'package.json']);
  const built = tarball.entries.filter((entry) => entry.startsWith('build/'));
  // Sources of what `stacks new` makes.
  const [templates, code] = [/^build\/templates\//, /\.(js|d\.ts|md|css)$/];
  expect(built.filter((entry) => !code.test(entry) && !templates.test(entry))).toEqual([]);
  expect(
    built.filter(
      (entry) =>
        !templates.test(entry) && /test|verify|tools|bench|dist\/|environments\/[a-z]+\.js/.test(entry),
    ),
  ).toEqual(
    built.filter((entry) =>
      /^build\/(lib\/kubernetes\/helm-test\.d\.ts|testing\.js|lib\/testing\/[a-z-]+\.(js|d\.ts))$/.test(
        entry,
      ),
    ),
  );
  console.info(`${String(tarball.size)} bytes, ${String(tarball.entries.length)} files`);
  expect(tarball.size).toBeLessThan(LARGEST);
});

describe.each(Object.keys(ENDS))('with the %s cdk8s and constructs', (end) => {
  it('is installed with one copy of each', () => {
    const { cdk8s, constructs } = ENDS[end as keyof typeof ENDS];
    const listed = user(end).output('npm', 'ls', '--all', '--parseable', '--long', 'cdk8s', 'constructs');
    const found = [...listed.matchAll(/:(cdk8s|constructs)@([\d.]+)/g)].map(
      ([, name, version]) => `${name ?? ''} ${version ?? ''}`,
    );
    expect([...new Set(found)].sort()).toEqual([`cdk8s ${cdk8s}`, `constructs ${constructs}`]);
    expect(found).toHaveLength(2);
  });

  it.each(Object.keys(entries).filter((entry) => entry !== './package.json'))(
    '%s can be imported alone, by both loaders',
    (entry) => {
      const name = path.posix.join('ai-gateway-stacks', entry);
      const required = user(end).output(
        'node',
        '--eval',
        `console.log(Object.keys(require('${name}')).sort().join())`,
      );
      const imported = user(end).output(
        ...(['node', '--input-type=module', '--eval'] as const),
        `import * as all from '${name}'; console.log(Object.keys(all).filter((key) => !['default', 'module.exports'].includes(key)).sort().join())`,
      );
      expect(required.trim()).not.toBe('');
      expect(imported).toBe(required);
    },
  );

  it('gives the same objects with each Node.js and each loader', () => {
    const program = programOf('README.md');
    const commonJs = program.replaceAll(/import (\{[^}]*\}) from ('[^']+');/g, 'const $1 = require($2);');
    user(end).write('app.cjs', commonJs);
    user(end).write('app.mjs', program);
    const programs = new Map([
      ['20 or what runs this', process.execPath],
      ...NODES.map((node) => [node, nodeBinary(node)] as const),
    ]);
    const found = [...programs].flatMap(([node, binary]) =>
      ['app.cjs', 'app.mjs'].map((file) => {
        user(end).output(binary, file);
        const version = user(end).output(binary, '--version').trim();
        return { node, version, file, objects: user(end).read('dist/relay.k8s.yaml') };
      }),
    );
    const { cdk8s, constructs } = ENDS[end as keyof typeof ENDS];
    console.info(
      found
        .map(
          ({ version, file }) =>
            `Node.js ${version}, cdk8s ${cdk8s}, constructs ${constructs}, ${file}: works`,
        )
        .join('\n'),
    );
    expect(found).toHaveLength(6);
    expect(new Set(found.map(({ version }) => version.split('.')[0])).size).toBe(3);
    expect(new Set(found.map(({ objects }) => objects)).size).toBe(1);
    expect(found[0]?.objects).toContain('kind: Deployment');
  });

  // What is checked less strictly depends on the package alone, and not on what it is beside.
  const tsconfigs = end === 'highest' ? [THAT_IS_STRICT, ...LESS_STRICT] : [THAT_IS_STRICT];
  it.each(tsconfigs)('is type-checked with a tsconfig %s', (_, options) => {
    user(end).write('readme.ts', programOf('README.md'));
    user(end).write('tutorial.ts', programOf('docs/engine/tutorial.md'));
    user(end).write(
      'environment.ts',
      "import { environment } from 'ai-gateway-stacks/cli';\nexport default environment({ namespace: 'n', stacks: { jairouter: {} } });\n",
    );
    for (const [file, text] of programs()) user(end).write(file, text);
    // It checks: what no stack has is an error, and the only one.
    user(end).write(
      'wrong.ts',
      "import { environment } from 'ai-gateway-stacks/cli';\n" +
        "export default environment({ namespace: 'n', stacks: { jairouter: { replicas: 1 } } });\n",
    );
    const files = ['readme.ts', 'tutorial.ts', 'environment.ts', 'wrong.ts', ...programs().keys()];
    const said = user(end).compile(options, files);
    const errors = said.split('\n').filter((line) => /^\S/.test(line));
    expect(errors).toEqual([expect.stringMatching(/^wrong\.ts\(2,/)]);
    expect(said).toContain("'replicas' does not exist");
  });

  it.each([3, 4] as const)(
    'the tutorial gives a chart that Helm %s lints, and objects that are those of the chart',
    async (major) => {
      user(end).write('web.ts', programOf('docs/engine/tutorial.md'));
      user(end).output('npx', 'tsx', 'web.ts');
      const chart = user(end).path('charts/web');
      expect(await helmRun(major, ['lint', '--strict', chart])).toMatchObject({ ok: true });
      const valueFiles = [path.join(chart, 'values-prod.yaml')];
      const rendered = await helmTemplate(major, { chart, release: 'web', namespace: 'prod', valueFiles });
      if (!rendered.ok) throw new Error(rendered.message);
      const [theirs, ours] = await parseLikeHelm(
        [rendered.output, user(end).read('dist/web.k8s.yaml')],
        major,
      );
      expect(ours).toHaveLength(2);
      expect(byIdentity(ours ?? [])).toEqual(byIdentity(theirs ?? []));
    },
  );
});

describe('stacks new', () => {
  let project: Installation;
  beforeAll(() => {
    const { cdk8s, constructs } = ENDS.highest;
    project = new Installation(tarball.file, `cdk8s@${cdk8s}`, `constructs@${constructs}`);
    project.install('--save-dev', 'typescript@5.9.3', '@types/node@20', 'tsx');
  });

  it('makes a stack whose program and tests run as it says, and whose objects are those of its chart', async () => {
    const said = project.output('npx', '--no-install', 'stacks', 'new', 'shop');
    const next = said.slice(said.indexOf('Next:\n')).split('\n  ').slice(1).join('\n').trim().split('\n');
    expect(next).toEqual([
      'npx tsx shop/main.ts',
      'npx tsx --test shop/stack.test.ts',
      'helm template shop charts/shop --namespace prod --values charts/shop/values-prod.yaml',
    ]);
    project.output('npx', 'tsx', 'shop/main.ts');
    expect(project.output('npx', 'tsx', '--test', 'shop/stack.test.ts')).toMatch(/^# fail 0$|^ℹ fail 0$/m);
    const chart = project.path('charts/shop');
    for (const major of [3, 4] as const) {
      expect(await helmRun(major, ['lint', '--strict', chart])).toMatchObject({ ok: true });
      for (const environment of ['dev', 'prod']) {
        const valueFiles = [path.join(chart, `values-${environment}.yaml`)];
        const rendered = await helmTemplate(major, {
          chart,
          release: 'shop',
          namespace: environment,
          valueFiles,
        });
        if (!rendered.ok) throw new Error(rendered.message);
        const manifests = project.read(`dist/shop-${environment}.k8s.yaml`);
        const [theirs, ours] = await parseLikeHelm([rendered.output, manifests], major);
        expect(ours?.length).toBe(environment === 'dev' ? 4 : 7);
        expect(byIdentity(asManagedByHelm(ours ?? []))).toEqual(byIdentity(theirs ?? []));
      }
    }
  });

  it.each([OF_INIT, THAT_IS_STRICT])(
    'makes a stack that is type-checked with a tsconfig %s',
    (_, options) => {
      expect(project.compile(options, ['shop/main.ts', 'shop/stack.test.ts'])).toBe('');
    },
  );

  it('overwrites nothing, and says what is missing', () => {
    expect(project.run('npx', '--no-install', 'stacks', 'new', 'shop')).toMatchObject({
      code: 1,
      stderr: `${project.path('shop')} is there already; remove it, or use another name.\n`,
    });
    project.write('package.json', '{}');
    expect(project.run('npx', '--no-install', 'stacks', 'new', 'store').stderr).toMatch(
      /package\.json does not depend on ai-gateway-stacks, cdk8s, constructs; run npm install /,
    );
  });
});

it('says of a mistake in a stack which line it is in, as the tutorial has it', () => {
  const page = parseMarkdown(readMarkdown('docs/engine/tutorial.md')).blocks;
  const [, expected] = page.filter(({ language }) => language === '');
  const wrong = programOf('docs/engine/tutorial.md').replace(
    "{ name: 'web', image",
    "{ args: engine.when(nodePort, ['-q']), name: 'web', image",
  );
  user('highest').write('web.ts', wrong);
  const { code, stderr } = user('highest').run('npx', 'tsx', 'web.ts');
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining(`: ${String(expected?.text.trim())}\n`),
  });
});

it('loads no stack with the engine or the constructs, and no engine with the help of the command line', () => {
  const loadedBy = (statement: string): readonly string[] =>
    JSON.parse(
      user('highest')
        .output(
          ...(['node', '--eval'] as const),
          `process.on('exit', () => console.log(JSON.stringify(Object.keys(require.cache)))); ${statement}`,
        )
        .split('\n')
        .at(-2) ?? '',
    ) as readonly string[];
  const ours = (statement: string) =>
    loadedBy(statement)
      .flatMap((file) => file.split('/ai-gateway-stacks/build/').slice(1))
      .filter((file) => !file.includes('/'));
  expect(ours("require('ai-gateway-stacks')")).toEqual(['engine.js']);
  expect(ours("require('ai-gateway-stacks/kubernetes')").sort()).toEqual(['engine.js', 'kubernetes.js']);
  expect(ours("require('ai-gateway-stacks/stacks')").sort()).toEqual([
    'engine.js',
    'kubernetes.js',
    'stacks.js',
  ]);
  expect(ours("require('ai-gateway-stacks/testing')").sort()).toEqual(['app.js', 'engine.js', 'testing.js']);
  const help = loadedBy(
    "process.argv = ['node', 'stacks', '--help']; void require('ai-gateway-stacks/cli').run()",
  );
  expect(help.filter((file) => /node_modules\/(zod|yaml|cdk8s|elkjs|diff|tar-stream)\//.test(file))).toEqual(
    [],
  );
});

it('takes the typed objects of any cdk8s-plus', () => {
  const high = user('highest');
  high.install(...MINORS.map((minor) => `cdk8s-plus-${minor}`));
  high.write('web.ts', programOf('docs/engine/tutorial.md'));
  const files = MINORS.map((minor) => {
    const text = programOf('docs/engine/tutorial.md').replace(
      "import { k8s } from 'ai-gateway-stacks/kubernetes';",
      `import * as k8s from 'cdk8s-plus-${minor}/lib/imports/k8s';`,
    );
    expect(text).toContain(`cdk8s-plus-${minor}`);
    high.write(`plus-${minor}.ts`, text);
    return `plus-${minor}.ts`;
  });
  const options = { target: 'ES2022', module: 'commonjs', strict: true, skipLibCheck: true, types: ['node'] };
  expect(high.compile(options, files)).toBe('');
  high.output('npx', 'tsx', 'web.ts');
  const expected = high.read('dist/web.k8s.yaml');
  for (const file of files) {
    high.output('npx', 'tsx', file);
    expect([file, high.read('dist/web.k8s.yaml')]).toEqual([file, expected]);
  }
});

it('has a command line, with the environments of the folder that it is called in', () => {
  const high = user('highest');
  const stacks = (...args: readonly string[]) => high.run('npx', '--no-install', 'stacks', ...args);
  expect(stacks('--help')).toMatchObject({ code: 0, stderr: '' });
  expect(stacks('render', 'claude-relay', '--set', 'config.existingSecret=a').stdout).toContain(
    'kind: Deployment',
  );
  expect(stacks('render', 'claude-relay', '--env', 'dev').stderr).toMatch(
    /^There is no environment dev, and no other one either\.\n$/,
  );
});

describe('an environment of the folder', () => {
  const STACKS = "stacks: { 'claude-relay': { config: { existingSecret: 'relay' } } }";
  const TEXTS = {
    cjs: `exports.default = { namespace: 'of-cjs', ${STACKS} };\n`,
    mjs: `export default { namespace: 'of-mjs', ${STACKS} };\n`,
    ts:
      "import { environment, type Environment } from 'ai-gateway-stacks/cli';\n" +
      `const dev: Environment = { namespace: 'of-ts', ${STACKS} };\nexport default environment(dev);\n`,
  } as const;
  type Ending = keyof typeof TEXTS;
  const render = (binary: string, ending: Ending, ...flags: readonly string[]) => {
    const high = user('highest');
    high.remove('environments');
    high.write(`environments/dev.${ending}`, TEXTS[ending]);
    const program = high.path('node_modules/ai-gateway-stacks/build/lib/app/cli/stacks.js');
    return high.run(binary, ...flags, program, 'render', 'claude-relay', '--env', 'dev');
  };

  it.each<[string, () => string, Ending, string[]]>([
    ['cjs with this Node.js', () => process.execPath, 'cjs', []],
    ['mjs with this Node.js', () => process.execPath, 'mjs', []],
    ['ts with this Node.js and tsx', () => process.execPath, 'ts', ['--import', 'tsx']],
    ...NODES.flatMap((node): [string, () => string, Ending, string[]][] => [
      [`mjs with Node.js ${node}`, () => nodeBinary(node), 'mjs', []],
      [`ts with Node.js ${node}`, () => nodeBinary(node), 'ts', []],
    ]),
  ])('may be written as %s', (_, binary, ending, flags) => {
    const { code, stdout, stderr } = render(binary(), ending, ...flags);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout).toContain(`namespace: of-${ending}\n`);
  });

  it('is not TypeScript for a Node.js that does not read it, and that is said', () => {
    const [binary] = NODES.map(nodeBinary);
    const version = user('highest').output(String(binary), '--version').trim();
    expect(render(String(binary), 'ts', '--no-experimental-strip-types')).toMatchObject({
      code: 1,
      stderr: `environments/dev.ts cannot be read: Node.js ${version} does not read TypeScript by itself; install tsx and set NODE_OPTIONS="--import tsx", or use Node.js 22.18 or newer.\n`,
    });
  });
});

it('says of another version of constructs what to do, instead of the name of a field', () => {
  // As an installation with --force or --legacy-peer-deps may leave them: ours beside the engine, another one beside the app.
  const low = user('lowest');
  low.write(
    'two.cjs',
    programOf('README.md').replaceAll(/import (\{[^}]*\}) from ('[^']+');/g, 'const $1 = require($2);'),
  );
  const beside = low.path('node_modules/ai-gateway-stacks/node_modules');
  const other = new Installation(`constructs@${ENDS.highest.constructs}`, `cdk8s@${ENDS.highest.cdk8s}`);
  if (existsSync(beside)) throw new Error(`${beside} is there already.`);
  renameSync(other.path('node_modules'), beside);
  const { code, stderr } = low.run('node', 'two.cjs');
  expect(code).toBe(1);
  expect(stderr).toContain('another version of the package constructs');
  expect(stderr).toContain('npm ls constructs');
});

/** The program of the package of this platform, which the package `node` installs by a script. */
function nodeBinary(node: string): string {
  return nodes.path('node_modules', `node-${node}`, 'bin', 'node');
}

function initOptions(): object {
  const file = path.join(ROOT, 'node_modules/cdk8s-cli/templates/typescript-app/tsconfig.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly compilerOptions: object }).compilerOptions;
}

describeTesting(() => tarball);
describeExamples(() => tarball);
