import path from 'node:path';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { stacks } from '../../lib/stacks/stacks';
import { fileOfStack } from './file-of-stack';

/** The values without which a chart is not rendered; a stack that needs none has none. */
export const REQUIRED_VALUES: Readonly<Record<string, JsonObject>> = Object.fromEntries(
  Object.keys(stacks).flatMap((name) => {
    const { required } = fileOfStack<{ readonly required: JsonObject }>(path.join(__dirname, 'stacks'), name);
    return required === undefined ? [] : [[name, required]];
  }),
);
