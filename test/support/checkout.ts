import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '../..');
/** What is copied of the source. */
export const SOURCE = [
  'main.ts',
  'run.cjs',
  'lib',
  'environments',
  'imports',
  'tsconfig.json',
  'package.json',
  'cdk8s.yaml',
];

/** Another checkout of the source, in which a test may change files. */
export class Checkout {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'checkout-'));

  /** @param also what it has beside the source, such as `README.md` */
  constructor(also: readonly string[] = []) {
    for (const entry of [...SOURCE, ...also])
      cpSync(path.join(ROOT, entry), path.join(this.folder, entry), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(this.folder, 'node_modules'));
  }

  /** Synthesizes into `dist` as the cdk8s command line does, and gives what is said on failure. */
  synthesize(): string {
    return this.run('main.ts');
  }

  /** Runs a program of the source, and gives what is said on failure. */
  run(program: string, ...args: readonly string[]): string {
    try {
      execFileSync(process.execPath, ['run.cjs', program, ...args], {
        cwd: this.folder,
        env: { ...process.env, CDK8S_OUTDIR: 'dist' },
        stdio: 'pipe',
      });
      return '';
    } catch (error) {
      return String((error as { stderr: Buffer }).stderr);
    }
  }

  /** Runs any command in it as a person would, and gives all that is said. */
  execute(
    command: string,
    args: readonly string[],
    variables: NodeJS.ProcessEnv = {},
  ): { readonly code: number | null; readonly said: string } {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd: this.folder,
      env: { ...process.env, ...variables },
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    if (error !== undefined) throw error;
    return { code: status, said: stdout + stderr };
  }

  /** Where a file or folder of it is. */
  path(file: string): string {
    return path.join(this.folder, file);
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  write(file: string, text: string): void {
    const target = path.join(this.folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }

  /** Puts a text in the place of another that a file has once. */
  change(file: string, pattern: RegExp, replacement: string): void {
    const before = this.read(file);
    const after = before.replace(pattern, replacement);
    if (after === before) throw new Error(`${file} has no ${String(pattern)}.`);
    this.write(file, after);
  }

  /** What is in a folder of it. */
  entries(folder = '.'): readonly string[] {
    return readdirSync(path.join(this.folder, folder));
  }

  /** The files below a folder, with their content. */
  contents(folder: string): ReadonlyMap<string, string> {
    const files = readdirSync(path.join(this.folder, folder), { recursive: true, withFileTypes: true });
    return new Map(
      files
        .filter((file) => file.isFile())
        .map((file) => path.join(file.parentPath, file.name))
        .sort((a, b) => (a < b ? -1 : 1))
        .map((file) => [file, readFileSync(file).toString('base64')]),
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
