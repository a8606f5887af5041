import { readFileSync } from 'node:fs';
import path from 'node:path';
import { exceptionsPage } from './page';

it('is what docs/policy-exceptions.md shows: npx tsx verify/policies/page.ts > docs/policy-exceptions.md', () => {
  expect(readFileSync(path.join(__dirname, '../../docs/policy-exceptions.md'), 'utf8')).toBe(
    exceptionsPage(),
  );
});
