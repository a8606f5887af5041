import { parse } from 'yaml';
import { umbrellaFiles } from '../../../lib/engine/helm/umbrella-files';
import { helmDocsSentences } from '../../support/helm-docs';
import { Everything } from '../../support/everything';

describe('the values of an umbrella chart', () => {
  const files = umbrellaFiles({
    chart: new Everything().chart,
    charts: new Map(
      ['one', 'two'].map((name) => [
        name,
        { version: '1.0.0', description: `Chart ${name}.`, files: new Map() },
      ]),
    ),
    environments: new Map(),
  });
  const values = files.get('values.yaml') ?? '';

  it('come with notes that say what they are made from', () => {
    expect(files.get('templates/NOTES.txt')?.split('\n').slice(0, 2)).toEqual([
      '{{- /* Generated from the stacks one and two; do not edit. */ -}}',
      'Installed:',
    ]);
  });

  it('enable each chart, with a sentence that helm-docs reads', () => {
    expect(parse(values)).toEqual({ one: { enabled: true }, two: { enabled: true }, global: {} });
    expect(Object.fromEntries(helmDocsSentences(values))).toEqual({
      'one.enabled': 'Install one.',
      'two.enabled': 'Install two.',
    });
  });

  it('have a schema that editors find, with a title and a description for each', () => {
    expect(values.split('\n')[0]).toBe('# yaml-language-server: $schema=values.schema.json');
    expect(JSON.parse(files.get('values.schema.json') ?? '')).toMatchObject({
      title: 'Values of the everything chart',
      additionalProperties: false,
      properties: {
        one: {
          title: 'one',
          description: 'Chart one.',
          properties: {
            enabled: { title: 'one.enabled', description: 'Install one.', default: true, type: 'boolean' },
          },
        },
      },
    });
  });
});
