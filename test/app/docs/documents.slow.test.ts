import { Checkout } from '../../support/checkout';

it('stacks environments --write brings stale documents back, and writes neither of them where the README has no place', () => {
  const checkout = new Checkout(['README.md', 'docs']);
  const write = () => checkout.run('lib/app/cli/stacks.ts', 'environments', '--write');
  try {
    // GIVEN documents that are stale
    const [readme, page] = ['README.md', 'docs/environments.md'].map((file) => checkout.read(file));
    checkout.write(
      'README.md',
      String(readme).replace(/^\| all .* requests .*$/m, '| all | requests | 1 pod |'),
    );
    checkout.write('docs/environments.md', 'stale\n');
    expect(checkout.read('README.md')).not.toBe(readme);

    // WHEN they are written
    expect(write()).toBe('');

    // THEN they are what the repository has
    expect(checkout.read('README.md')).toBe(readme);
    expect(checkout.read('docs/environments.md')).toBe(page);

    // AND neither is touched when the README has no place
    checkout.write('README.md', 'no place\n');
    checkout.write('docs/environments.md', 'stale\n');
    expect(write()).toMatch(/^README\.md: must have the lines/);
    expect(checkout.read('docs/environments.md')).toBe('stale\n');
  } finally {
    checkout.remove();
  }
});
