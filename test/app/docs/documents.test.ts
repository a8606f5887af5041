import { diagramOf, withDiagram } from '../../../lib/app/docs/documents';
import { UserError } from '../../../lib/app/explain';

describe('withDiagram', () => {
  it('puts a diagram between the markers, in place of the one before', () => {
    const readme = 'before\n<!-- diagram -->\nold\n<!-- /diagram -->\nafter\n';
    const written = 'before\n<!-- diagram -->\n\n```mermaid\nflowchart LR\n```\n\n<!-- /diagram -->\nafter\n';
    expect(withDiagram('README.md', readme, 'flowchart LR\n')).toBe(written);
    expect(withDiagram('README.md', written, 'flowchart LR\n')).toBe(written);
  });

  it.each([
    ['no markers', 'text\n'],
    ['no end', '<!-- diagram -->\n'],
    ['no start', '<!-- /diagram -->\n'],
    ['two starts', '<!-- diagram -->\n<!-- diagram -->\n<!-- /diagram -->\n'],
    ['two ends', '<!-- diagram -->\n<!-- /diagram -->\n<!-- /diagram -->\n'],
  ])('does not accept a README with %s', (_, readme) => {
    expect(() => withDiagram('README.zh-CN.md', readme, '')).toThrow(
      new UserError(
        'README.zh-CN.md: must have the lines <!-- diagram --> and <!-- /diagram --> once each, around the diagram; ' +
          'put them where it is to be.',
      ),
    );
  });
});

it('says that there is no environment to draw', () => {
  expect(() => diagramOf([])).toThrow(
    new UserError('environments/ has no environment to draw; add a file such as environments/dev.ts.'),
  );
});
