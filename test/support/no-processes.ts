/**
 * Stands for `node:child_process` in unit tests, which start no other program: Helm, a shell or Node.js take seconds.
 *
 * @throws Error from each function
 */
function none(): never {
  throw new Error(
    'Unit tests start no programs: call the file NAME.slow.test.ts, which npm run test:slow runs.',
  );
}

export const exec = none;
export const execFile = none;
export const execFileSync = none;
export const execSync = none;
export const fork = none;
export const spawn = none;
export const spawnSync = none;
