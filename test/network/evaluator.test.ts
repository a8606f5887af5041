import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The evaluator and what it consists of. */
const PARTS = ['evaluator.ts', 'policy.ts', 'labels.ts', 'addresses.ts'];

it('shares nothing with the project: it imports its own parts and no others', () => {
  const imports = PARTS.flatMap((file) =>
    [
      ...readFileSync(path.join(__dirname, file), 'utf8').matchAll(
        /\b(?:from|import|require)\s*\(?\s*['"`]([^'"`]+)['"`]/g,
      ),
    ].map(([, name]) => name ?? ''),
  );
  const allowed = ['zod', 'node:net', ...PARTS.map((file) => `./${path.basename(file, '.ts')}`)];
  expect(imports.length).toBeGreaterThan(5);
  expect(imports.filter((name) => !allowed.includes(name))).toEqual([]);
});
