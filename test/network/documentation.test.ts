import type { End } from './evaluator';
import { address, database, foreign, frontend, given, other, pod, stranger } from './known-answers';

describe('the examples of the Kubernetes page on network policies', () => {
  it('has no policy: everything is let through', () => {
    const reaches = given();
    expect(reaches(stranger, database, 6379)).toBe(true);
    expect(reaches(database, address('203.0.113.7'), 5978)).toBe(true);
  });

  describe('one policy with three kinds of peers', () => {
    const reaches = given({
      podSelector: { matchLabels: { role: 'db' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [
            { ipBlock: { cidr: '172.17.0.0/16', except: ['172.17.1.0/24'] } },
            { namespaceSelector: { matchLabels: { project: 'myproject' } } },
            { podSelector: { matchLabels: { role: 'frontend' } } },
          ],
          ports: [{ protocol: 'TCP', port: 6379 }],
        },
      ],
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/24' } }], ports: [{ protocol: 'TCP', port: 5978 }] }],
    });

    it.each<[string, End, End, number, boolean]>([
      ['a frontend of the same namespace', frontend, database, 6379, true],
      ['a frontend of another namespace', stranger, database, 6379, false],
      ['any pod of a namespace of the project', foreign, database, 6379, true],
      ['another pod of the same namespace', other, database, 6379, false],
      ['an address of the range', address('172.17.0.4'), database, 6379, true],
      ['the last address of the range', address('172.17.255.255'), database, 6379, true],
      ['an address of the exception', address('172.17.1.4'), database, 6379, false],
      ['the first address after the exception', address('172.17.2.0'), database, 6379, true],
      ['an address of neither', address('172.18.0.1'), database, 6379, false],
      ['a frontend on another port', frontend, database, 6380, false],
      ['out to the range', database, address('10.0.0.200'), 5978, true],
      ['out to the range on another port', database, address('10.0.0.200'), 443, false],
      ['out of the range', database, address('10.0.1.0'), 5978, false],
      ['out to a pod', database, frontend, 5978, false],
      ['a pod that it does not pick', stranger, frontend, 6379, true],
    ])('%s', (_, from, to, port, answer) => {
      expect(reaches(from, to, port)).toBe(answer);
    });
  });

  it('denies all that comes in, and no more', () => {
    const reaches = given({ podSelector: {}, policyTypes: ['Ingress'] });
    expect(reaches(frontend, database, 6379)).toBe(false);
    expect(reaches(address('203.0.113.7'), database, 6379)).toBe(false);
    expect(reaches(database, foreign, 443)).toBe(true);
    expect(reaches(database, stranger, 443)).toBe(true);
    expect(reaches(frontend, foreign, 6379)).toBe(true);
  });

  it('allows all that comes in, whatever else denies', () => {
    const allow = { podSelector: {}, ingress: [{}], policyTypes: ['Ingress'] };
    for (const reaches of [given(allow), given(allow, { podSelector: {}, policyTypes: ['Ingress'] })]) {
      expect(reaches(stranger, database, 1)).toBe(true);
      expect(reaches(address('2001:db8::7'), database, { protocol: 'SCTP', number: 9 })).toBe(true);
    }
  });

  it('denies all that goes out, and no more', () => {
    const reaches = given({ podSelector: {}, policyTypes: ['Egress'] });
    expect(reaches(database, frontend, 80)).toBe(false);
    expect(reaches(database, address('203.0.113.7'), 443)).toBe(false);
    expect(reaches(database, stranger, { protocol: 'UDP', number: 53 })).toBe(false);
    expect(reaches(stranger, database, 6379)).toBe(true);
  });

  it('allows all that goes out, whatever else denies', () => {
    const reaches = given(
      { podSelector: {}, egress: [{}], policyTypes: ['Egress'] },
      { podSelector: {}, policyTypes: ['Egress'] },
    );
    expect(reaches(database, stranger, 80)).toBe(true);
    expect(reaches(database, address('203.0.113.7'), { protocol: 'UDP', number: 53 })).toBe(true);
  });

  it('denies both', () => {
    const reaches = given({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    expect(reaches(stranger, database, 6379)).toBe(false);
    expect(reaches(database, stranger, 6379)).toBe(false);
    expect(reaches(stranger, foreign, 6379)).toBe(true);
  });

  describe('selectors in one entry and in two', () => {
    const user = pod('mine', { role: 'client' });
    const clientHere = pod('default', { role: 'client' });
    const namespaceSelector = { matchLabels: { project: 'myproject' } };
    const podSelector = { matchLabels: { role: 'client' } };

    it('asks for both in one entry', () => {
      const reaches = given({ podSelector: {}, ingress: [{ from: [{ namespaceSelector, podSelector }] }] });
      expect(reaches(user, database, 80)).toBe(true);
      expect(reaches(foreign, database, 80)).toBe(false);
      expect(reaches(clientHere, database, 80)).toBe(false);
    });

    it('asks for either in two', () => {
      const reaches = given({
        podSelector: {},
        ingress: [{ from: [{ namespaceSelector }, { podSelector }] }],
      });
      expect(reaches(user, database, 80)).toBe(true);
      expect(reaches(foreign, database, 80)).toBe(true);
      expect(reaches(clientHere, database, 80)).toBe(true);
      expect(reaches(pod('back', { role: 'client' }), database, 80)).toBe(false);
    });
  });

  it('takes a range of ports with both its ends', () => {
    const reaches = given({
      podSelector: { matchLabels: { role: 'db' } },
      policyTypes: ['Egress'],
      egress: [
        {
          to: [{ ipBlock: { cidr: '10.0.0.0/24' } }],
          ports: [{ protocol: 'TCP', port: 32000, endPort: 32768 }],
        },
      ],
    });
    const answers = [31999, 32000, 32400, 32768, 32769].map((port) =>
      reaches(database, address('10.0.0.1'), port),
    );
    expect(answers).toEqual([false, true, true, true, false]);
    expect(reaches(database, address('10.0.0.1'), { protocol: 'UDP', number: 32400 })).toBe(false);
  });

  it('picks several namespaces by their labels', () => {
    const reaches = given({
      podSelector: { matchLabels: { role: 'db' } },
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            {
              namespaceSelector: {
                matchExpressions: [{ key: 'namespace', operator: 'In', values: ['frontend', 'backend'] }],
              },
            },
          ],
        },
      ],
    });
    expect(reaches(database, pod('front', {}), 80)).toBe(true);
    expect(reaches(database, pod('back', {}), 80)).toBe(true);
    expect(reaches(database, foreign, 80)).toBe(false);
  });

  it('picks a namespace by its name, with the label that the control plane sets', () => {
    const reaches = given({
      podSelector: {},
      ingress: [
        { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'front' } } }] },
      ],
    });
    expect(reaches(pod('front', {}), database, 80)).toBe(true);
    expect(reaches(pod('back', {}), database, 80)).toBe(false);
  });
});
