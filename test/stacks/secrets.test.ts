/** A secret is a value or a key of an existing Secret. With both, one of them would be ignored, so the release is rejected. */
import { overlay } from '../../lib/engine/values/merge';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { placesOf, valuesWith } from '../inputs/places';
import { everythingOn } from '../support/everything-on';
import { plainRendering } from '../support/renderers';
import { REQUIRED_VALUES } from '../support/required-values';

const RELEASE = { release: 'my-release', namespace: 'my-namespace', set: [], setString: [] };

/**
 * The secrets of a stack, each one string, for which a Secret can be named. MySQL's passwords have a default, which its Secret
 * replaces.
 */
function secretsOf(name: StackName) {
  const places = [...placesOf(stacks[name].template().declaration)].filter(({ inEntry }) => !inEntry);
  const paths = new Set(places.map(({ path }) => path.join('.')));
  return places
    .filter(({ declaration }) => declaration.secret && declaration.default === '')
    .map(({ path }) => ({ secret: path, existing: [...path.slice(0, -1), 'existingSecret'] }))
    .filter(({ existing }) => paths.has(existing.join('.')))
    .map((entry) => ({ ...entry, stack: name, path: entry.secret.join('.') }));
}

const secrets = (Object.keys(stacks) as StackName[]).flatMap(secretsOf);

it('finds them', () => {
  expect(secrets.length).toBeGreaterThan(10);
});

it.each(secrets)('$stack rejects $path beside an existing Secret', ({ stack, secret, existing, path }) => {
  const template = stacks[stack].template();
  const given = [secret, existing].map((at) => valuesWith(template.declaration, at, 'given') as JsonObject);
  const rendering = plainRendering(template, {
    ...RELEASE,
    values: [given.reduce(overlay, everythingOn(stack))],
  });
  const lines = rendering.ok ? [] : rendering.message.split('\n');
  expect(lines.filter((line) => line.includes(path) && line.includes(existing.join('.')))).toContainEqual(
    expect.stringMatching(/ is set (and|together)/),
  );
});

/** The sections that say where a Secret comes from and whether it is used. */
const switched = (Object.keys(stacks) as StackName[]).flatMap((stack) =>
  [...placesOf(stacks[stack].template().declaration)].flatMap(({ path, declaration: { shape } }) => {
    const has = (key: string) => shape.type === 'section' && Object.hasOwn(shape.fields, key);
    return has('existingSecret') && has('externalSecret') && has('enabled')
      ? [{ stack, section: path, path: path.join('.') }]
      : [];
  }),
);

it('finds the sections with a switch', () => {
  expect(switched.map(({ stack, path }) => `${stack} ${path}`)).toEqual([
    'claude-relay redis.auth',
    'claude-middleware auth',
    'mcp-box infrastructure.redis.auth',
    'mcp-box logging.elasticsearch',
  ]);
});

it.each(switched)('$stack rejects a Secret for $path that has no effect', ({ stack, section, path }) => {
  const template = stacks[stack].template();
  const rejections = (source: JsonObject) => {
    const given = valuesWith(template.declaration, section, { enabled: false, ...source }) as JsonObject;
    const values = [overlay(REQUIRED_VALUES[stack] ?? {}, given)];
    const rendering = plainRendering(template, { ...RELEASE, values });
    return rendering.ok ? [] : rendering.message.split('\n');
  };
  const unused = `although ${path}.enabled is false, so it has no effect; set that to true, or`;
  expect(rejections({})).toEqual([]);
  expect(rejections({ existingSecret: 'theirs' })).toEqual([
    `${path}.existingSecret is set ${unused} leave it empty.`,
  ]);
  expect(rejections({ externalSecret: { enabled: true } })).toContain(
    `${path}.externalSecret.enabled is true ${unused} set it to false.`,
  );
});
