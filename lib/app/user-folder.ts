import path from 'node:path';

/** The folder that the user is in: npm runs its scripts in that of the project, and says where it was called. */
export function userFolder(): string {
  return process.env['INIT_CWD'] ?? process.cwd();
}

/** A path as the user means it. */
export function fromUser(given: string): string {
  return path.resolve(userFolder(), given);
}
