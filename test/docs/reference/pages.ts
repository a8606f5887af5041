import { declarationsPage } from './declarations-page';
import { operatorsPage } from './operators-page';

/** The pages that are made from examples. */
export const PAGES = {
  'docs/engine/declarations.md': declarationsPage,
  'docs/engine/operators.md': operatorsPage,
} as const;
