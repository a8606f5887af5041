import { address, cluster, database, foreign, frontend, given, other, pod } from './known-answers';

describe('the corners of the API reference', () => {
  it('is about what comes in where it does not say, also without rules', () => {
    const reaches = given({ podSelector: {} });
    expect(reaches(foreign, database, 80)).toBe(false);
    expect(reaches(database, foreign, 80)).toBe(true);
  });

  it('is about what goes out, too, where it does not say and has rules for it', () => {
    const reaches = given({ podSelector: {}, egress: [{ ports: [{ port: 443 }] }] });
    expect(reaches(foreign, database, 443)).toBe(false);
    expect(reaches(database, foreign, 443)).toBe(true);
    expect(reaches(database, foreign, 80)).toBe(false);
    expect(given({ podSelector: {}, egress: [] })(database, foreign, 80)).toBe(true);
  });

  it('leaves rules aside that are of a direction it is not about', () => {
    const reaches = given({ podSelector: {}, policyTypes: ['Egress'], ingress: [], egress: [{}] });
    expect(reaches(foreign, database, 80)).toBe(true);
    const inwards = given({
      podSelector: {},
      policyTypes: ['Ingress'],
      ingress: [{}],
      egress: [{ ports: [{ port: 1 }] }],
    });
    expect(inwards(database, foreign, 80)).toBe(true);
  });

  it('lets nothing through without a rule and everything with an empty one', () => {
    expect(given({ podSelector: {}, ingress: [] })(foreign, database, 80)).toBe(false);
    expect(given({ podSelector: {}, ingress: [{}] })(foreign, database, 80)).toBe(true);
  });

  it('reads empty peers and ports as all', () => {
    expect(
      given({ podSelector: {}, ingress: [{ from: [], ports: [{ port: 80 }] }] })(foreign, database, 80),
    ).toBe(true);
    expect(
      given({ podSelector: {}, ingress: [{ from: [], ports: [{ port: 80 }] }] })(foreign, database, 81),
    ).toBe(false);
    expect(
      given({ podSelector: {}, ingress: [{ from: [{ podSelector: {} }], ports: [] }] })(other, database, 81),
    ).toBe(true);
  });

  it('reads an empty pod selector as all pods of the namespace and an empty namespace selector as all pods', () => {
    const here = given({ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] });
    expect([here(other, database, 80), here(foreign, database, 80)]).toEqual([true, false]);
    const anywhere = given({ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] });
    expect([anywhere(other, database, 80), anywhere(foreign, database, 80)]).toEqual([true, true]);
    expect(anywhere(address('10.0.0.1'), database, 80)).toBe(false);
  });

  it.each<[string, string[] | undefined, boolean[]]>([
    ['In', ['one', 'two'], [true, false, false]],
    ['NotIn', ['one'], [false, true, true]],
    ['Exists', undefined, [true, true, false]],
    ['DoesNotExist', undefined, [false, false, true]],
  ])('picks with %s', (operator, values, answers) => {
    const reaches = given({
      podSelector: {},
      ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: 'tier', operator, values }] } }] }],
    });
    const pods = [
      pod('default', { tier: 'one' }),
      pod('default', { tier: 'three' }),
      pod('default', { x: 'one' }),
    ];
    expect(pods.map((from) => reaches(from, database, 80))).toEqual(answers);
  });

  it('asks for all labels and all expressions of a selector', () => {
    const reaches = given({
      podSelector: {},
      ingress: [
        {
          from: [
            {
              podSelector: {
                matchLabels: { a: '1', b: '2' },
                matchExpressions: [{ key: 'c', operator: 'DoesNotExist' }],
              },
            },
          ],
        },
      ],
    });
    expect(reaches(pod('default', { a: '1', b: '2' }), database, 80)).toBe(true);
    expect(reaches(pod('default', { a: '1' }), database, 80)).toBe(false);
    expect(reaches(pod('default', { a: '1', b: '2', c: '3' }), database, 80)).toBe(false);
  });

  it('is about TCP where it does not say, and about all ports of a protocol where it names none', () => {
    const reaches = given({ podSelector: {}, ingress: [{ ports: [{ port: 53 }, { protocol: 'UDP' }] }] });
    expect(reaches(foreign, database, 53)).toBe(true);
    expect(reaches(foreign, database, 54)).toBe(false);
    expect(reaches(foreign, database, { protocol: 'UDP', number: 54 })).toBe(true);
    expect(reaches(foreign, database, { protocol: 'SCTP', number: 53 })).toBe(false);
  });

  it('looks a port name up at the destination, for its protocol', () => {
    const web = pod(
      'mine',
      { role: 'web' },
      {
        ports: [
          { name: 'http', containerPort: 8080, protocol: 'TCP' },
          { name: 'admin', containerPort: 9000, protocol: 'TCP' },
        ],
      },
    );
    const odd = pod(
      'mine',
      { role: 'odd' },
      { ports: [{ name: 'http', containerPort: 9090, protocol: 'UDP' }] },
    );
    const out = given({ podSelector: {}, policyTypes: ['Egress'], egress: [{ ports: [{ port: 'http' }] }] });
    expect([8080, 9000, 80].map((port) => out(database, web, port))).toEqual([true, false, false]);
    expect(out(database, odd, 9090)).toBe(false);
    expect(out(database, address('203.0.113.7'), 8080)).toBe(false);
    const here = pod('default', { role: 'web' }, { ports: web.ports });
    const inwards = given({ podSelector: {}, ingress: [{ ports: [{ port: 'http' }] }] });
    expect([inwards(foreign, here, 8080), inwards(web, database, 8080)]).toEqual([true, false]);
  });

  it('keeps a policy to its own namespace', () => {
    const reaches = cluster([['mine', 'policy', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }]]);
    expect(reaches(other, database, 80)).toBe(true);
    expect(reaches(other, foreign, 80)).toBe(false);
  });

  it('adds up policies, and needs both sides of a connection', () => {
    const fromFrontend = {
      podSelector: { matchLabels: { role: 'db' } },
      ingress: [{ from: [{ podSelector: { matchLabels: { role: 'frontend' } } }] }],
    };
    const fromOther = {
      podSelector: { matchLabels: { role: 'db' } },
      ingress: [{ from: [{ podSelector: { matchLabels: { role: 'other' } } }] }],
    };
    const noEgress = { podSelector: { matchLabels: { role: 'other' } }, policyTypes: ['Egress'] };
    const both = given(fromFrontend, fromOther);
    expect([both(frontend, database, 1), both(other, database, 1), both(foreign, database, 1)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(given(fromFrontend, fromOther, noEgress)(other, database, 1)).toBe(false);
  });

  it('cannot keep a pod from itself', () => {
    expect(given({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] })(database, database, 80)).toBe(true);
    const twin = { ...database, name: 'twin' };
    expect(given({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] })(database, twin, 80)).toBe(false);
  });

  it.each<[string, string, boolean]>([
    ['0.0.0.0/0', '203.0.113.7', true],
    ['0.0.0.0/0', '2001:db8::7', false],
    ['::/0', '2001:db8::7', true],
    ['::/0', '203.0.113.7', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['192.0.2.1/32', '192.0.2.1', true],
    ['192.0.2.1/32', '192.0.2.2', false],
  ])('the range %s and the address %s', (cidr, ip, answer) => {
    const reaches = given({
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr } }] }],
    });
    expect(reaches(database, address(ip), 443)).toBe(answer);
  });

  it('reads ranges of addresses for pods either way, as plugins do', () => {
    const spec = { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.244.0.0/16' } }] }] };
    expect(cluster([['default', 'policy', spec]], true)(foreign, database, 80)).toBe(true);
    expect(cluster([['default', 'policy', spec]], false)(foreign, database, 80)).toBe(false);
  });

  it.each<[string, unknown]>([
    ['ingress.0.from.0', { podSelector: {}, ingress: [{ from: [{}] }] }],
    [
      'ingress.0.from.0',
      { podSelector: {}, ingress: [{ from: [{ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }] }] },
    ],
    [
      'namespaceSelecor',
      { podSelector: {}, ingress: [{ from: [{ podSelector: {}, namespaceSelecor: {} }] }] },
    ],
    ['cidr', { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0' } }] }] }],
    ['endPort', { podSelector: {}, ingress: [{ ports: [{ port: 'http', endPort: 9 }] }] }],
    ['values', { podSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }],
    ['podSelector', {}],
  ])('rejects what the API server rejects: %s', (place, spec) => {
    expect(() => given(spec)).toThrow(place);
  });
});
