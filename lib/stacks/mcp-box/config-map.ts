import type { Ref } from '../../engine/template/expression';
import { text } from '../../engine/template/operators';
import { eachEntry, neverEmpty, pair } from '../../engine/template/tree';
import type { mcpBoxValues } from './values';

/** Configuration files of all services and of the Job, with placeholders. */
export function configurationFiles({ configs }: Ref<typeof mcpBoxValues>) {
  return neverEmpty(
    eachEntry(configs, { key: 'key', entry: 'config' }, (key, config) => pair(text`${key}.yaml`, config)),
  );
}
