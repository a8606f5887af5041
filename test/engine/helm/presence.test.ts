import { goExpression } from '../../../lib/engine/helm/go-expression';
import { mayBeEmpty, presenceOf } from '../../../lib/engine/helm/presence';
import { orElse } from '../../../lib/engine/template/operators';
import {
  choose, commented, each, eachEntry, Include, lines, merged, neverEmpty, pair, when, type Tree,
} from '../../../lib/engine/template/tree'; // prettier-ignore
import { SmallStack } from '../small-stack';

const { on, off, replicas, maybe, name, labels, words, object, services } = new SmallStack().values;

it.each<[string, Tree, string | true]>([
  ['a scalar', 'a', true],
  ['a value with a default', replicas, true],
  ['an empty string', name, true],
  ['what may be absent', maybe, '.Values.maybe'],
  ['a map of the user', labels, '.Values.labels'],
  ['a list of the user', words, '.Values.words'],
  ['an object of the user', object, '.Values.object'],
  ['a list with another one in its place', orElse(words, ['a']), '.Values.words | default (list "a")'],
  ['a decision', when(on, 1), '.Values.on'],
  ['a decision on what may be absent', when(on, maybe), 'and .Values.on .Values.maybe'],
  ['a value that decides for itself', when(labels, labels), '.Values.labels'],
  ['a decision between two', choose(on, 1, 2), true],
  ['a decision of which one side may be absent', choose(on, maybe, 1), 'or (and .Values.on .Values.maybe) (not .Values.on)'],
  ['an empty map of the author', {}, true],
  ['an empty list of the author', [], true],
  ['a map with something in it', { a: maybe, b: 1 }, true],
  ['a map of what may be absent', { a: maybe, b: { c: labels } }, 'or .Values.maybe .Values.labels'],
  ['a list of decisions', [when(on, 1), when(off, 2)], 'or .Values.on .Values.off'],
  ['parts of a map', merged(labels, { a: maybe }), 'or .Values.labels .Values.maybe'],
  ['a loop', [each(words, 'word', (word) => word)], '.Values.words'],
  ['a helper’s map', new Include({ kind: 'map', name: 'l', comment: '', body: labels }), '.Values.labels'],
  ['several lines', lines(), true],
  ['what the author says is never empty', neverEmpty([when(on, 1)]), true],
  ['a key of a loop', pair(name, replicas), true],
  ['a key of a loop with what may be absent', pair(name, maybe), '.Values.maybe'],
  ['what has a comment', commented('Why.', maybe), '.Values.maybe'],
])('%s is there: %s', (_, tree, code) => {
  const presence = presenceOf(tree);
  expect(presence === true ? true : goExpression(presence, { chart: 'small', atRoot: true })).toBe(code);
}); // prettier-ignore

it('the same condition is asked once', () => {
  const presence = presenceOf({ a: when(on, 1), b: when(on, 2) });
  expect(presence).toBe(on);
});

it('a value with a default that is not empty is never empty', () => {
  const answers: boolean[] = [];
  eachEntry(services, { key: 'key', entry: 'service' }, (_, service) => {
    answers.push(mayBeEmpty(service.port), mayBeEmpty(service.probe), mayBeEmpty(service.name));
    return {};
  });
  expect(answers).toEqual([false, true, false]);
});

it('a loop whose items are there only at times needs company', () => {
  const tree = { spec: { rules: [each(words, 'word', (word) => when(on, word))] } };
  expect(() => presenceOf(tree)).toThrow(
    /^spec\.rules\[0\]: A loop whose items are there only at times needs something beside it that always is\. \(test\/engine\/helm\/presence\.test\.ts:/,
  );
  expect(presenceOf({ rules: ['a', tree] })).toBe(true);
  const keys = { data: eachEntry(services, { key: 'key', entry: 'service' }, (key) => pair(key, maybe)) };
  expect(() => presenceOf(keys)).toThrow(/^data: A loop whose items are there only at times/);
});
