import { parse } from 'yaml';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { at } from '../../acceptance/path';
import { objectsOf, ofKind } from './rendering';

it('makes a kubeconfig without a secret, of which each part is there', () => {
  const data = at(ofKind('ConfigMap', objectsOf())[0], 'data');
  const kubeconfig = parse(String(at(data, 'kubeconfig'))) as JsonObject;
  const context = at(kubeconfig, `contexts[name=${String(kubeconfig['current-context'])}].context`);
  expect(at(kubeconfig, `clusters[name=${String(at(context, 'cluster'))}].cluster.server`)).toBe(
    'https://kubernetes.default.svc',
  );
  expect(at(kubeconfig, `users[name=${String(at(context, 'user'))}].user`)).toEqual({
    tokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token',
  });
});
