/** Nothing is accepted in silence that has no effect: what is switched on, or given as a credential, in a section that is off. */
import type { Declaration, Json, JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { externalRedisValues } from '../../lib/kubernetes/redis/values';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { placesOf, valuesWith } from '../inputs/places';
import { plainRendering } from '../support/renderers';
import { REQUIRED_VALUES } from '../support/required-values';
import { warningsFor } from './warnings';

const names = Object.keys(stacks) as StackName[];

/** What has no effect, as its description says. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  'mcp-box': [
    // It has a default, and is for the first start of the bundled MySQL.
    'infrastructure.mysql.auth.rootPassword',
  ],
};

/** What goes with a section that is off, in the place of it. */
const INSTEAD: Readonly<Record<string, JsonObject>> = {
  'claude-relay redis': { externalRedis: { host: 'redis.example.com' } },
};

/** A value that is right, but for the section that is off. */
function valueAt({ shape }: Declaration<unknown>): Json {
  if (shape.type === 'boolean') return true;
  return shape.type === 'list' ? ['cr_'.padEnd(40, 'x')] : 'x';
}

/** An ExternalSecret that is right. */
function externalSecret({ shape }: Declaration<unknown>): JsonObject {
  const refs = shape.type === 'section' ? shape.fields['remoteRefs']?.shape : undefined;
  const keys = refs?.type === 'section' ? Object.keys(refs.fields) : [];
  const remoteRefs = Object.fromEntries(keys.map((key) => [key, { key: 'ai' }]));
  return { enabled: true, secretStoreRef: { name: 'vault' }, remoteRefs };
}

/** A sentence that says so, or one by which the value has an effect: it asks for another. */
const SENTENCE = /has no effect|is empty although/;

interface Unused {
  readonly stack: StackName;
  readonly path: string;
  readonly off: string;
  readonly without: JsonObject;
  readonly given: JsonObject;
}

type Path = readonly (string | number)[];

function isSwitched({ shape }: Declaration<unknown>): boolean {
  return shape.type === 'section' && shape.fields['enabled']?.shape.type === 'boolean';
}

/** Whether a value says that something is wished for, and not how: a switch that is off by default, or a credential. */
function isWish(path: Path, { default: def, secret }: Declaration<unknown>): boolean {
  const key = path.at(-1);
  return secret || key === 'existingSecret' || (key === 'enabled' && def === false);
}

/** Each such value below each section with a switch. In a service of mcp-box as well, while the service itself is on. */
function unused(stack: StackName): readonly Unused[] {
  const root = stacks[stack].template().declaration;
  const places = [...placesOf(root)];
  const sections = places.filter(({ path, declaration }) => path.length > 0 && isSwitched(declaration));
  return sections.flatMap(({ path: section }) => {
    const at = section.join('.');
    const off = valuesWith(root, [...section, 'enabled'], false) as JsonObject;
    const without = [INSTEAD[`${stack} ${at}`] ?? {}, off].reduce(overlay, REQUIRED_VALUES[stack] ?? {});
    return places
      .filter(
        ({ path, declaration }) =>
          path.length > section.length &&
          section.every((step, index) => path[index] === step) &&
          path.join('.') !== `${at}.enabled` &&
          path.every((step) => typeof step === 'string') &&
          isWish(path, declaration) &&
          // A service that is off is off as a whole.
          !(section.length === 2 && section[0] === 'services'),
      )
      .map(({ path, declaration }) => {
        const holder = places.find((place) => place.path.join('.') === path.slice(0, -1).join('.'));
        const given =
          path.at(-2) === 'externalSecret' && holder !== undefined
            ? valuesWith(root, holder.path, externalSecret(holder.declaration))
            : valuesWith(root, path, valueAt(declaration));
        return {
          stack,
          path: path.join('.'),
          off: `${at}.enabled`,
          without,
          given: overlay(without, given as JsonObject),
        };
      });
  });
}

/** The externalRedis of the relay, beside the bundled one. */
function besideBundled(): readonly Unused[] {
  const stack = 'claude-relay';
  const without = REQUIRED_VALUES[stack] ?? {};
  const values = {
    host: 'x',
    password: 'x',
    existingSecret: 'x',
    externalSecret: externalSecret(externalRedisValues.shape.fields.externalSecret),
  };
  return Object.entries(values).map(([key, value]) => {
    const path = `externalRedis.${key}${key === 'externalSecret' ? '.enabled' : ''}`;
    return {
      stack,
      path,
      off: 'redis.enabled',
      without,
      given: overlay(without, { externalRedis: { [key]: value } }),
    };
  });
}

const cases = [...names.flatMap(unused), ...besideBundled()];

it('finds them', () => {
  expect(cases.map(({ stack, path }) => `${stack} ${path}`)).toEqual(
    expect.arrayContaining([
      'claude-relay redis.auth.enabled',
      'claude-relay redis.auth.password',
      'claude-relay externalRedis.host',
      'claude-middleware auth.apiKeys',
      'mcp-box logging.elasticsearch.enabled',
      'mcp-box monitoring.prometheus.serviceMonitor.enabled',
    ]),
  );
});

it.each(cases)('$stack says that $path has no effect while $off is so', ({ stack, path, without, given }) => {
  const before = objectsOf(stack, without);
  const after = objectsOf(stack, given);
  if (after.message !== undefined) {
    expect(after.message).toMatch(SENTENCE);
    return;
  }
  // Of effect all the same: the passwords of mcp-box are for an external database too.
  if (JSON.stringify(after.objects) !== JSON.stringify(before.objects)) return;
  if (SAID[stack]?.includes(path) === true) return;
  const warnings = warningsFor(stack, given);
  expect(warnings).toContainEqual(expect.stringContaining(`WARNING: ${path}: it has no effect while `));
  expect(warningsFor(stack, without)).not.toContainEqual(expect.stringContaining('it has no effect while'));
}); // prettier-ignore

function objectsOf(stack: StackName, values: JsonObject): { objects?: readonly JsonObject[]; message?: string } {
  const request = { release: 'my-release', namespace: 'my-namespace', set: [], setString: [] };
  const rendering = plainRendering(stacks[stack].template(), { ...request, values: [values] });
  return rendering.ok ? { objects: rendering.objects } : { message: rendering.message };
} // prettier-ignore
