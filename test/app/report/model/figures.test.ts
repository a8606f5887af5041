import { bytes, bytesRange, cores, rangeInWords } from '../../../../lib/app/report/model/figures';
import { deployment } from '../../changes/objects';
import { report, resources } from '../objects';

const figures = (...args: Parameters<typeof report>) =>
  report(...args).figures.map(({ name, value, note }) => `${name}: ${value} (${note})`);

it('has what is seen first', () => {
  expect(figures()).toEqual([
    'Pods: 3 (2 workloads)',
    'CPU requested: 2 (cores)',
    'Memory requested: 4 GiB (1 × 4/16Gi)',
    'Open hosts: 1 (1 without TLS)',
    'Secrets to create: 1 ()',
    'Images: 2 (1 by a moving tag)',
    'Storage claimed: 10 GiB (1 claim)',
    'Policy exceptions: 0 (5 gaps)',
  ]);
});

it('says that a pod is too large', () => {
  expect(figures([deployment('a', {}, resources('8', '1Gi'))])[2]).toBe('Memory requested: 1 GiB (a pod is too large)'); // prettier-ignore
});

it('writes numbers for people', () => {
  expect([cores(1.849), cores(2)]).toEqual(['1.85', '2']);
  expect([bytes(2 ** 29), bytes(1.25 * 2 ** 30)]).toEqual(['512 MiB', '1.3 GiB']);
  expect(rangeInWords({ least: 1, most: 3 })).toBe('1–3');
  expect(bytesRange({ least: 2 ** 30, most: 2 ** 31 })).toBe('1–2 GiB');
  expect(bytesRange({ least: 2 ** 29, most: 2 ** 31 })).toBe('512 MiB–2 GiB');
  expect(bytesRange({ least: 2 ** 30, most: 2 ** 30 })).toBe('1 GiB');
});
