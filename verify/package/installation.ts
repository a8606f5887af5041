import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { devDependencies, peerDependencies } from '../../package.json';

const ROOT = path.join(__dirname, '../..');

/** The environment of a user: what npm tells the scripts of this repository is not for theirs. */
const ENVIRONMENT = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD|NODE_OPTIONS|CDK8S)/i.test(name)),
);

/** What a command comes to. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder outside of the repository, into which packages are installed by npm. */
export class Installation {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'installation-'));

  constructor(...packages: readonly string[]) {
    this.write('package.json', '{ "name": "user", "private": true }');
    if (packages.length > 0) this.install(...packages);
  }

  /** A copy of a folder of this repository, with the packages that its own package.json names and ours as it is packed. */
  static ofProject(project: string, tarball: string): Installation {
    const installation = new Installation();
    cpSync(path.join(ROOT, project), installation.folder, { recursive: true });
    installation.install(tarball);
    return installation;
  }

  /** @throws Error with what npm says when it does not install them, such as for a peer dependency */
  install(...packages: readonly string[]): void {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], {
      cwd: this.folder,
      env: ENVIRONMENT,
      stdio: 'pipe',
    });
  }

  write(file: string, text: string): void {
    const target = path.join(this.folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }

  /** Removes a file or a folder, if it is there. */
  remove(entry: string): void {
    rmSync(path.join(this.folder, entry), { recursive: true, force: true });
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  /** The names in a folder, in order. */
  entries(folder: string): readonly string[] {
    return readdirSync(path.join(this.folder, folder)).sort();
  }

  path(...steps: readonly string[]): string {
    return path.join(this.folder, ...steps);
  }

  run(command: string, ...args: readonly string[]): Ran {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd: this.folder,
      env: ENVIRONMENT,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    if (error !== undefined) throw error;
    return { code: status, stdout, stderr };
  }

  /** What a command prints. @throws Error with what it says when it fails */
  output(command: string, ...args: readonly string[]): string {
    const { code, stdout, stderr } = this.run(command, ...args);
    if (code !== 0) throw new Error(`${[command, ...args].join(' ')}:\n${stdout}${stderr}`);
    return stdout;
  }

  /** What the compiler finds in all files of the folder. */
  compile(options: object, files: readonly string[]): string {
    this.write(
      'tsconfig.test.json',
      JSON.stringify({ compilerOptions: { ...options, noEmit: true }, files }),
    );
    return this.run('npx', 'tsc', '--project', 'tsconfig.test.json').stdout;
  }
}

/** What is packed. */
export interface Tarball {
  readonly file: string;
  readonly size: number;
  readonly entries: readonly string[];
}

/** Builds and packs the package as `npm publish` does. */
export function pack(): Tarball {
  const folder = mkdtempSync(path.join(tmpdir(), 'packed-'));
  const options = { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' } as const;
  execFileSync('npm', ['run', 'build'], options);
  const said = execFileSync(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
    options,
  );
  const [packed] = JSON.parse(said) as { filename: string; size: number; files: { path: string }[] }[];
  if (packed === undefined) throw new Error(`npm pack says ${said}.`);
  return {
    file: path.join(folder, packed.filename),
    size: packed.size,
    entries: packed.files.map((entry) => entry.path),
  };
}

/** Both ends of what the package says that it works with: the least, and what this repository has. */
export const ENDS = {
  lowest: {
    cdk8s: peerDependencies.cdk8s.replace('^', ''),
    constructs: peerDependencies.constructs.replace('^', ''),
  },
  highest: { cdk8s: devDependencies.cdk8s, constructs: devDependencies.constructs },
} as const;
