import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { toYaml } from '../../engine/yaml/document';
import { UserError } from '../explain';
import { writeFiles } from '../../engine/files/write-files';
import type { ChartPackage } from './packages';

/** What has been released: the SHA-256 of the package of each version of each chart, as `sha256:…`. */
export type Released = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The list of what has been released, in the project. */
export const RELEASED_FILE = 'deploy/released.yaml';

const HEADING = `# Packages of charts that have been released: what has a version here never changes again. "stacks publish" adds to the list, and a
# test compares it with what the source gives.
`;

const Form = z.record(z.string(), z.record(z.string(), z.string().regex(/^sha256:[0-9a-f]{64}$/)));

/**
 * The list of a project.
 *
 * @throws UserError when it cannot be read, or is no such list
 */
export function readReleased(project: string): Released {
  try {
    return Form.parse(parse(readFileSync(path.join(project, RELEASED_FILE), 'utf8')));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new UserError(
      `${RELEASED_FILE} cannot be read: ${reason}. It has CHART: { VERSION: sha256:… }, as in the last commit.`,
    );
  }
}

/** What has another content than the release of its version, a sentence each. */
export function changedSinceRelease(
  packages: readonly ChartPackage[],
  released: Released,
): readonly string[] {
  return packages.flatMap(({ name, version, sha256 }) => {
    const digest = released[name]?.[version];
    return digest === undefined || digest === `sha256:${sha256}`
      ? []
      : [
          `${name} ${version} has been released with the SHA-256 ${digest.slice(7, 19)}… and is ${sha256.slice(0, 12)}… now: raise its version.`,
        ];
  });
}

/** Adds packages to the list of a project. */
export function addReleased(project: string, packages: readonly ChartPackage[]): void {
  const list = { ...readReleased(project) };
  for (const { name, version, sha256 } of packages)
    list[name] = { ...list[name], [version]: `sha256:${sha256}` };
  writeFiles(new Map([[path.join(project, RELEASED_FILE), HEADING + toYaml(list)]]));
}
