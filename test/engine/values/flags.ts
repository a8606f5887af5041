import type { JsonObject } from '../../../lib/engine/values/declaration';

/** The flags of Helm that change values. */
export type Flag = 'set' | 'setString';

/** A values file for arguments that change what is there. */
export const FILE: JsonObject = {
  list: ['x', 'y'],
  maps: [{ a: 1 }, { b: 2 }],
  lists: [[1], 'x', null],
  map: { a: 1 },
  empty: {},
  text: 't',
  nothing: null,
};
