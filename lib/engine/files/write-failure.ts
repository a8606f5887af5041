import { InputError } from '../values/input-error';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; make room and run it again',
  EDQUOT: 'your quota of the disk is used up; make room and run it again',
  EACCES: 'you may not write there; change the permissions, or name another folder',
  EPERM: 'you may not write there; change the permissions, or name another folder',
  EROFS: 'the file system is read-only; name another folder',
  ENOTDIR: 'a part of the path is a file; name another folder',
  EEXIST: 'a part of the path is a file; name another folder',
  EISDIR: 'there is a folder of this name; name another file',
  EBUSY: 'another program uses the folder, or it is a mount; name a folder in it',
};

/** Why an output could not be written, in a sentence where it is the machine's doing. */
export function writeFailure(folder: string, error: unknown): unknown {
  const reason = REASONS[codeOf(error)];
  return reason === undefined
    ? error
    : new InputError(`${folder} cannot be written: ${reason}. What was there is unchanged.`);
}

/** The code of an error of the operating system, such as ENOSPC; empty for any other error. */
export function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
