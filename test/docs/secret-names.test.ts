/** A Secret that a document lets the reader make must not have the name of one that the chart makes, which Helm does not replace by it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { at } from '../kubernetes/tiny-stack';
import { everythingOn } from '../support/everything-on';
import { markdownFiles, ROOT } from '../support/markdown';
import { plainRendering } from '../support/renderers';

/** The Secrets that a chart makes in a release that is named after it, as documents install it. */
function secretsOf(name: StackName): readonly string[] {
  const request = { release: name, namespace: 'n', set: [], setString: [], values: [everythingOn(name)] };
  const rendering = plainRendering(stacks[name].template(), request);
  if (!rendering.ok) throw new Error(rendering.message);
  const secrets = rendering.objects.filter(({ kind }) => kind === 'Secret');
  return secrets.map((object) => String(at(object, 'metadata', 'name')));
}

const made = (Object.keys(stacks) as StackName[]).flatMap(secretsOf);

// What is generated from the environments names their Secrets, which are their operators'.
const files = markdownFiles().filter((file) => file !== path.join('docs', 'environments.md'));

/** The Secrets that a document has as those of the reader. */
const named = files.flatMap((file) =>
  [
    ...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/\bexistingSecret(?:=|: )'?([a-z][a-z0-9-]*)/g),
  ].map(([, secret = '']) => ({ file, secret })),
);

it('finds both', () => {
  expect(made).toEqual(expect.arrayContaining(['helm-proxy-credentials', 'jairouter-secret']));
  expect(named.length).toBeGreaterThan(10);
});

it.each(named)('$file: $secret is no Secret of a chart', ({ secret }) => {
  expect(made).not.toContain(secret);
});
