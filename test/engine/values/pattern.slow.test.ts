/** What is accepted is read alike by JavaScript and by both Helms: in a template, and in a JSON schema. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { call } from '../../../lib/engine/template/functions';
import { list, section } from '../../../lib/engine/values/collections';
import type { Json } from '../../../lib/engine/values/declaration';
import { sourceOf } from '../../../lib/engine/values/pattern';
import { formed } from '../../../lib/engine/values/string-form';
import { helmTemplate } from '../../support/helm';
import { MAJORS, ValuesChart } from './values-chart';

const PATTERNS: readonly RegExp[] = [
  /^v?[0-9.]+$/, /^.$/, /^.{2}$/, /^(.|\n)*$/, /^[^a]{2}$/, /./u, /a*/, /a*?b/, /\bé?\b/, /\d\D/, /^\w+$/, /\W/, /[\w.-]+$/,
  /[\d-]/, /^\x61/, /[\x00-\x1f\x7f-\x9f]/, /\t|\n|\r|\f|\v/, /^$/, /a$/, /^a|b$/, /(?:a|ab)(c|bcd)?/, /[a\]^-]/, /[\[:]/, /[日😀]/,
  /\/\//, /\\|\{\{|\}\}/, /^.{1,1000}$/, /(a{1,20}){50}/, /[^\W]\.[.]/, /[Aa]/, /^[\s\S]$/, /^(?:(?:^|\n)a)/, /x{0}y{2,}/,
  /(a+)*b?/, /(ab*|b)*/, /(a+?)*b?/, /(a|ab)*?b/, /(a|b+)+c/, /(ab?|b?a){2,}/, /(a+|b)??/, /(\(\)|a)*/,
]; // prettier-ignore

const TEXTS = [
  '', 'a', 'A', 'b', 'aa', 'ab', 'abcd', 'xaab', 'v1.2', 'V1.2', '1', '1.1', '-', 'a-b_c', 'a.b.c', 'a..', ' ', '\t', '\r', '\v', '\f', '\u00a0',
  '\u2028', '\u2029', '\ufeff', '\u0085', '\n', 'a\n', '\na', 'a\nb', 'a\r\nb', 'é', 'éa', '日', '日本', '😀', '😀😀', 'a😀', 'ſ', 'K', '٣',
  '//', '/', '\\', '{{', '}}', '[', ':', ']', '^', 'yy', 'xyyy', '\x00', '\x7f', 'a'.repeat(1001),
]; // prettier-ignore

// Helm 3 makes YAML of the values that it checks, which has no control characters.
const WRITABLE = TEXTS.filter((text) => !/[\x00-\x08\v\f\x0e-\x1f\x7f-\x9f]/.test(text));

/** What the functions that take patterns make of each pattern and text. */
const TEMPLATE = `
{{- range $pattern := .Values.patterns }}
{{- range $text := $.Values.texts }}
- {{ list (regexMatch $pattern $text) (regexFind $pattern $text) (regexFindAll $pattern $text -1 | default list) | toJson | b64enc | quote }}
{{- end }}
{{- end }}
`;

/** JSON that is YAML too: that has not all characters of JSON, and takes no halves of an emoji. */
function escaped(value: Json): string {
  return JSON.stringify(value).replace(
    /[\x7f-\ud7ff\ue000-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

describe.each(MAJORS)('with Helm %s', (major) => {
  it('a template finds what JavaScript finds', async () => {
    const chart = mkdtempSync(path.join(tmpdir(), 'patterns-'));
    const patterns = PATTERNS.map(sourceOf);
    mkdirSync(path.join(chart, 'templates'));
    writeFileSync(path.join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: patterns\nversion: 0.0.0\n');
    writeFileSync(path.join(chart, 'values.yaml'), escaped({ patterns, texts: TEXTS }));
    writeFileSync(path.join(chart, 'templates/all.yaml'), `kind: List\nfound:${TEMPLATE}`);
    const result = await helmTemplate(major, { chart, release: 'a', namespace: 'a' });
    rmSync(chart, { recursive: true });
    if (!result.ok) throw new Error(result.message);
    const found = [...result.output.matchAll(/"([A-Za-z0-9+/=]+)"$/gm)].map(
      ([, text = '']) => JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as Json,
    );
    const expected = patterns.flatMap((pattern) =>
      TEXTS.map((text) => [
        call('matches', [pattern, text]),
        call('find', [pattern, text]),
        call('findAll', [pattern, text]),
      ]),
    );
    expect(found).toHaveLength(PATTERNS.length * TEXTS.length);
    // Each with its pattern and text, to be read in a difference.
    const named = (all: readonly Json[]) =>
      all.map((one, index) => [patterns[Math.floor(index / TEXTS.length)], TEXTS[index % TEXTS.length], one]);
    expect(named(found)).toEqual(named(expected));
  });

  it('a JSON schema takes what a declaration takes', async () => {
    const form = { expects: 'a', samples: [], yamlSafe: false };
    const fields = Object.fromEntries(
      PATTERNS.map((pattern, index) => [
        `p${String(index)}x`,
        list([], 'Texts.', formed('', 'A text.', { ...form, pattern })),
      ]),
    );
    const taken = (item: ReturnType<typeof formed>, text: string) =>
      item.schema?.().safeParse(text).success === true;
    const given = (ok: boolean) =>
      Object.fromEntries(
        Object.entries(fields).map(([key, { shape }]) => [
          key,
          WRITABLE.filter((text) => taken(shape.item, text) === ok),
        ]),
      );
    const chart = ValuesChart.of(section('Patterns', fields));
    try {
      const right = await chart.renderText(major, escaped(given(true)));
      expect(right.ok ? '' : right.message).toBe('');
      const wrong = await chart.renderText(major, escaped(given(false)));
      const named = new Set(wrong.ok ? [] : wrong.message.match(/\bp\d+x[./]\d+\b/g));
      expect([...named].sort()).toEqual(
        Object.entries(given(false))
          .flatMap(([key, texts]) => texts.map((_, index) => `${key}.${String(index)}`))
          .map((place) => (major === 3 ? place : place.replace('.', '/')))
          .sort(),
      );
      expect(named.size).toBeGreaterThan(PATTERNS.length);
    } finally {
      chart.remove();
    }
  });
});
