import { createHash } from 'node:crypto';
import { formatList } from '../../engine/values/wording';
import { UserError } from '../explain';
import type { Artifact, Found, Registry } from './registry';

/** What became of an artifact. */
export interface Published {
  readonly name: string;
  readonly tag: string;
  /** By digest, as cosign signs it. */
  readonly reference: string;
  readonly state: 'pushed' | 'there already';
}

/** An artifact that is to be there. */
export interface Planned {
  readonly artifact: Artifact;
  readonly bill: string;
  /** Further tags, which move. */
  readonly tags: readonly string[];
  /** What to do where another one is there. */
  readonly otherwise: string;
}

/**
 * Pushes artifacts, each with its bill of materials. All that is asked is asked before the first push; what a registry has already stays.
 *
 * @param say is told of what takes long
 * @throws UserError when another content is there, so that nothing is pushed; or else in the middle, which says what was pushed
 */
export function pushAll(
  registry: Registry,
  planned: readonly Planned[],
  say: (what: string) => void,
): readonly Published[] {
  const found = planned.map(({ artifact: { name, tag } }) => registry.find(name, tag));
  complain(planned.flatMap((one, index) => objections(one, found[index])));
  const done: Published[] = [];
  for (const [index, { artifact, bill, tags }] of planned.entries()) {
    const { name, tag } = artifact;
    say(`Pushing ${name} ${tag}`);
    try {
      const there = found[index];
      const reference = there?.reference ?? registry.push(artifact);
      registry.attach(reference, bill);
      registry.tag(reference, tags);
      done.push({ name, tag, reference, state: there === undefined ? 'pushed' : 'there already' });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const whole = done.length === 0 ? 'Nothing' : formatList(done.map((one) => `${one.name} ${one.tag}`));
      throw new UserError(
        `${name} ${tag} is not published whole: ${error.message}\n${whole} was before. Publish again when that is mended: what is there already stays.`,
      );
    }
  }
  return done;
}

/** Why something is not to be published: a registry has another one under its name. */
function objections({ artifact, otherwise }: Planned, there: Found | undefined): readonly string[] {
  if (there === undefined) return [];
  const place = `${artifact.name} ${artifact.tag} is in the registry`;
  if (there.content !== digestOf(artifact))
    return [`${place} with other content (${there.content}): ${otherwise}.`];
  const isWhole = artifact.layers.every(({ mediaType }) => there.layers.includes(mediaType));
  return isWhole
    ? []
    : [
        `${place} without a signature, and what is there stays as it is: publish without --sign, or raise its version.`,
      ];
}

/** What a registry calls the content of an artifact. */
function digestOf({ layers: [{ content }] }: Artifact): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** @throws UserError when there are problems */
export function complain(problems: readonly string[]): void {
  if (problems.length > 0) throw new UserError(`Nothing was published.\n${problems.join('\n')}`);
}
