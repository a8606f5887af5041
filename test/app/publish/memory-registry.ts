import { createHash } from 'node:crypto';
import { UserError } from '../../../lib/app/explain';
import type { Artifact, Found, Registry } from '../../../lib/app/publish/registry';

/** A registry that keeps in memory what it has, and all that it was asked for. */
export class MemoryRegistry implements Registry {
  readonly there = new Map<string, Found>();
  readonly calls: string[] = [];
  /** The name of what may not be pushed. */
  forbidden = '';

  find(name: string, tag: string): Found | undefined {
    return this.there.get(`${name}:${tag}`);
  }

  push({ name, tag, layers }: Artifact): string {
    if (name === this.forbidden) throw new UserError('no permission.');
    this.calls.push(`push ${name}:${tag}`);
    const content = `sha256:${createHash('sha256').update(layers[0].content).digest('hex')}`;
    this.there.set(`${name}:${tag}`, {
      reference: `${name}@sha256:0`,
      content,
      layers: layers.map(({ mediaType }) => mediaType),
    });
    return `${name}@sha256:0`;
  }

  attach(reference: string, bill: string): void {
    this.calls.push(`attach ${bill} to ${reference}`);
  }

  tag(reference: string, tags: readonly string[]): void {
    this.calls.push(`tag ${reference} ${tags.join(' ')}`);
  }
}
