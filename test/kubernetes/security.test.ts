import { podSecurityOf } from '../../lib/app/objects/pod-security';
import { integer } from '../../lib/engine/values/numbers';
import { addDeployment } from '../../lib/kubernetes/deployment';
import type { PodOptions } from '../../lib/kubernetes/pod';
import { restrictedContainer, restrictedPod, rootContainer } from '../../lib/kubernetes/security';
import { at, objectsFor, only, podOf, TinyStack } from './tiny-stack';

const fields = { user: integer(1000, 'A user.', { minimum: 1, maximum: 65_535 }) };

function deployment(
  options: (values: TinyStack<typeof fields>['values']) => Pick<PodOptions, 'containers' | 'securityContext'>,
) {
  const stack = new TinyStack(fields);
  addDeployment(stack, stack.main, { replicaCount: 1 }, options(stack.values));
  return only('Deployment', objectsFor(stack));
}
const container = { name: 'main', securityContext: restrictedContainer };

it('a restricted pod of restricted containers meets the Pod Security Standard restricted', () => {
  const object = deployment(() => ({ securityContext: restrictedPod(1000), containers: [container] }));
  expect(podSecurityOf([object])).toBe('restricted');
});

it('either alone does not', () => {
  const podOnly = deployment(() => ({
    securityContext: restrictedPod(1000),
    containers: [{ name: 'main' }],
  }));
  const containerOnly = deployment(() => ({ containers: [container] }));
  expect([podSecurityOf([podOnly]), podSecurityOf([containerOnly])]).toEqual(['baseline', 'baseline']);
});

it('a restricted container cannot write outside its volumes', () => {
  expect(restrictedContainer.readOnlyRootFilesystem).toBe(true);
});

it('files on volumes are the group’s, which is the user’s unless it is another', () => {
  expect(restrictedPod(1000)).toMatchObject({ runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 });
  expect(restrictedPod(999, 1000)).toMatchObject({ runAsUser: 999, runAsGroup: 1000, fsGroup: 1000 });
});

it('a start of a pod changes no ownership recursively', () => {
  const object = deployment(() => ({ securityContext: restrictedPod(1000), containers: [container] }));
  expect(at(podOf(object), 'securityContext', 'fsGroupChangePolicy')).toBe('OnRootMismatch');
});

it('the user may be among the values', () => {
  const object = deployment(({ user }) => ({
    securityContext: restrictedPod(user),
    containers: [container],
  }));
  expect(at(podOf(object), 'securityContext')).toMatchObject({
    runAsUser: 1000,
    runAsGroup: 1000,
    fsGroup: 1000,
  });
});

it('a root container is root and otherwise as confined as the others', () => {
  expect(rootContainer).toMatchObject({ ...restrictedContainer, runAsUser: 0, runAsNonRoot: false });
  const object = deployment(() => ({
    securityContext: restrictedPod(1000),
    containers: [container, { name: 'root', securityContext: rootContainer }],
  }));
  expect(podSecurityOf([object])).toBe('baseline');
});
