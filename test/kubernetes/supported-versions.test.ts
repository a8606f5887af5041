import { KUBE_VERSION, SUPPORTED_MINORS } from '../../lib/kubernetes/supported-versions';

it('Helm lets in the versions from the oldest to the newest, those of providers too', () => {
  const { oldest, newest } = SUPPORTED_MINORS;
  expect(KUBE_VERSION).toBe(`>=1.${String(oldest)}.0-0 <1.${String(newest + 1)}.0-0`);
  expect(oldest).toBeLessThan(newest);
});
