import { diagramOf, withDiagram } from '../../../lib/app/docs/documents';
import { UserError } from '../../../lib/app/explain';
import { Checkout } from '../../support/checkout';

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

it('stacks environments --write updates stale documents, and writes none of them where a README has no markers', () => {
  const files = ['README.md', 'README.zh-CN.md', 'docs/environments.md'];
  const checkout = new Checkout(['README.md', 'README.zh-CN.md', 'docs']);
  const write = () => checkout.run('lib/app/cli/stacks.ts', 'environments', '--write');
  const read = () => files.map((file) => checkout.read(file));
  try {
    // GIVEN documents that are stale
    expect(write()).toBe('');
    const fresh = read();
    for (const file of files) checkout.write(file, checkout.read(file).replaceAll('claude-relay', 'stale'));
    read().forEach((text, index) => expect(text).not.toBe(fresh[index]));

    // WHEN they are written
    expect(write()).toBe('');

    // THEN the generated parts are what they were
    expect(checkout.read('docs/environments.md')).toBe(fresh[2]);
    expect(checkout.read('README.md')).toContain('claude-relay & claude-middleware -->');

    // AND none is touched when a README has no markers
    checkout.write('README.md', String(fresh[0]).replaceAll('mcp-gateway', 'stale'));
    checkout.write('README.zh-CN.md', 'no markers\n');
    const before = read();
    expect(write()).toMatch(/^README\.zh-CN\.md: must have the lines/);
    expect(read()).toEqual(before);
  } finally {
    checkout.remove();
  }
});
