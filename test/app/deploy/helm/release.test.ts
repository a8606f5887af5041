import { sentenceIn, withNamespaces } from '../../../../lib/app/deploy/helm/release';
import { object } from '../../changes/objects';
import { named } from '../cluster';

it('takes from Helm what it says of values, and of which chart within another one they are', () => {
  const said = [
    'engine.go:1: warning: old',
    'level=WARN msg="x"',
    'Error: execution error at (ai-gateway/charts/mcp-box/templates/validation.yaml:3:4): services is empty; set one.',
    '',
    'Use --debug flag to render out invalid YAML',
  ].join('\n');
  expect(sentenceIn(said)).toBe('mcp-box.services is empty; set one.');
  expect(sentenceIn('Error: execution error at (relay/templates/validation.yaml:3:4): x is y.')).toBe(
    'x is y.',
  );
});

it('counts the namespaces that Helm makes', () => {
  const release = { name: 'a', namespace: 'ai' };
  expect(withNamespaces([object('Service', 'a')], [release, release])).toEqual([
    named('Namespace', 'ai'),
    object('Service', 'a'),
  ]);
  expect(withNamespaces([named('Namespace', 'ai')], [release])).toEqual([named('Namespace', 'ai')]);
});
