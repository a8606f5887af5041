import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import type { Rendering } from '../support/renderers';
import type { Assertion } from './document';
import type { Evidence } from './evidence';
import { isEmpty, isMap, type Found, type Json } from './json';
import { OPERATORS, type Selection, type Subject } from './operators';
import { at, lastKey } from './path';
import { isOpen, select } from './select';

/** What came of an assertion. `listed`: it is for people, or for another check. */
export type Outcome =
  | { readonly status: 'holds' }
  | { readonly status: 'fails'; readonly why: string }
  | { readonly status: 'listed'; readonly note: string };

/** Operators that nothing is rendered for: see the note, or the schema validation of all renderings. */
const LISTED: readonly string[] = ['manual', 'kubeconform'];

const COMMAND = 'cli:';

/** Files are known by their endings; no object's selector has a dot outside of a label or a name. */
const FILE = /^[\w./-]+\.(ya?ml|json|tpl|txt|md)$/;

/** Whether an assertion is checked at all, given what the renderer can do. */
export function isChecked(
  { op, select: selector = '' }: Assertion,
  evidence: Pick<Evidence, 'run'>,
): boolean {
  return !LISTED.includes(op) && (!selector.startsWith(COMMAND) || evidence.run !== undefined);
}

/**
 * Checks an assertion.
 *
 * @throws Error if the assertion makes no sense: an unknown operator or profile, a path that cannot be read
 */
export async function evaluate(assertion: Assertion, evidence: Evidence): Promise<Outcome> {
  if (!isChecked(assertion, evidence)) return { status: 'listed', note: assertion.note ?? assertion.op };
  const outcome = await ofRendering(assertion, evidence);
  if (outcome) return outcome;

  const operator = OPERATORS[assertion.op];
  if (!operator) throw new Error(`There is no operator "${assertion.op}".`);
  const selection = await selected(assertion, evidence);
  if ('rejected' in selection) return fails(assertion, `not rendered: ${selection.rejected}`);
  const expected = await expectedValue(assertion, evidence);
  if (operator(selection, expected)) return { status: 'holds' };
  return fails(assertion, describe(selection.subjects));
}

/** Checks an assertion on a rendering as a whole; nothing for other operators. */
async function ofRendering(assertion: Assertion, evidence: Evidence): Promise<Outcome | undefined> {
  const { op, profile = '', value } = assertion;
  if (!['renders', 'render-fails', 'differs-from'].includes(op)) return undefined;
  const rendering = await evidence.rendering(profile);
  switch (op) {
    case 'renders':
      return rendering.ok ? { status: 'holds' } : fails(assertion, rendering.message);
    case 'render-fails':
      if (rendering.ok) return fails(assertion, 'it renders');
      return rendering.message.includes(String(value))
        ? { status: 'holds' }
        : fails(assertion, rendering.message);
    default: {
      const other = await evidence.rendering(String(value));
      if (!rendering.ok || !other.ok)
        return fails(assertion, `not rendered: ${rejection(rendering) || rejection(other)}`);
      const same = isDeepStrictEqual(rendering.objects, other.objects);
      return same ? fails(assertion, 'both renderings are the same') : { status: 'holds' };
    }
  }
}

/** What the assertion compares with, with names from outside the assertion looked up. */
async function expectedValue(assertion: Assertion, evidence: Evidence): Promise<Found> {
  const { op, value } = assertion;
  if (op === 'resources-lte') {
    const other = await selected({ ...assertion, profile: String(value) }, evidence);
    return 'rejected' in other ? undefined : other.subjects[0]?.value;
  }
  const placeholder = '${Chart.appVersion}';
  if (typeof value !== 'string' || !value.includes(placeholder)) return value;
  const { value: version } = await fileSubject('Chart.yaml', 'appVersion', evidence);
  if (isEmpty(version)) throw new Error('Chart.yaml has no appVersion.');
  return value.replaceAll(placeholder, String(version).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}

async function selected(
  { profile = '', select: selector = '', path = '' }: Assertion,
  evidence: Evidence,
): Promise<Selection | { readonly rejected: string }> {
  const selection = { key: lastKey(path), objects: [], mayBeNone: path === '' || isOpen(selector) };
  if (selector.startsWith(COMMAND)) {
    const result = await evidence.run?.(selector.slice(COMMAND.length));
    const object = { ...result };
    const value = at(object, path);
    return { ...selection, subjects: [{ object, value, present: value !== undefined }] };
  }
  const file = selector === 'compose' ? evidence.composeFile(profile) : selector;
  if (FILE.test(file)) {
    const subject = await fileSubject(file, path, evidence);
    return { ...selection, subjects: subject.present || path !== '' ? [subject] : [] };
  }
  const rendering = await evidence.rendering(profile);
  if (!rendering.ok) return { rejected: rendering.message };
  const subjects = select(rendering.objects, selector).map((object): Subject => {
    const value = at(object, path);
    return { object, value, present: !isEmpty(value) };
  });
  return { ...selection, objects: rendering.objects, subjects };
}

/** What a path leads to in a file of the chart. A file that is not YAML, such as a template, is one text. */
async function fileSubject(file: string, path: string, evidence: Evidence): Promise<Subject> {
  const text = await evidence.file(file);
  const isData = /\.(ya?ml|json)$/.test(file) && !file.startsWith('templates/');
  const content = text !== undefined && isData ? ((parse(text) ?? {}) as Json) : text;
  const value = at(content, path);
  return { object: isMap(content) ? content : {}, value, present: value !== undefined };
}

function rejection(rendering: Rendering): string {
  return rendering.ok ? '' : rendering.message;
}

function fails(assertion: Assertion, found: string): Outcome {
  const { profile, select: selector, path, op, value } = assertion;
  const place = [profile, selector, path].filter(Boolean).join(' → ');
  const claim = value === undefined ? op : `${op} ${JSON.stringify(value)}`;
  return { status: 'fails', why: `${place}: ${claim}\n  found: ${shortened(found)}` };
}

function describe(subjects: readonly Subject[]): string {
  if (subjects.length === 0) return 'nothing';
  return subjects.map(({ value }) => (value === undefined ? 'no value' : JSON.stringify(value))).join('; ');
}

function shortened(text: string): string {
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}
