import { Checkout } from '../../support/checkout';

it('writes nothing when stacks are in each other’s way, and leaves what was there', () => {
  // GIVEN a synthesis that went well, and then an environment with one host for two stacks
  const checkout = new Checkout();
  try {
    expect(checkout.synthesize()).toBe('');
    const before = checkout.contents('dist');
    expect(before.size).toBeGreaterThan(20);
    checkout.write(
      'environments/wrong.ts',
      `export default { namespace: 'wrong', stacks: {
         'claude-relay': { config: { existingSecret: 'x' }, ingress: { enabled: true, hosts: [{ host: 'a.example.com' }] } },
         jairouter: { auth: { existingSecret: 'x' }, ingress: { enabled: true, hosts: [{ host: 'a.example.com' }] } },
       } };`,
    );

    // WHEN it is synthesized again
    const said = checkout.synthesize();

    // THEN there is one sentence, and the output is as it was
    expect(said).toBe(
      'environments/wrong.ts: the host a.example.com is one of claude-relay (ingress.hosts[0].host) and one of jairouter ' +
        '(ingress.hosts[0].host); a host leads to one stack, so give one of them another.\n',
    );
    expect(checkout.contents('dist')).toEqual(before);
    expect(checkout.entries().filter((entry) => entry.startsWith('dist'))).toEqual(['dist']);
  } finally {
    checkout.remove();
  }
});
