import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { Obj } from '../../cluster/support/cluster';

/** Objects as a project publishes them. */
export function objectsIn(text: string): readonly Obj[] {
  return parseAllDocuments(text).flatMap((document) => {
    const content: unknown = document.toJS();
    return content === null ? [] : [Obj.parse(content)];
  });
}

/** Objects of a file. */
export function objectsOfFile(file: string): readonly Obj[] {
  return objectsIn(readFileSync(file, 'utf8'));
}
