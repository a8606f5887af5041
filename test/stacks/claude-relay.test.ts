import { Evaluator } from '../../lib/engine/manifests/evaluate';
import { valuesOf } from '../../lib/engine/values/check';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { ClaudeRelay } from '../../lib/stacks/claude-relay/stack';

const relay = new ClaudeRelay();
const keys = { config: { jwtSecret: 'x'.repeat(32), encryptionKey: 'x'.repeat(32) } };

function notesOf(given: JsonObject): string {
  const values = valuesOf(relay.declaration, [{ name: 'test', values: given }]);
  const release = { name: 'relay', namespace: 'ai', chart: relay.chart, values };
  return String(Evaluator.for(release).tree(relay.notes));
}

describe('the notes of the relay', () => {
  it('name the Secret of the chart', () => {
    expect(notesOf(keys)).toContain('kubectl --namespace ai get secret relay-claude-relay-secret -o yaml');
  });

  it('name the existing Secret instead, if there is one', () => {
    const notes = notesOf({ config: { existingSecret: 'my-keys' } });
    expect(notes).toContain('kubectl --namespace ai get secret my-keys -o yaml');
    expect(notes).not.toContain('relay-claude-relay-secret');
  });

  it('select the pods by the labels that they have', () => {
    const notes = notesOf(overlay(keys, { nameOverride: 'r' }));
    expect(notes).toContain('get pods -l app.kubernetes.io/name=r,app.kubernetes.io/instance=relay');
  });

  it.each([
    { tag: '1.2.15' },
    { repository: 'registry.example.com/lfreea/claude-relay-service', tag: 'latest' },
  ])('lead to the pages of the fork by port forwarding, whatever its version: %p', (image) => {
    const notes = notesOf(overlay(keys, { image }));
    expect(notes).toContain('Log in as administrator at http://127.0.0.1:3000/web ');
    expect(notes).not.toContain('/admin-next/');
  });

  it('lead to the pages of the original', () => {
    expect(notesOf(keys)).toContain('Log in as administrator at /admin-next/ ');
  });
});
