import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** A Helm that can be run. */
export interface Helm {
  /** A path, or the name of a program on the PATH. */
  readonly command: string;
  /** Such as `v3.20.2`. */
  readonly version: string;
}

const TO_GET =
  'Install Helm 3 or 4 (https://helm.sh/docs/intro/install), or set HELM to the path of its executable.';

/**
 * Finds Helm: the given programs, else those that the variables HELM and HELM4 name, else `helm` on the PATH.
 *
 * @param given a path or a name, or several: Helm 3 and Helm 4
 * @throws Error when one of them is not Helm 3 or 4, or there is none; it says how to get it
 */
export function findHelms(
  given: string | readonly string[] = [],
  env: NodeJS.ProcessEnv = process.env,
): readonly [Helm, ...Helm[]] {
  const [asked, ...others] = [given].flat().map((command) => found('helm', command, env));
  if (asked !== undefined) return [asked, ...others];
  const [named, ...more] = ['HELM', 'HELM4'].flatMap((variable) => {
    const command = env[variable];
    // An unset variable of a pipeline is empty.
    return command === undefined || command === '' ? [] : [found(variable, command, env)];
  });
  if (named !== undefined) return [named, ...more];
  const version = helmVersion('helm', env);
  if (typeof version !== 'string') throw new Error(`There is no Helm on the PATH. ${TO_GET}`);
  return [{ command: 'helm', version: supported(`helm on the PATH`, version) }];
}

function found(source: string, command: string, env: NodeJS.ProcessEnv): Helm {
  const program = absolute(command);
  const version = helmVersion(program, env);
  const name = `${source}=${command}`;
  if (typeof version !== 'string')
    throw new Error(`${name} cannot be used: ${reasonOf(version)}. ${TO_GET}`, { cause: version });
  return { command: program, version: supported(name, version) };
}

function supported(name: string, version: string): string {
  if (/^v[34]\./.test(version)) return version.replace(/\+.*/, '');
  throw new Error(
    `${name} cannot be used: it must be Helm 3 or 4, but its version is "${version}". ${TO_GET}`,
  );
}

/** A command, made absolute if it is a path. */
export function absolute(command: string): string {
  return command.includes(path.sep) ? path.resolve(command) : command;
}

/** What `helm version --short` prints, or why it could not be run. */
export function helmVersion(command: string, env: NodeJS.ProcessEnv): string | NodeJS.ErrnoException {
  try {
    return execFileSync(command, ['version', '--short'], {
      encoding: 'utf8',
      env,
      stdio: 'pipe',
      timeout: 30_000,
    }).trim();
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

/** Why a program could not be run, without a full stop. */
export function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return 'there is no such file';
  if (error.code === 'EACCES') return 'it is not executable';
  return error.message.trim();
}
