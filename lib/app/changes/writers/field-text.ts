import { diffLines } from 'diff';
import type { Json } from '../../../engine/values/declaration';
import { formatFieldPath, type FieldChange } from '../fields';

/** How much of a value is shown: what is longer is in the manifests. */
const LONGEST = 400;

/** A field's change in lines: what was there after `-`, what is there after `+`, and of a text of lines only those that changed. */
export function fieldLines({ path, before, after }: FieldChange): readonly string[] {
  const name = formatFieldPath(path);
  if (isText(before) && isText(after)) return [`  ${name}:`, ...changedLines(before, after).map(indented)];
  return [
    ...(before === undefined ? [] : [`- ${name}: ${inWords(before)}`]),
    ...(after === undefined ? [] : [`+ ${name}: ${inWords(after)}`]),
  ];
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string' && value.includes('\n');
}

function changedLines(before: string, after: string): readonly string[] {
  return diffLines(before, after)
    .filter(({ added, removed }) => added || removed)
    .flatMap(({ added, value }) =>
      value
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => `${added ? '+' : '-'} ${line}`),
    );
}

function indented(line: string): string {
  return `${line.slice(0, 2)}  ${line.slice(2)}`;
}

function inWords(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${String(text.length)} characters)` : text;
}
