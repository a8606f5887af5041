import { warningsOf } from '../../lib/engine/release/release';
import { eachEntry } from '../../lib/engine/template/tree';
import { text } from '../../lib/engine/template/operators';
import { entry, mapOf, section } from '../../lib/engine/values/collections';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { boolean, string } from '../../lib/engine/values/scalars';
import { unusedWarning, warnOfUnused } from '../../lib/kubernetes/unused';
import { TinyStack } from './tiny-stack';

const on = boolean(false, 'On.');

function warnings(values: JsonObject): readonly string[] {
  const stack = new TinyStack({
    bundled: section('Bundled.', { enabled: boolean(true, 'On.'), auth: section('Login.', { enabled: on }) }),
    external: section('External.', { host: string('', 'Host.') }),
    parts: mapOf({}, 'Parts.', entry('Part.', { enabled: on, inner: on }), {
      key: /^[a-z]+$/,
      expects: 'lowercase letters',
      samples: ['a'],
    }),
  });
  const { bundled, external, parts } = stack.values;
  warnOfUnused(stack, { enabled: bundled.enabled, is: false }, bundled.auth.enabled);
  warnOfUnused(stack, { enabled: bundled.enabled, is: true }, external.host);
  stack.addWarnings(
    eachEntry(parts, { key: 'key', entry: 'part' }, (key, { enabled, inner }) =>
      unusedWarning(text`parts.${key}.inner`, inner, {
        enabled,
        is: false,
        path: text`parts.${key}.enabled`,
      }),
    ),
  );
  return warningsOf({ stack, name: 'app', namespace: 'ai', values: [{ name: 'given', values }] });
}

it.each<[string, JsonObject, readonly string[]]>([
  ['the defaults', {}, []],
  ['what is off as a whole', { bundled: { enabled: false } }, []],
  ['what is used', { bundled: { auth: { enabled: true } }, parts: { a: { enabled: true, inner: true } } }, []],
  ['the other one', { bundled: { enabled: false }, external: { host: 'a' } }, []],
  [
    'what is switched on in what is off',
    { bundled: { enabled: false, auth: { enabled: true } } },
    ['WARNING: bundled.auth.enabled: it has no effect while bundled.enabled is false; set that to true, or leave it out.'],
  ],
  [
    'one of two ways beside the other',
    { external: { host: 'a' } },
    ['WARNING: external.host: it has no effect while bundled.enabled is true; set that to false, or leave it out.'],
  ],
  [
    'what is in an entry of a map',
    { parts: { a: { inner: true } } },
    ['WARNING: parts.a.inner: it has no effect while parts.a.enabled is false; set that to true, or leave it out.'],
  ],
])('%s: %j', (_, values, expected) => {
  expect(warnings(values)).toEqual(expected);
}); // prettier-ignore
