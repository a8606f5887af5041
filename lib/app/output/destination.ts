import { existsSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { umbrellaChart } from '../../stacks/umbrella-chart';
import { UserError } from '../explain';
import type { Output } from './dist';
import { writeOutput } from './write';
import { codeOf } from '../../engine/files/write-failure';

/** What `output` in cdk8s.yaml names, from the project's folder: a link to `dist`. */
export const LINK = path.join('.cache', 'synthesized');

/** Where a synthesis goes. */
export interface Destination {
  /** The folder whose content becomes the output. */
  readonly folder: string;
  /** A link to the folder, where the cdk8s command line looks for what was written. */
  readonly link?: string;
  /** Whether all that is wanted is the manifests in one file, which the cdk8s command line prints (`--stdout`). */
  readonly forStdout: boolean;
}

/**
 * Where the output goes: to `dist` of the project, or to the folder that the cdk8s command line names. It removes that folder before it
 * runs the app, so by default it names the link, not `dist`.
 *
 * @param given CDK8S_OUTDIR, relative to the working directory; empty when the app is run without the command line
 * @throws UserError when something would be lost that is no output
 */
export function destinationOf(project: string, given = ''): Destination {
  const dist = path.join(project, 'dist');
  if (given === '') return { folder: dist, forStdout: false };
  const folder = path.resolve(given);
  const link = path.join(project, LINK);
  if (folder === link) return { folder: dist, link, forStdout: false };
  if (folder === dist) return { folder: dist, forStdout: false };
  if (isForStdout(folder)) return { folder, forStdout: true };
  if (!path.relative(folder, project).startsWith('..'))
    throw new UserError(
      `The output folder ${given} has the project in it, which would be lost; name another one.`,
    );
  if (isOfOthers(folder))
    throw new UserError(
      `The output folder ${given} has files that no synthesis wrote, which would be lost; name an empty folder, or one that is not there.`,
    );
  return { folder, forStdout: false };
}

/** Whether a folder has files, and not those of an output: each has the chart of all stacks. */
function isOfOthers(folder: string): boolean {
  if (!existsSync(folder) || !statSync(folder).isDirectory() || readdirSync(folder).length === 0)
    return false;
  return !existsSync(path.join(folder, 'charts', umbrellaChart.name, 'Chart.yaml'));
}

/** For `--stdout` the cdk8s command line makes an empty folder, prints all YAML files that are in it then, and removes it. */
function isForStdout(folder: string): boolean {
  const { dir, base } = path.parse(folder);
  return (
    dir === path.resolve(tmpdir()) &&
    /^cdk8s-[^-]{6}$/.test(base) &&
    existsSync(folder) &&
    readdirSync(folder).length === 0
  );
}

/**
 * Writes an output to where it goes.
 *
 * @throws UserError when it cannot be written; then what was there is there
 */
export function writeTo({ folder, link, forStdout }: Destination, output: Output): void {
  writeOutput(folder, forStdout ? new Map([['manifests.yaml', manifestsIn(output)]]) : output);
  if (link !== undefined) makeLink(link, folder);
}

/** The manifests of all environments as one stream: charts are for Helm, and kubectl would not take their templates. */
export function manifestsIn(output: Output): string {
  return [...output]
    .filter(([file]) => file.endsWith('.k8s.yaml'))
    .map(([, content]) => content)
    .join('---\n');
}

function makeLink(link: string, folder: string): void {
  mkdirSync(path.dirname(link), { recursive: true });
  rmSync(link, { recursive: true, force: true });
  try {
    symlinkSync(path.relative(path.dirname(link), folder), link);
  } catch (error) {
    // Another synthesis at the same time has made it.
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}
