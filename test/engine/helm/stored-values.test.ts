import { parse } from 'yaml';
import {
  COMPLETING_TEMPLATE,
  completingHelper,
  completingHelperName,
  defaultsFile,
} from '../../../lib/engine/helm/stored-values';
import { section } from '../../../lib/engine/values/collections';
import { formerly, nullable, optional } from '../../../lib/engine/values/declaration';
import { string } from '../../../lib/engine/values/scalars';

// That Helm completes values with it, and what comes of that, is in test/equality/upgrades.slow.test.ts.

const values = section('Values.', {
  name: formerly(string('a', 'Name.'), 'title'),
  gone: nullable(string('b', 'It may be taken away.')),
  maybe: optional(string('', 'It has no default.')),
  inner: section('Inner.', { on: string('c', 'On.') }),
});

it('the defaults are those of each section, what may be taken away apart, with former keys', () => {
  expect(parse(defaultsFile('small', values))).toEqual({
    sections: [
      { path: [], values: { name: 'a' }, nullable: { gone: 'b' } },
      { path: ['inner'], values: { on: 'c' } },
    ],
    former: [{ path: [], former: 'title', key: 'name', default: 'a' }],
  });
});

it('the helper has the name that its template calls, and calls one of its own chart', () => {
  const helper = completingHelper('small');
  expect(helper).toContain(`{{- define "${completingHelperName('small')}" }}`);
  const defined = [...helper.matchAll(/define "([^"]+)"/g)].map(([, name]) => name);
  const called = [...helper.matchAll(/include "([^"]+)"/g)].map(([, name]) => name);
  expect(new Set(called)).toEqual(new Set(defined.slice(1)));
});

it('the template is deeper in the tree of files than all others: Helm renders those first', () => {
  expect(COMPLETING_TEMPLATE.split('/').length).toBeGreaterThan(
    'templates/deployment.yaml'.split('/').length,
  );
});
