/** Mistakes that no type catches. docs/engine/ideas.md has them with the sentences that they end in. */
import { each, matches, merged, neverEmpty, when } from '../../../lib/engine';
import type { Fields, Values } from './operators';

export const mistakes: Readonly<Record<string, (values: Values) => Fields>> = {
  flags: (values) => ({ isShop: matches(values.name, /^shop/i) }),
  lookahead: (values) => ({ isShop: matches(values.name, /^shop(?!-)/) }),
  firstProperty: (values) => ({ ports: [{ name: when(values.debug, 'debug'), port: 80 }] }),
  emptyIteration: (values) => ({ args: [each(values.args, 'arg', (arg) => when(values.debug, arg))] }),
  keyTwice: () => ({ labels: merged({ app: 'shop' }, { app: 'web' }) }),
  empty: (values) => ({ args: neverEmpty([when(values.debug, '--debug')]) }),
};
