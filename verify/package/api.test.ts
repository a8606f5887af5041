/** `npm run api` writes the API reference of the package's entries, without a warning and without a network; what is not documented is an error. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exports as entries, scripts } from '../../package.json';
import { ROOT } from '../../test/support/markdown';

const FOLDER = mkdtempSync(path.join(tmpdir(), 'api-'));

/** Whoever asks for a connection or an address gets an error. */
const NO_NETWORK = path.join(FOLDER, 'no-network.cjs');
writeFileSync(
  NO_NETWORK,
  `const fail = () => { throw new Error('There is no network.'); };
require('node:net').Socket.prototype.connect = fail;
require('node:dns').lookup = fail;
`,
);

/** Runs what the script runs. */
function typedoc(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'api', '--', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: `--require=${NO_NETWORK}`, NO_COLOR: '1' },
  });
  return { status, said: `${stdout}${stderr}` };
}

describe('of the entries', () => {
  const out = path.join(FOLDER, 'api');
  const read = (file: string) => readFileSync(path.join(out, file), 'utf8');
  let ran: ReturnType<typeof typedoc>;
  beforeAll(() => {
    ran = typedoc('--out', out);
  });

  it('is written, with no warning', () => {
    expect(ran).toEqual({ status: 0, said: expect.not.stringMatching(/warning|error/i) });
  });

  it('has a page for each entry but the stacks, with what its index says, and one for each function', () => {
    // Their values are in the READMEs of their charts.
    const documented = Object.keys(entries).filter(
      (entry) => !['.', './package.json', './stacks'].includes(entry),
    );
    const pages = readdirSync(path.join(out, 'modules')).filter((file) => file !== 'kubernetes.k8s.html');
    expect(pages.sort()).toEqual(documented.map((entry) => `${path.basename(entry)}.html`).sort());
    expect(read('modules/engine.html')).toContain('The engine, as other projects import it');
    expect(read('functions/engine.integer.html')).toContain('An integer within limits.');
    expect(read('functions/testing.expectEqualRenderings.html')).toContain(
      'the least values for which they do',
    );
  });

  it('loads nothing from elsewhere, and names no folder of this machine', () => {
    const pages = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.html'),
    );
    expect(pages.length).toBeGreaterThan(300);
    const loaded = /<(?:script|img|iframe)[^>]*\ssrc="(?:https?:)?\/\/|<link[^>]*\shref="(?:https?:)?\/\//;
    expect(pages.filter((page) => loaded.test(read(page)) || read(page).includes(ROOT))).toEqual([]);
  });
});

describe('is an error', () => {
  it.each([
    [
      'of a function without a doc comment',
      'export function one(): void {}',
      /one .*does not have any documentation/,
    ],
    [
      'with a link that leads nowhere',
      '/** As {@link two}. */\nexport function one(): void {}',
      /Failed to resolve link to "two"/,
    ],
  ])('%s', (_, source, message) => {
    const folder = mkdtempSync(path.join(FOLDER, 'wrong-'));
    const entry = path.join(folder, 'index.ts');
    writeFileSync(entry, `/**\n * An entry.\n *\n * @module entry\n */\n${source}\n`);
    const tsconfig = path.join(folder, 'tsconfig.json');
    writeFileSync(tsconfig, JSON.stringify({ compilerOptions: { strict: true, types: [] }, files: [entry] }));
    // An option in a file takes the place of that of the command line: tsconfig is in one.
    const options = path.join(folder, 'typedoc.json');
    const own = { extends: [path.join(ROOT, 'typedoc.json')], entryPoints: [entry], tsconfig, out: 'api' };
    writeFileSync(options, JSON.stringify(own));
    const { status, said } = typedoc('--options', options);
    expect(said).toMatch(message);
    expect(status).not.toBe(0);
  });

  it('where it would ask a network', () => {
    const asks = `require('node:net').connect(80, '127.0.0.1')`;
    const { stderr } = spawnSync(process.execPath, ['--require', NO_NETWORK, '--eval', asks], {
      encoding: 'utf8',
    });
    expect(stderr).toContain('There is no network.');
    expect(scripts.api).toBe('typedoc');
  });
});
