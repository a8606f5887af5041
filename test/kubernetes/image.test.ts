import { warningsOf } from '../../lib/engine/release/release';
import type { Json, JsonObject } from '../../lib/engine/values/declaration';
import { appVersion } from '../../lib/engine/template/operators';
import { addDeployment } from '../../lib/kubernetes/deployment';
import {
  imageOf,
  imagePullSecretsValue,
  imageValues,
  tagOf,
  pinnedImageValues,
} from '../../lib/kubernetes/image';
import { at, objectsFor, only, podOf, rejections, templateOf, TinyStack } from './tiny-stack';

function stackWith(tag = '') {
  const stack = new TinyStack(
    {
      image: imageValues({ repository: 'ghcr.io/team/app', tag }, 'Image.'),
      imagePullSecrets: imagePullSecretsValue,
    },
    { version: ({ values }) => tagOf(values.image) },
  );
  const { image, imagePullSecrets } = stack.values;
  const container = {
    name: 'main',
    image: imageOf(stack, 'image', image, appVersion),
    imagePullPolicy: image.pullPolicy,
  };
  addDeployment(stack, stack.main, { replicaCount: 1, imagePullSecrets }, { containers: [container] });
  return stack;
}
const containerFor = (image: JsonObject = {}, stack = stackWith()) =>
  at(podOf(only('Deployment', objectsFor(stack, { image }))), 'containers', 0);

describe('the tag', () => {
  it('is the version of the application where the user gives none', () => {
    expect(containerFor()).toHaveProperty('image', 'ghcr.io/team/app:2.0.0');
  });

  it('is the user’s', () => {
    expect(containerFor({ repository: 'mirror/app', tag: '3' })).toHaveProperty('image', 'mirror/app:3');
  });

  it('may have a default of its own, and says so', () => {
    expect(containerFor({}, stackWith('7.4'))).toHaveProperty('image', 'ghcr.io/team/app:7.4');
    const described = (tag: string) =>
      imageValues({ repository: 'a', tag }, 'Image.').shape.fields.tag.description;
    expect(described('')).toContain('appVersion');
    expect(described('7.4')).not.toContain('appVersion');
  });

  it('of other software is required, and has no version of the application in its place', () => {
    const stack = new TinyStack({ image: pinnedImageValues({ repository: 'redis', tag: '7.4' }, 'Image.') });
    const { image } = stack.values;
    const container = { name: 'main', image: imageOf(stack, 'image', image) };
    addDeployment(stack, stack.main, { replicaCount: 1 }, { containers: [container] });
    const pod = podOf(only('Deployment', objectsFor(stack, {})));
    expect(at(pod, 'containers', 0)).toHaveProperty('image', 'redis:7.4');
    expect(rejections(stack, { image: { tag: '' } })).toEqual([expect.stringContaining('image.tag is ""')]);
  });

  it('reads in the chart as Helm’s own charts have it', () => {
    expect(templateOf(stackWith(), '_helpers.tpl')).toContain(
      '.Values.image.tag | default .Chart.AppVersion',
    );
  });
});

it('the node pulls an image that it has not, unless told otherwise', () => {
  expect(containerFor()).toHaveProperty('imagePullPolicy', 'IfNotPresent');
  expect(containerFor({ pullPolicy: 'Always' })).toHaveProperty('imagePullPolicy', 'Always');
});

it.each<[JsonObject, string]>([
  [{ repository: 'Team/App' }, 'image.repository'],
  [{ repository: 'app:1.0' }, 'image.repository'],
  [{ tag: 'a b' }, 'image.tag'],
  [{ tag: 'app:1' }, 'image.tag'],
  [{ pullPolicy: 'Sometimes' }, 'image.pullPolicy'],
])('%j is rejected', (image, path) => {
  expect(rejections(stackWith(), { image })).toEqual([expect.stringContaining(`${path} is `)]);
});

it('a Secret for pulling has a name', () => {
  expect(rejections(stackWith(), { imagePullSecrets: [{}] })).toEqual([
    expect.stringContaining('imagePullSecrets[0].name is missing'),
  ]);
});

