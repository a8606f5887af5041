import { Checkout } from '../../support/checkout';

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
