import { NULL_HELPER, nullHelper } from '../../../lib/engine/helm/null-helper';

it('the helper has the name of its chart in front, and calls itself for the maps within', () => {
  const helper = nullHelper('small');
  expect([...helper.matchAll(/(define|include) "([^"]+)"/g)].map(([, , name]) => name)).toEqual([
    `small.${NULL_HELPER}`,
    `small.${NULL_HELPER}`,
  ]);
});
