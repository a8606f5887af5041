/** Writes the pages on declarations and operators: `npm run docs`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../support/markdown';
import { PAGES } from './pages';

for (const [file, text] of Object.entries(PAGES)) writeFileSync(path.join(ROOT, file), text());
