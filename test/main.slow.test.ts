import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SOURCE } from './support/checkout';

const ROOT = path.join(__dirname, '..');

/** Another checkout of the source. */
function checkout(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'checkout-'));
  for (const entry of SOURCE) cpSync(path.join(ROOT, entry), path.join(folder, entry), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

/** Synthesizes as the cdk8s command line does and gives what is said on failure. */
function synthesize(folder: string): string {
  try {
    execFileSync(process.execPath, ['run.cjs', 'main.ts'], {
      cwd: folder,
      env: { ...process.env, CDK8S_OUTDIR: 'dist' },
      stdio: 'pipe',
    });
    return '';
  } catch (error) {
    return String((error as { stderr: Buffer }).stderr);
  }
}

/** The files below a folder, with their content. */
function contents(folder: string, below = ''): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(path.join(folder, below)).sort()) {
    const relative = path.join(below, entry);
    if (statSync(path.join(folder, relative)).isDirectory()) Object.assign(found, contents(folder, relative));
    else found[relative] = readFileSync(path.join(folder, relative)).toString('base64');
  }
  return found;
}

// That two checkouts under other conditions give the same: verify/determinism.
it('gives what is in dist', () => {
  const folder = checkout();
  expect(synthesize(folder)).toBe('');
  expect(contents(path.join(folder, 'dist'))).toEqual(contents(path.join(ROOT, 'dist')));
});

it('writes nothing when one environment of several is wrong, and leaves what was there', () => {
  // GIVEN a synthesis that went well, and then an environment that is wrong
  const folder = checkout();
  expect(synthesize(folder)).toBe('');
  const before = contents(path.join(folder, 'dist'));
  writeFileSync(
    path.join(folder, 'environments/wrong.ts'),
    `export default { namespace: 'wrong', stacks: { 'claude-relay': { config: { existingSecret: 'x' }, service: { port: 0 } } } };`,
  );

  // WHEN it is synthesized again
  const said = synthesize(folder);

  // THEN there is one sentence, and the output is as it was
  expect(said).toBe(
    'environments/wrong.ts: claude-relay: service.port is 0; it must be an integer from 1 to 65535.\n',
  );
  expect(contents(path.join(folder, 'dist'))).toEqual(before);
  expect(readdirSync(folder).filter((entry) => entry.startsWith('dist'))).toEqual(['dist']);
});

describe('the cdk8s command line', () => {
  // It removes the output folder before it runs the app.
  const cdk8s = (folder: string, ...args: readonly string[]) =>
    spawnSync(path.join(ROOT, 'node_modules/.bin/cdk8s'), ['synth', '--check-upgrade=false', ...args], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });

  it('writes dist, prints the manifests alone with --stdout, and writes another folder', () => {
    const folder = checkout();
    expect(cdk8s(folder)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('/dev/0000-namespace'),
    });
    const dist = contents(path.join(folder, 'dist'));
    expect(dist).toEqual(contents(path.join(ROOT, 'dist')));

    const { status, stdout } = cdk8s(folder, '--stdout');
    const files = Object.entries(dist).filter(([file]) => file.endsWith('.k8s.yaml'));
    const documents = files.flatMap(([, content]) =>
      Buffer.from(content, 'base64').toString().split('---\n'),
    );
    expect({ status, documents: stdout.split('---\n') }).toEqual({ status: 0, documents });

    expect(cdk8s(folder, '--output', 'other').status).toBe(0);
    expect(contents(path.join(folder, 'other'))).toEqual(dist);
    expect(contents(path.join(folder, 'dist'))).toEqual(dist);
  });

  it.each([[[]], [['--stdout']], [['--output', 'other']]])(
    'leaves dist with %j when the app fails',
    (args) => {
      const folder = checkout();
      cpSync(path.join(ROOT, 'dist/dev'), path.join(folder, 'dist/dev'), { recursive: true });
      const before = contents(path.join(folder, 'dist'));
      writeFileSync(path.join(folder, 'environments/wrong.ts'), 'export default { stacks: {} };');
      const { status, stderr } = cdk8s(folder, ...args);
      expect(stderr).toMatch(/^environments\/wrong\.ts: namespace must be the name of a namespace\.$/m);
      expect(status).toBe(1);
      expect(contents(path.join(folder, 'dist'))).toEqual(before);
    },
  );
});

it('needs one file for another environment, and one line less without a stack', () => {
  const folder = checkout();
  writeFileSync(
    path.join(folder, 'environments/empty.ts'),
    `export default { namespace: 'none', stacks: {} };`,
  );
  expect(synthesize(folder)).toBe('');
  expect(readdirSync(path.join(folder, 'dist/empty'))).toEqual(['0000-namespace.k8s.yaml', 'Kustomization']);
  expect(existsSync(path.join(folder, 'dist/charts/claude-relay/values-empty.yaml'))).toBe(false);
});
