import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as k8s from 'cdk8s-plus-27/lib/imports/k8s';
import { Construct, RootConstruct } from 'constructs';
import { chartFiles } from '../../../lib/engine/helm/chart-files';
import { renderObjects, renderWarnings } from '../../../lib/engine/manifests/render';
import { AuthorError } from '../../../lib/engine/values/author-error';
import { AuthorLine } from '../../../lib/engine/values/author-line';
import { matches } from '../../../lib/engine/template/operators';
import { Resource } from '../../../lib/engine/template/resource';
import { Named } from '../../../lib/engine/template/scopes';
import { StackTemplate } from '../../../lib/engine/template/stack-template';
import { each, lines, merged, neverEmpty, when, type When } from '../../../lib/engine/template/tree';
import { formed } from '../../../lib/engine/values/string-form';
import { SmallStack } from '../small-stack';

const ROOT = path.join(__dirname, '../../..');
const FILE = path.relative(ROOT, __filename);
const TEXT = readFileSync(__filename, 'utf8').split('\n');

/** How a message ends that has the line with a comment. */
function endOf(comment: string): string {
  const line = TEXT.findIndex((text) => text.endsWith(`// ${comment}`)) + 1;
  expect(line).toBeGreaterThan(0);
  return ` (${FILE}:${line}:`;
}

it('is the line of the caller', () => {
  const { place } = new AuthorLine(); // of the caller
  expect(` (${String(place)}`).toContain(endOf('of the caller'));
});

it('leaves the limit of traces as it was', () => {
  const limit = Error.stackTraceLimit;
  new AuthorLine();
  expect(Error.stackTraceLimit).toBe(limit);
});

/** Mistakes that no type catches, by the comments at their lines. */
const MISTAKES: Readonly<Record<string, (stack: SmallStack) => void>> = {
  'a helper twice': (stack) => {
    stack.namedString('name', 'Once.', 'a');
    stack.namedString('name', 'Again.', 'b'); // a helper twice
  },
  'a loop over no list': (stack) => {
    each(stack.values.name as never, 'item', () => 'a'); // a loop over no list
  },
  'a pattern that Go has not': (stack) => {
    matches(stack.values.name, /a/i); // a pattern that Go has not
  },
  'a declared pattern that Go has not': () => {
    formed('', 'A.', { pattern: /a/i, expects: 'a', samples: [], yamlSafe: true }); // a declared pattern that Go has not
  },
  'a field that cdk8s has not': (stack) => {
    const manifest = { spec: { clusterName: 'a' } } as never;
    Resource.of(stack, 'service', { of: k8s.KubeService, manifest }); // a field that cdk8s has not
  },
  'no stack around it': () => {
    StackTemplate.of(new Construct(new RootConstruct('root'), 'other')); // no stack around it
  },
  'what is never empty is': (stack) => {
    const args = neverEmpty([when(stack.values.off, 'b')]);
    const manifest = { spec: { containers: [{ name: 'a', args }] } };
    Resource.of(stack, 'pod', { of: k8s.KubePod, manifest }); // what is never empty is
  },
  'a helper that is no map': (stack) => {
    stack.namedMap('labels', 'Labels.', { a: merged([1]) }); // a helper that is no map
  },
  'a name that hides another': (stack) => {
    const outer = new Named(stack, 'one', stack.values.on);
    const inner = new Named(outer, 'one', stack.values.off);
    stack.addValidationWithin(inner, 'a', 'is wrong.', inner.reference); // a name that hides another
  },
  'a helper that is no text': (stack) => {
    const name = stack.namedString('name', 'A name.', neverEmpty(when(stack.values.off, 'a'))); // a helper that is no text
    stack.addValidation('name', 'is wrong.', name);
  },
};

/** Both renderings of a stack. */
function rendered(template: SmallStack): void {
  const release = {
    name: 'app',
    namespace: 'ai',
    chart: template.chart,
    values: template.declaration.default,
  };
  renderObjects(template, release);
  chartFiles({ template, introduction: '', environments: new Map() });
}

it.each(Object.entries(MISTAKES))('is said of %s', (comment, make) => {
  const stack = new SmallStack();
  let error: unknown;
  try {
    make(stack);
    rendered(stack);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(AuthorError);
  expect((error as AuthorError).message).toContain(endOf(comment));
});

it.each<[string, (wrong: When<never>) => SmallStack]>([
  [
    'notes',
    (wrong) => new SmallStack(lines('Installed.', wrong)), // notes
  ],
  [
    'warnings',
    (wrong) => {
      const stack = new SmallStack();
      stack.addWarnings('WARNING: a is b.');
      stack.addWarnings(wrong); // warnings
      stack.addWarnings('WARNING: b is c.');
      return stack;
    },
  ],
])('is said of %s that are wrong', (part, make) => {
  const stack = make(when(new SmallStack().values.on, { a: 1 }) as never);
  const release = { name: 'app', namespace: 'ai', chart: stack.chart, values: stack.declaration.default };
  const message = `small: ${part}: A line was expected.${endOf(part)}`;
  expect(() => chartFiles({ template: stack, introduction: '', environments: new Map() })).toThrow(message);
  if (part === 'warnings') expect(() => renderWarnings(stack, release)).toThrow(message);
});
