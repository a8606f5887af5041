import path from 'node:path';

/** What stands for a container image: the programs in it, and what it says of how it is run. */
export interface Image {
  /** The version that its programs behave as. */
  readonly version: string;
  readonly entrypoint: readonly string[];
  readonly workingDir: string;
  /** The user, where the manifest names none. */
  readonly user: number;
  /** Programs on the PATH, or by their absolute path, and the stand-in for each. */
  readonly programs: Readonly<Record<string, string>>;
  /** Other files that commands look for, by absolute path. */
  readonly files: readonly string[];
  /** Folders that only root can enter. */
  readonly rootOnly: readonly string[];
}

/** An image of tools, and the default of what others say. */
export const TOOLS: Image = {
  version: '',
  entrypoint: ['sh'],
  workingDir: '/',
  user: 0,
  programs: { nc: 'nc', wget: 'wget', curl: 'curl' },
  files: [],
  rootOnly: [],
};

/** An image with more than tools. */
export function image(more: Omit<Partial<Image>, 'programs'> & Pick<Image, 'programs'>): Image {
  return { ...TOOLS, ...more, programs: { ...TOOLS.programs, ...more.programs } };
}

const STAND_INS = path.join(__dirname, 'programs');
const LOADER = require.resolve('tsx/cjs');

/** The executable that is found in the place of a program. It becomes the stand-in, so that signals reach that and nothing between. */
export function executable(standIn: string): string {
  const file = path.join(STAND_INS, `${standIn}.ts`);
  return `#!/bin/sh\nexec '${process.execPath}' --require '${LOADER}' '${file}' "$@"\n`;
}

/**
 * Executables of the shell's tools that tell the time: a pod may live faster than this machine, so that a test need not wait ten
 * minutes for a stream.
 *
 * @param pace seconds of the pod in one second of this machine
 */
export function clocks(pace: number): Readonly<Record<string, string>> {
  const awk = (program: string) => `awk "BEGIN { ${program} }"`;
  return {
    sleep: `#!/bin/sh\nPATH=/usr/bin:/bin\nexec sleep "$(${awk(`print $1 / ${String(pace)}`)})"\n`,
    date: `#!/bin/sh\nexec awk '{ print int($1 * ${String(pace)}) }' /proc/uptime\n`,
    node: `#!/bin/sh\nexec '${process.execPath}' "$@"\n`,
  };
}
