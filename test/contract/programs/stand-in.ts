import { appendFileSync, readFileSync } from 'node:fs';
import { translated } from '../words';

/** What the runner tells a stand-in: what the program itself finds in its image and in the kernel. */
interface Notice {
  readonly version: string;
  /** Paths of the container, and where they are on this machine. */
  readonly mounts: readonly (readonly [string, string])[];
  /** Folder that stands for `/`. */
  readonly root: string;
  /** File for the names of the variables that the program reads. */
  readonly reads: string;
  /** Seconds of the program in one second of this machine. */
  readonly pace: number;
}

const notice = JSON.parse(readFileSync(process.env['STAND_IN'] ?? '', 'utf8')) as Notice;
const words = new Map(notice.mounts);

/** The version that the image has of the program. */
export const version = notice.version;

/**
 * Reads a variable, as the program does, and writes down that it was read: a test compares the names with what
 * `lib/stacks/STACK/software.ts` says of the version. A stand-in reads its variables in no other way.
 */
export function variable(name: string): string | undefined {
  appendFileSync(notice.reads, `${name}\n`);
  const value = process.env[name];
  return value === '' ? undefined : value;
}

/** Where a path of the container is. */
export function place(path: string): string {
  const there = translated(path, words);
  return there === path ? `${notice.root}${path}` : there;
}

/** What stands for a host or a port of the cluster. */
export function there(word: string): string {
  return translated(word, words);
}

/** Whether a variable is set, though it may be empty. */
export function isSet(name: string): boolean {
  return variable(name) !== undefined || process.env[name] !== undefined;
}

/** Does something after seconds of the pod. */
export function after(seconds: number, what: () => void): NodeJS.Timeout {
  return setTimeout(what, (seconds * 1000) / notice.pace);
}

/** Does something after each second of the pod. */
export function eachSecond(what: () => void): NodeJS.Timeout {
  return setInterval(what, 1000 / notice.pace);
}

/** Ends the program with its last words. */
export function fail(code: number, sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

/** The message of what was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
