import path from 'node:path';
import { cached } from './cache';
import { run } from './run';

/** The pinned packages. */
export const REQUIREMENTS = path.join(__dirname, 'requirements.txt');

/**
 * The folder of a virtual environment with the packages of requirements.txt, made unless an earlier run did.
 *
 * @throws Error when there is no Python, or a package cannot be had or is not the one whose hash is pinned
 */
export function pythonEnvironment(): string {
  const folder = cached('python', [REQUIREMENTS], (target) => {
    process.stderr.write('installing checkov and the schemas of Kubernetes (a minute the first time)\n');
    run(
      'python3',
      ['-m', 'venv', path.join(target, 'venv')],
      'install Python 3.11 or newer with its venv module',
    );
    const pip = path.join(target, 'venv/bin/python');
    run(
      pip,
      [
        '-m',
        'pip',
        'install',
        '--quiet',
        '--disable-pip-version-check',
        '--require-hashes',
        '-r',
        REQUIREMENTS,
      ],
      'install Python 3.11 or newer with its venv module',
    );
  });
  return path.join(folder, 'venv');
}
