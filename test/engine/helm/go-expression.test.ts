import * as k8s from 'cdk8s-plus-27/lib/imports/k8s';
import { Construct } from 'constructs';
import {
  goArgument,
  goCondition,
  goExpression,
  goPrintable,
  helperName,
} from '../../../lib/engine/helm/go-expression';
import { literal, references, Variable, type Expr } from '../../../lib/engine/template/expression';
import {
  and, appVersion, asJson, asString, checksum, contains, equal, exceeds, greaterThan, hasApi, hasKey, includes, isGiven, joined, lengthOf, matches, not, or,
  orElse, releaseName, requiredValue, stringAt, sum, text, trimSuffix, truncate,
} from '../../../lib/engine/template/operators'; // prettier-ignore
import { Resource } from '../../../lib/engine/template/resource';
import { eachEntry, named } from '../../../lib/engine/template/tree';
import { entry, section } from '../../../lib/engine/values/collections';
import { optional } from '../../../lib/engine/values/declaration';
import { quantity } from '../../../lib/engine/values/numbers';
import { SmallStack } from '../small-stack';

const stack = new SmallStack();
const {
  on,
  off,
  replicas,
  large,
  name,
  host,
  piece,
  size,
  words,
  services,
  'dash-ed': dashed,
} = stack.values;
const root = { chart: 'small', atRoot: true };
const inner = { chart: 'small', atRoot: false };
const fullname = stack.namedString('fullname', 'The name.', 'x');
const data = Resource.of(new Construct(stack, 'redis'), 'configmap', {
  of: k8s.KubeConfigMap,
  manifest: { data: { a: host } },
}).field('data');
const count = stack.namedInteger('count', 'A number.', 1);

