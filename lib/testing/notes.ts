import type { Files } from '../engine/helm/chart-files';
import { Evaluator } from '../engine/manifests/evaluate';
import type { StackTemplate } from '../engine/template/stack-template';
import { lines } from '../engine/template/tree';
import { valuesOf } from '../engine/values/check';
import type { JsonObject } from '../engine/values/declaration';
import { scalarString } from '../engine/values/merge';
import { helmOutput } from './renderings';

/** A release whose notes are asked for. */
export interface NotesRequest {
  readonly name: string;
  readonly namespace: string;
  readonly values: JsonObject;
}

const TEMPLATE = 'templates/notes-of-the-test.yaml';

/** The files of a chart, and one that prints its notes: `helm template` prints none. */
export function withNotes(files: Files): Files {
  const notes = files.get('templates/NOTES.txt') ?? '';
  const template = `{{- define "notes-of-the-test" }}${notes}{{ end -}}
kind: Notes
text: {{ include "notes-of-the-test" . | toJson }}
`;
  return new Map([...files, [TEMPLATE, template]]);
}

/**
 * The notes of a chart {@link withNotes}, the warnings with them, by Helm.
 *
 * @param command a path, or the name of a program on the PATH
 * @throws Error with what Helm says when it rejects the values
 */
export async function helmNotes(
  command: string,
  chart: string,
  { name, namespace, values }: NotesRequest,
): Promise<string> {
  const request = { release: name, namespace, values: [values], set: [], setString: [] };
  const shown = await helmOutput(command, chart, request, TEMPLATE);
  if (!shown.ok) throw new Error(shown.message);
  const [, json = '""'] = /^text: (.*)$/m.exec(shown.output) ?? [];
  return JSON.parse(json) as string;
}

/**
 * The notes of a stack, the warnings with them, by the plain rendering.
 *
 * @throws ValuesError when the values are not right
 */
export function plainNotes(stack: StackTemplate, { name, namespace, values }: NotesRequest): string {
  const all = valuesOf(stack.declaration, [{ name: 'values', values }]);
  const evaluator = Evaluator.for({ name, namespace, chart: stack.chart, values: all });
  return scalarString(
    evaluator.tree(lines(...stack.notes.lines, ...stack.warnings.flatMap((added) => added.lines))),
  );
}