describe('the digest', () => {
  const digest = `sha256:${'0a'.repeat(32)}`;
  const warnings = (image: JsonObject, stack = stackWith()) =>
    warningsOf({ stack, name: 'app', namespace: 'ai', values: [{ name: 'given', values: { image } }] });

  it('takes precedence over the tag, and a warning says so where both are given', () => {
    expect(containerFor({ digest })).toHaveProperty('image', `ghcr.io/team/app@${digest}`);
    expect(containerFor({ digest, tag: '3' })).toHaveProperty('image', `ghcr.io/team/app@${digest}`);
    expect(warnings({ digest })).toEqual([]);
    expect(warnings({ tag: '3' })).toEqual([]);
    expect(warnings({ digest, tag: '3' })).toEqual([
      expect.stringContaining('image.tag: the digest is pulled'),
    ]);
  });

  it('is no contradiction to the tag that an image has by default', () => {
    expect(warnings({ digest }, stackWith('7.4'))).toEqual([]);
    expect(warnings({ digest, tag: '7.5' }, stackWith('7.4'))).toHaveLength(1);
  });

  it.each(['sha256:abc', `sha512:${'0a'.repeat(32)}`, '0a'.repeat(32), `sha256:${'0A'.repeat(32)}`])(
    '%s is rejected',
    (wrong) => {
      expect(rejections(stackWith(), { image: { digest: wrong } })).toEqual([
        expect.stringContaining('it must be a digest'),
      ]);
    },
  );
});

it('the label of the version is that of the image', () => {
  const versionFor = (image: JsonObject) =>
    at(
      only('Deployment', objectsFor(stackWith(), { image })),
      'metadata',
      'labels',
      'app.kubernetes.io/version',
    );
  expect(versionFor({})).toBe('2.0.0');
  expect(versionFor({ tag: '3' })).toBe('3');
  expect(versionFor({ digest: `sha256:${'0a'.repeat(32)}` })).toBe('2.0.0');
});

describe('values of global', () => {
  const podFor = (values: JsonObject) => podOf(only('Deployment', objectsFor(stackWith(), values)));
  const imageFor = (repository: string) =>
    at(
      podFor({ image: { repository, tag: '1' }, global: { imageRegistry: 'mirror:5000/x' } }),
      'containers',
      0,
      'image',
    );

  it.each([
    ['ghcr.io/team/app', 'mirror:5000/x/team/app:1'],
    ['registry:5000/a/b', 'mirror:5000/x/a/b:1'],
    ['localhost/a', 'mirror:5000/x/a:1'],
    ['team/app', 'mirror:5000/x/team/app:1'],
    ['redis', 'mirror:5000/x/redis:1'],
  ])('imageRegistry takes the place of the host in %s', (repository, image) => {
    expect(imageFor(repository)).toBe(image);
  });

  it('imagePullSecrets, as names or maps, follow those of the chart, each once', () => {
    const pulling = (own: string[], shared: Json[]) =>
      at(
        podFor({
          imagePullSecrets: own.map((name) => ({ name })),
          global: { imagePullSecrets: shared },
        }),
        'imagePullSecrets',
      );
    expect(pulling([], [])).toBeUndefined();
    expect(pulling([], ['b', { name: 'c' }])).toEqual([{ name: 'b' }, { name: 'c' }]);
    expect(pulling(['a'], ['b', { name: 'a' }, 'a', 'b'])).toEqual([{ name: 'a' }, { name: 'b' }]);
    expect(pulling(['a'], [])).toEqual([{ name: 'a' }]);
  });

  it('are nobody’s of ours where another chart has something else under their names', () => {
    const theirs = { imageRegistry: { url: 'x' }, imagePullSecrets: { a: 'b' } };
    expect(podFor({ global: theirs })).toEqual(podFor({}));
  });

  it.each<[JsonObject, string]>([
    [{ imageRegistry: 5 }, 'global.imageRegistry is 5'],
    [{ imagePullSecrets: 'a' }, 'global.imagePullSecrets is "a"'],
    [{ imagePullSecrets: [{ nme: 'a' }] }, 'global.imagePullSecrets[0] is'],
    [{ imageRegistri: 'a' }, 'Did you mean global.imageRegistry?'],
  ])('%j is rejected', (global, sentence) => {
    expect(rejections(stackWith(), { global })).toEqual([expect.stringContaining(sentence)]);
  });
});
