import { readFileSync } from 'node:fs';
import path from 'node:path';
import { document } from './document';

it('is what docs/network.md shows; npx tsx test/network/document.ts > docs/network.md writes it anew', () => {
  expect(readFileSync(path.join(__dirname, '../../docs/network.md'), 'utf8')).toBe(document());
});