it.each<[Expr<unknown>, string]>([
  [literal('a"b'), '"a\\"b"'],
  [literal(1), '1'],
  [literal(['a', ['b']]), 'list "a" (list "b")'],
  [literal({ a: { b: 1 } }), 'dict "a" (dict "b" 1)'],
  [host, '.Values.host'],
  [dashed.plain, '(index .Values "dash-ed").plain'],
  [releaseName, '.Release.Name'],
  [and(on, not(off)), 'and .Values.on (not .Values.off)'],
  [or(on, off), 'or .Values.on .Values.off'],
  [equal(host, 'a'), 'eq .Values.host "a"'],
  [greaterThan(replicas, 1), 'gt (int .Values.replicas) 1'],
  [greaterThan(replicas, lengthOf(words)), 'gt (int .Values.replicas) (len .Values.words)'],
  [exceeds(size, size), 'include "small.exceeds" (list .Values.size .Values.size)'],
  [piece, 'include "small.withoutNull" .Values.piece | fromYaml'],
  [hasKey(piece, 'a'), 'hasKey .Values.piece "a"'],
  [isGiven(piece), 'not (kindIs "invalid" .Values.piece)'],
  [orElse(name, appVersion), '.Values.name | default .Chart.AppVersion'],
  [orElse(orElse(name, host), 'a'), '.Values.name | default .Values.host | default "a"'],
  [trimSuffix(truncate(host, 9), '-'), '.Values.host | trunc 9 | trimSuffix "-"'],
  [contains(host, '.'), 'contains "." .Values.host'],
  [matches(host, /^\d/), 'regexMatch "^\\\\d" .Values.host'],
  [matches(host, /^\/a\\\//), 'regexMatch "^/a\\\\\\\\/" .Values.host'],
  [includes(words, host), 'has .Values.host .Values.words'],
  [joined(words, ','), '.Values.words | join ","'],
  [hasApi('apps/v1', 'Deployment'), '.Capabilities.APIVersions.Has "apps/v1/Deployment"'],
  [sum(replicas, 1), 'add .Values.replicas 1'],
  [checksum(host), '.Values.host | sha256sum'],
  [checksum(words), '.Values.words | toJson | sha256sum'],
  [asJson(host), '.Values.host | toJson'],
  [text`${host}: 100%`, 'printf "%s: 100%%" .Values.host'],
  [text`${replicas}`, 'printf "%v" .Values.replicas'],
  [asString(large), 'printf "%v" (int64 .Values.large)'],
  [requiredValue(host, 'set it'), 'required "set it" .Values.host'],
  [requiredValue(orElse(host, 'a'), 'set it'), 'required "set it" (.Values.host | default "a")'],
  [fullname, 'include "small.fullname" .'],
  [data, '(include (print $.Template.BasePath "/redis-configmap.yaml") . | fromYaml).data'],
  [
    checksum(data),
    '(include (print $.Template.BasePath "/redis-configmap.yaml") . | fromYaml).data | toJson | sha256sum',
  ],
  [
    stringAt(data, host),
    'get ((include (print $.Template.BasePath "/redis-configmap.yaml") . | fromYaml).data | default dict) .Values.host',
  ],
])('%# is %s', (expression, code) => {
  expect(goExpression(expression, root)).toBe(code);
});

it('within a loop the root is $', () => {
  expect(goExpression(host, inner)).toBe('$.Values.host');
  expect(goExpression(dashed.plain, inner)).toBe('(index $.Values "dash-ed").plain');
  expect(goExpression(fullname, inner)).toBe('include "small.fullname" $');
});

it('what a with has bound is the dot', () => {
  expect(goExpression(host, { ...inner, dot: host })).toBe('.');
});

it('the fields of an entry have their defaults, and a way that may end early has parentheses', () => {
  const codes: string[] = [];
  eachEntry(services, { key: 'key', entry: 'service' }, (key, service) => {
    const fields = [key, service.name, service.port, service.enabled, service.probe.path];
    codes.push(...fields.map((field) => goExpression(field, inner)));
    return {};
  });
  expect(codes).toEqual([
    '$key',
    '$service.name',
    // `default` would take 0 and false for absent.
    'dig "port" 80 $service',
    'dig "enabled" true $service',
    '($service.probe).path | default "/"',
  ]);
});

describe('a quantity, which may be the number 0,', () => {
  const { spare } = references(section('x', { spare: optional(quantity('1', 'x')) }));
  const disk = references(entry('x', { disk: quantity('1Gi', 'x') }), new Variable('service')).disk;

  it.each<[Expr<unknown>, string]>([
    [not(spare), 'not (cat .Values.spare)'],
    [and(spare, disk), 'and (cat .Values.spare) (cat (dig "disk" "1Gi" $service))'],
    [orElse(spare, size), 'cat .Values.spare | default (cat .Values.size)'],
    [orElse<string | number>(spare, 1), 'cat .Values.spare | default (printf "%v" 1)'],
    [requiredValue(spare, 'set it'), 'required "set it" (cat .Values.spare)'],
    [text`${spare}!`, 'printf "%s!" (cat .Values.spare)'],
    [equal(asString(spare), '0'), 'eq (cat .Values.spare) "0"'],
    [checksum(spare), 'cat .Values.spare | sha256sum'],
    [asJson(named(new Variable('short'), spare)), 'cat $short | toJson'],
    // The helper makes strings of them.
    [exceeds(spare, disk), 'include "small.exceeds" (list .Values.spare (dig "disk" "1Gi" $service))'],
  ])('%# is a string where it is asked or passed on: %s', (expression, code) => {
    expect(goExpression(expression, root)).toBe(code);
  });

  it('is a string as a condition, and as it is where it stands alone', () => {
    expect(goCondition(spare, root)).toBe('cat .Values.spare');
    expect(goExpression(spare, root)).toBe('.Values.spare');
    expect(goCondition(spare, { ...root, dot: spare })).toBe('.');
  });

  it('has its default in an entry where it is not there, and not where it is 0', () => {
    expect(goExpression(disk, root)).toBe('dig "disk" "1Gi" $service');
  });
});

it('an argument is one word or in parentheses', () => {
  const code = (expression: Expr<unknown>) => goArgument(expression, root);
  expect(code(host)).toBe('.Values.host');
  expect(code(literal('a b'))).toBe('"a b"');
  expect(code(dashed.plain)).toBe('((index .Values "dash-ed").plain)');
  expect(code(not(on))).toBe('(not .Values.on)');
  // A helper gives a string, also where it is for a number.
  expect(code(count)).toBe('(include "small.count" . | int)');
});

it('numbers of a million and more are printed in full', () => {
  expect(goPrintable(large, root)).toBe('.Values.large | int64');
  expect(goPrintable(replicas, root)).toBe('.Values.replicas');
  expect(goPrintable(count, root)).toBe('include "small.count" .');
});

it('helpers have the name of their chart in front', () => {
  expect(helperName('small', 'labels')).toBe('small.labels');
});
