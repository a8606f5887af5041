import type { JsonObject } from '../../lib/engine/values/declaration';
import { addDeployment } from '../../lib/kubernetes/deployment';
import {
  imageOf,
  imagePullSecretsValue,
  imageValues,
  pinnedImageOf,
  pinnedImageValues,
} from '../../lib/kubernetes/image';
import { at, objectsFor, only, podOf, rejections, templateOf, TinyStack } from './tiny-stack';

function stackWith(tag = '') {
  const stack = new TinyStack({
    image: imageValues({ repository: 'ghcr.io/team/app', tag }, 'Image.'),
    imagePullSecrets: imagePullSecretsValue,
  });
  const { image, imagePullSecrets } = stack.values;
  const container = { name: 'main', image: imageOf(image), imagePullPolicy: image.pullPolicy };
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
    const container = { name: 'main', image: pinnedImageOf(image) };
    addDeployment(stack, stack.main, { replicaCount: 1 }, { containers: [container] });
    const pod = podOf(only('Deployment', objectsFor(stack, {})));
    expect(at(pod, 'containers', 0)).toHaveProperty('image', 'redis:7.4');
    expect(templateOf(stack, 'deployment.yaml')).toContain(
      '"{{ .Values.image.repository }}:{{ .Values.image.tag }}"',
    );
    expect(rejections(stack, { image: { tag: '' } })).toEqual([expect.stringContaining('image.tag is ""')]);
  });

  it('reads in the chart as Helm’s own charts have it', () => {
    expect(templateOf(stackWith(), 'deployment.yaml')).toContain(
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
