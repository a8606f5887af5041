import { stacks } from '../../../lib/stacks/stacks';

it("has the document's requests in the README", () => {
  const bodies = [...stacks['helm-proxy'].readme().matchAll(/-d '(\{.*?\n {2}\})'/gs)].map(
    ([, body = '']) => JSON.parse(body) as unknown,
  );
  expect(bodies).toEqual([
    {
      prune: false,
      timeout: 300,
      wait: false,
      type: 'app',
      name: 'podinfo',
      answers: { 'service.nodePort': '31130', path: '/podinfo', 'image.pullPolicy': 'Always' },
      targetNamespace: 'podinfo-ns',
      externalId: 'catalog://?catalog=myrepo&template=podinfo&version=6.5.4',
      projectId: 'test-ns',
      valuesYaml: '',
    },
    // The document's has neither, and no version does anything with it.
    {
      name: 'podinfo',
      targetNamespace: 'podinfo-ns',
      answers: { 'image.tag': '6.5.5' },
      externalId: 'catalog://?catalog=myrepo&template=podinfo&version=6.5.5',
    },
  ]);
});
