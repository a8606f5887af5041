import { diffLines } from 'diff';
import type { StackTemplate } from '../engine/template/stack-template';
import type { JsonObject } from '../engine/values/declaration';
import { filesOf, withFiles } from './chart-folder';
import { findHelms } from './helm/programs';
import { helmNotes, plainNotes, withNotes } from './notes';
import type { ReleaseOptions, StackValues } from './rendered-objects';

/** The release whose notes are looked at. */
export interface NotesOptions<S extends StackTemplate = StackTemplate> extends ReleaseOptions {
  /**
   * What differs from the defaults.
   *
   * @default - nothing
   */
  readonly values?: StackValues<S>;
  /**
   * As in `EqualityOptions`.
   *
   * @default - the variables HELM and HELM4, else `helm` on the PATH
   */
  readonly helm?: string | readonly string[];
}

/**
 * Expects that a stack has notes, and that Helm prints the same ones, with warnings, that the stack gives plainly.
 *
 * @returns the notes
 * @throws Error when there are none, or they differ; when there is no Helm, with how to get it; ValuesError when the values are not right
 */
export async function expectNotes<S extends StackTemplate>(
  stack: S,
  { name = stack.chart.name, namespace = 'default', values, helm }: NotesOptions<S> = {},
): Promise<string> {
  const request = { name, namespace, values: (values ?? {}) as JsonObject };
  const helms = findHelms(helm);
  const plain = plainNotes(stack, request);
  if (plain.trim() === '')
    throw new Error(`${stack.chart.name} has no notes; they are what its user reads after helm install.`);
  const files = withNotes(filesOf(stack));
  await withFiles(stack.chart.name, files, async (chart) => {
    for (const { command, version } of helms) {
      const theirs = await helmNotes(command, chart, request);
      if (theirs !== plain)
        throw new Error(
          `The notes of ${stack.chart.name} are not the same (- plain, + Helm ${version}):\n${difference(plain, theirs)}`,
        );
    }
  });
  return plain;
}

function difference(plain: string, theirs: string): string {
  return diffLines(plain, theirs)
    .flatMap(({ added, removed, value }) =>
      value
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => `${added ? '+' : removed ? '-' : ' '} ${line}`),
    )
    .join('\n');
}
