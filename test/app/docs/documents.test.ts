import { withSummary } from '../../../lib/app/docs/documents';
import { UserError } from '../../../lib/app/explain';

describe('withSummary', () => {
  it('puts a table between the marks, in the place of what is there', () => {
    const readme = 'before\n<!-- environments -->\nold\n<!-- /environments -->\nafter\n';
    const written = 'before\n<!-- environments -->\n\n| new |\n\n<!-- /environments -->\nafter\n';
    expect(withSummary(readme, '| new |\n')).toBe(written);
    expect(withSummary(written, '| new |\n')).toBe(written);
  });

  it.each([
    ['no marks', 'text\n'],
    ['no end', '<!-- environments -->\n'],
    ['no start', '<!-- /environments -->\n'],
    ['two starts', '<!-- environments -->\n<!-- environments -->\n<!-- /environments -->\n'],
    ['two ends', '<!-- environments -->\n<!-- /environments -->\n<!-- /environments -->\n'],
  ])('refuses a README with %s', (_, readme) => {
    expect(() => withSummary(readme, '')).toThrow(
      new UserError(
        'README.md: must have the lines <!-- environments --> and <!-- /environments --> once each, around the table of ' +
          'environments; put them where it is to be.',
      ),
    );
  });
});
