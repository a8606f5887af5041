import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../explain';
import { writeFiles } from '../../engine/files/write-files';
import { templatesFolder } from '../project';
import { programOf, type ProgramOptions } from '../scaffold/program';
import { projectStack } from '../scaffold/project';
import { REGISTRY } from '../scaffold/registry';
import { repositoryStack, type NewStack } from '../scaffold/repository';

/** What to make, as the command line says it. */
export interface NewRequest extends ProgramOptions {
  /** The folder of the project: a checkout of this repository, or a project that has the package. */
  readonly project: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/**
 * Makes a stack.
 *
 * @returns what was written, for people or for machines
 * @throws UserError when something is wrong; then nothing is written
 */
export function newStack(
  name: string,
  { project, dryRun = false, json = false, ...options }: NewRequest,
): string {
  const make = existsSync(path.join(project, REGISTRY)) ? repositoryStack : projectStack;
  const stack = make(name, programOf(options), { folder: project, templates: templatesFolder() });
  assertNew(project, stack);
  if (!dryRun) writeFiles(new Map([...stack.files].map(([file, text]) => [path.join(project, file), text])));
  return json ? asJson(name, stack, dryRun) : asText(stack, dryRun);
}

/** What is there is never overwritten, nor is anything added to a folder that is there. */
function assertNew(project: string, { folder, files, changed }: NewStack): void {
  const added = [...files.keys()].filter((file) => !changed.includes(file));
  const found = [folder, ...added].find((file) => existsSync(path.join(project, file)));
  if (found !== undefined)
    throw new UserError(`${path.join(project, found)} is there already; remove it, or use another name.`);
}

function asJson(name: string, { files, changed, next }: NewStack, dryRun: boolean): string {
  const written = [...files.keys()].filter((file) => !changed.includes(file));
  return `${JSON.stringify({ stack: name, dryRun, written, changed, next }, undefined, 2)}\n`;
}

function asText({ files, changed, next }: NewStack, dryRun: boolean): string {
  const lines = [...files.keys()].map((file) => (changed.includes(file) ? `${file} (changed)` : file));
  return [
    ...(dryRun ? ['Nothing is written. Without --dry-run these files are:'] : []),
    ...lines,
    ...(dryRun ? [] : ['', 'Next:', ...next.map((line) => `  ${line}`)]),
    '',
  ].join('\n');
}
