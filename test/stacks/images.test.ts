import { warningsOf } from '../../lib/engine/release/release';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { Json, JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { placesOf, valuesWith } from '../inputs/places';
import { at, podOf } from '../kubernetes/tiny-stack';
import { everythingOn } from '../support/everything-on';
import { plainRendering } from '../support/renderers';

const DIGEST = `sha256:${'0a'.repeat(32)}`;

function rendered(name: StackName, values: JsonObject = {}): readonly KubernetesObject[] {
  const request = { release: 'r', namespace: 'n', set: [], setString: [] };
  const all = overlay(everythingOn(name), values);
  const rendering = plainRendering(stacks[name].template(), { ...request, values: [all] });
  if (!rendering.ok) throw new Error(rendering.message);
  return rendering.objects;
}

function podSpecs(objects: readonly KubernetesObject[]): readonly Json[] {
  return objects.flatMap((object) => {
    const spec = object['kind'] === 'Pod' ? at(object, 'spec') : podOf(object);
    return spec === undefined ? [] : [spec];
  });
}

function containersIn(specs: readonly Json[]): readonly Json[] {
  return specs.flatMap((spec) =>
    ['initContainers', 'containers'].flatMap((key) => (at(spec, key) ?? []) as readonly Json[]),
  );
}

function imagesIn(specs: readonly Json[]): readonly string[] {
  return containersIn(specs).map((container) => String(at(container, 'image')));
}

/** The paths of all images among the values of a stack: of those in maps, of an entry. */
function imagesOf(name: StackName): readonly (readonly (string | number)[])[] {
  return [...placesOf(stacks[name].template().declaration)]
    .filter(({ declaration: { shape } }) => shape.type === 'section' && Object.hasOwn(shape.fields, 'tag'))
    .map(({ path }) => path);
}

describe.each(Object.keys(stacks) as StackName[])('%s', (name) => {
  it('pulls all images from global.imageRegistry, without the host that they had', () => {
    const images = imagesIn(podSpecs(rendered(name, { global: { imageRegistry: 'mirror.example.com/x' } })));
    expect(images.length).toBeGreaterThan(1);
    for (const image of images)
      expect(image).toMatch(/^mirror[.]example[.]com\/x\/(?!(docker[.]io|ghcr[.]io|[^/]*:[0-9]+)\/)/);
  });

  it('pulls the images of all pods with the Secrets of global, as names or maps, besides its own', () => {
    const values = {
      imagePullSecrets: [{ name: 'own' }],
      global: { imagePullSecrets: ['a', { name: 'own' }, { name: 'b' }] },
    };
    const specs = podSpecs(rendered(name, values));
    const wanted = [{ name: 'own' }, { name: 'a' }, { name: 'b' }];
    for (const spec of specs) expect(at(spec, 'imagePullSecrets')).toEqual(wanted);
    expect(specs.length).toBeGreaterThan(1);
  });

  it('has a digest for each image, which takes its place', () => {
    const { declaration } = stacks[name].template();
    const paths = imagesOf(name);
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) {
      const values = valuesWith(declaration, [...path, 'digest'], DIGEST) as JsonObject;
      const images = imagesIn(podSpecs(rendered(name, values)));
      expect({ path, digests: images.filter((image) => image.endsWith(`@${DIGEST}`)).length > 0 }).toEqual({
        path,
        digests: true,
      });
    }
  });

  it('has a pull policy for each image, which takes precedence over that of all', () => {
    const { declaration } = stacks[name].template();
    const global = Object.hasOwn(declaration.shape.fields, 'infrastructure')
      ? { global: { imagePullPolicy: 'Always' } }
      : {};
    for (const path of imagesOf(name)) {
      const image = { digest: DIGEST, pullPolicy: 'Never' };
      const specs = podSpecs(
        rendered(name, overlay(global, valuesWith(declaration, path, image) as JsonObject)),
      );
      const policies = containersIn(specs).map((container) => ({
        path,
        own: String(at(container, 'image')).endsWith(`@${DIGEST}`),
        never: at(container, 'imagePullPolicy') === 'Never',
      }));
      expect(policies.filter(({ own }) => own)).not.toEqual([]);
      expect(policies.filter(({ own, never }) => own !== never)).toEqual([]);
    }
  });

  it('warns of a digest and a tag for each image', () => {
    const template = stacks[name].template();
    for (const path of imagesOf(name)) {
      const values = [
        everythingOn(name),
        valuesWith(template.declaration, path, { tag: 'v9.9.9', digest: DIGEST }) as JsonObject,
      ].map((one, index) => ({ name: String(index), values: one }));
      const found = warningsOf({ stack: template, name: 'r', namespace: 'n', values });
      expect(found).toContainEqual(expect.stringContaining(`${path.join('.')}.tag: the digest is pulled`));
    }
  });

  it('labels all that runs with the version of its image', () => {
    const workloads = rendered(name).filter((object) => podOf(object) !== undefined);
    for (const object of workloads) {
      const [image] = imagesIn([{ containers: at(podOf(object), 'containers') ?? [] }]);
      for (const labels of [
        at(object, 'metadata', 'labels'),
        at(object, 'spec', 'template', 'metadata', 'labels'),
      ])
        expect({ image, version: at(labels, 'app.kubernetes.io/version') }).toEqual({
          image,
          version: image?.split(':').at(-1),
        });
    }
  });

  it('leaves to other charts what they have under the names of its own values of global', () => {
    const { fields } = stacks[name].template().declaration.shape;
    const { shape } = fields['global'] ?? {};
    const keys = shape?.type === 'section' ? Object.keys(shape.fields) : [];
    expect(keys).toContain('imageRegistry');
    for (const key of keys) {
      const values = { global: { [key]: { url: 'x', list: [1] } } };
      const { global, ...own } = everythingOn(name);
      const rest = Object.fromEntries(
        Object.entries((global ?? {}) as JsonObject).filter(([one]) => one !== key),
      );
      const request = { release: 'r', namespace: 'n', set: [], setString: [] };
      const rendering = (extra: JsonObject) =>
        plainRendering(stacks[name].template(), {
          ...request,
          values: [overlay({ ...own, global: rest }, extra)],
        });
      expect(rendering(values)).toEqual(rendering({}));
    }
  });
});
