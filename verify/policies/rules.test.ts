import { program } from '../../tools/programs';
import { outputOf } from '../../tools/run';
import { RULES } from './conftest';

it('has rules that accept and reject what their tests say', () => {
  const printed = outputOf(
    program('conftest'),
    ['verify', '--policy', RULES, '--no-color', '--report', 'full'],
    'see tools/programs.ts',
  );
  // `conftest verify` is content with a folder in which it finds no test.
  const [, passed] = /PASS: (\d+)\/\1\b/.exec(printed) ?? [];
  expect(Number(passed)).toBeGreaterThan(60);
});
