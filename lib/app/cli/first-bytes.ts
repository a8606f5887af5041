import { closeSync, openSync, readSync } from 'node:fs';

/** What stands for the standard input in the place of a file, as Helm and kubectl have it. */
export const STANDARD_INPUT = '-';
/** What it is called in sentences. */
export const INPUT_NAME = 'the standard input';

/** How long is waited for a standard input that has nothing yet and does not wait itself, as a terminal's may not, in milliseconds. */
const PAUSE = 20;

/**
 * The first bytes of a file, or of the standard input: a device and a pipe have no size to ask for first, and may have no end.
 *
 * @param most how many at most
 */
export function firstBytes(file: string, most: number): Buffer {
  const descriptor = file === STANDARD_INPUT ? process.stdin.fd : openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(most);
    let length = 0;
    for (let read = -1; read !== 0 && length < most; length += Math.max(read, 0))
      read = readOrWait(descriptor, bytes, length);
    return bytes.subarray(0, length);
  } finally {
    if (file !== STANDARD_INPUT) closeSync(descriptor);
  }
}

/** How many bytes were read: 0 at the end, -1 where there are none yet. */
function readOrWait(descriptor: number, bytes: Buffer, from: number): number {
  try {
    return readSync(descriptor, bytes, from, bytes.length - from, null);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    return -1;
  }
}
