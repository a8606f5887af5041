import {
  factsOf,
  holding,
  identityOf,
  negated,
  remaining,
  withinLoop,
} from '../../../lib/engine/helm/condition';
import { goCondition, type Surroundings } from '../../../lib/engine/helm/go-expression';
import { and, equal, not, or, type Condition } from '../../../lib/engine/template/operators';
import { Variable } from '../../../lib/engine/template/nodes';
import { itemOf } from '../../../lib/engine/template/tree';
import { SmallStack } from '../small-stack';

const { on, off, name, host, names } = new SmallStack().values;
const root: Surroundings = { chart: 'small', atRoot: true };

const asked = (condition: Condition, ...known: readonly Condition[]): string | boolean => {
  const rest = remaining(
    condition,
    known.reduce((at, one) => holding(one, at), root),
  );
  return typeof rest === 'boolean' ? rest : goCondition(rest, root);
};

it.each<[string, string | boolean, Condition, Condition[]]>([
  ['all of it where nothing is known', 'and .Values.on .Values.off', and(on, off), []],
  ['nothing where it is known', true, on, [on]],
  ['nothing where its opposite is known', false, on, [not(on)]],
  ['nothing of an opposite', false, not(on), [on]],
  ['the rest of several', '.Values.off', and(on, off), [on]],
  ['nothing of several where one does not hold', false, and(on, off), [not(off)]],
  ['nothing of alternatives where one holds', true, or(on, off), [off]],
  ['the other alternatives', 'or .Values.off .Values.name', or(on, off, name), [not(on)]],
  ['nothing where no alternative is left', false, or(on, off), [not(on), not(off)]],
  ['nothing where no alternative holds', false, on, [not(or(on, off))]],
  ['the rest of an opposite', 'not .Values.off', not(and(on, off)), [on]],
  ['parts of parts', '.Values.name', and(or(on, off), and(on, name)), [and(on, off)]],
  ['nothing twice of alternatives', 'or .Values.on .Values.off', or(on, and(not(on), off)), []],
  ['nothing of alternatives that leave nothing out', true, or(on, not(on)), []],
  ['nothing of what cannot be', false, and(on, not(on)), []],
  ['a call as a whole', true, equal(host, 'a'), [equal(host, 'a')]],
  ['another call', 'eq .Values.host "a"', equal(host, 'a'), [equal(host, 'b')]],
])('asks %s', (_, result, condition, known) => {
  expect(asked(condition, ...known)).toBe(result);
});

it('an opposite of an opposite is the thing itself', () => {
  expect(negated(not(on))).toBe(on);
  expect(goCondition(negated(on), root)).toBe('not .Values.on');
});

it('all facts of a condition are known, of alternatives only that one holds', () => {
  const codes = (condition: Condition) => factsOf(condition).map((fact) => goCondition(fact, root));
  expect(codes(and(on, and(off, or(name, host))))).toEqual([
    '.Values.on',
    '.Values.off',
    'or .Values.name .Values.host',
  ]);
  expect(codes(not(or(on, not(off))))).toEqual(['not .Values.on', '.Values.off']);
});

it('a loop forgets what its variables hide', () => {
  const variable = new Variable('one');
  const item = itemOf(names, variable);
  const at = withinLoop({ item: new Variable('one') }, holding(and(on, item), root));
  expect(at.holding).toContain(identityOf(on, root));
  expect(at.holding).not.toContain(identityOf(item, root));
  expect(withinLoop({ item: new Variable('on') }, holding(item, root)).holding).toContain('$one');
});
