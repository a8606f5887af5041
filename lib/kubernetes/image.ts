import type { Construct } from 'constructs';
import * as z from 'zod';
import { literal, type Expr, type Ref } from '../engine/template/expression';
import {
  and,
  appVersion,
  asJson,
  contains,
  distinct,
  either,
  equal,
  firstMatch,
  isKind,
  not,
  or,
  orElse,
  stringAt,
  text,
  trimPrefix,
} from '../engine/template/operators';
import { Named } from '../engine/template/scopes';
import type { StackTemplate } from '../engine/template/stack-template';
import { choose, each, neverEmpty, when, type Templated } from '../engine/template/tree';
import {
  entry,
  globalSection,
  list,
  orTheirs,
  section,
  type Fields,
  type Section,
} from '../engine/values/collections';
import { optional, type Declaration } from '../engine/values/declaration';
import { requiredName } from '../engine/values/names';
import {
  imageDigest,
  optionalImageRegistry,
  imageRepository,
  imageTag,
  oneOf,
  requiredImageTag,
} from '../engine/values/scalars';
import { warning } from './chosen-version';
import type * as k8s from './k8s';

const DIGEST =
  'Digest of the image; it takes precedence over the tag, which then is only the version in labels.';

/** The value of the digest of an image. */
export const digestValue = imageDigest(DIGEST);

const PULL_POLICIES = ['IfNotPresent', 'Always', 'Never'] as const;

/** The value of the pull policy of an image, beside that of all images. */
export const pullPolicyValue = optional(
  oneOf('IfNotPresent', 'Image pull policy; absent for global.imagePullPolicy.', PULL_POLICIES),
);

/** The values of an image. */
export function imageValues(
  { repository, tag }: { readonly repository: string; readonly tag: string },
  description: string,
) {
  return section(description, {
    repository: imageRepository(repository, 'Image repository, without tag.'),
    tag: imageTag(tag, tag === '' ? "Image tag; empty for the chart's appVersion." : 'Image tag.'),
    digest: digestValue,
    pullPolicy: oneOf('IfNotPresent', 'Image pull policy.', PULL_POLICIES),
  });
}

/** The values of an image of other software than the chart's, whose tag has nothing to do with the chart's appVersion. */
export function pinnedImageValues(
  { repository, tag }: { readonly repository: string; readonly tag: string },
  description: string,
) {
  const { fields } = imageValues({ repository, tag }, description).shape;
  return section(description, { ...fields, tag: requiredImageTag(tag, 'Image tag.') });
}

/** The values of an image, as references. */
export type Image = Ref<ReturnType<typeof imageValues>>;

/** The values of an image that say what it is. */
export interface ImageParts {
  readonly repository: Expr<string>;
  readonly tag: Expr<string>;
  readonly digest: Expr<string>;
}

/** What a stack says of all images of its pods. */
export interface StackImages extends StackTemplate {
  /** `global.imageRegistry`; empty where images stay where they are. */
  readonly imageRegistry: Expr<string>;
}

/** The tag of an image of the chart's own software: an empty one means the chart's appVersion. */
export function tagOf({ tag }: Pick<Image, 'tag'>): Expr<string> {
  return orElse(tag, appVersion);
}

const made = new WeakMap<StackTemplate, Map<string, Expr<string>>>();

/**
 * The full reference of an image, by a name in the chart: with the digest or the tag, and from the registry that `global.imageRegistry`
 * has for all images. It adds a warning of a tag that a digest makes idle.
 *
 * @param path of its values, such as `redis.image`
 * @param emptyTag what an empty tag means, such as {@link appVersion}; none for an image whose tag is never empty
 */
export function imageOf(
  stack: StackImages,
  path: string,
  parts: ImageParts,
  emptyTag?: Expr<string>,
): Expr<string> {
  const known = made.get(stack) ?? new Map<string, Expr<string>>();
  made.set(stack, known);
  const reference = known.get(path) ?? namedImage(stack, path, parts, emptyTag);
  known.set(path, reference);
  return reference;
}

function namedImage(
  stack: StackImages,
  path: string,
  { repository, tag, digest }: ImageParts,
  emptyTag: Expr<string> | undefined,
): Expr<string> {
  const standard = defaultAt(stack.declaration, [...path.split('.'), 'tag']);
  stack.addWarnings(
    when(
      and(digest, tag, ...(standard === '' ? [] : [not(equal(tag, standard))])),
      digestWarning(`${path}.tag`),
    ),
  );
  const suffix = suffixOf({ tag: emptyTag === undefined ? tag : orElse(tag, emptyTag), digest });
  return stack.namedString(
    helperName(path),
    `Image reference of ${path}.`,
    choose(
      stack.imageRegistry,
      text`${stack.imageRegistry}/${withoutHost(repository)}${suffix}`,
      text`${repository}${suffix}`,
    ),
  );
}

/** `:tag`, or `@digest` where there is one. */
export function suffixOf({ tag, digest }: Pick<ImageParts, 'tag' | 'digest'>): Expr<string> {
  return either(digest, text`@${digest}`, text`:${tag}`);
}

/** The warning that a tag is not what is pulled. */
export function digestWarning(path: string | Expr<string>): Expr<string> {
  return warning(
    path,
    'the digest is pulled, which takes precedence; the tag is only the version in labels.',
  );
}

// The first part of a repository is a host where it has a dot or a port (distribution/reference, normalize.go).
const HOST = /^([^/]*[.:][^/]*|localhost)\//;

/** A repository without the host of its registry. */
export function withoutHost(repository: Expr<string>): Expr<string> {
  return trimPrefix(repository, firstMatch(repository, HOST));
}

/** `redisImage` of `redis.image`. */
function helperName(path: string): string {
  const [name = '', ...rest] = path.split('.').slice(-2);
  return name + rest.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
}

function defaultAt(declaration: Section<Fields>, path: readonly string[]): string {
  const found = path.reduce<Declaration<unknown> | undefined>(
    (at, key) => (at?.shape.type === 'section' ? at.shape.fields[key] : undefined),
    declaration,
  );
  return typeof found?.default === 'string' ? found.default : '';
}

/** The value with the Secrets for pulling images. */
export const imagePullSecretsValue = list(
  [],
  'Secrets for pulling images from private registries.',
  entry('A Secret of type kubernetes.io/dockerconfigjson.', { name: requiredName('Name of the Secret.') }),
);

/** The values under `global` that hold for the images of all charts. */
export const globalImageValues = {
  imageRegistry: orTheirs(
    optionalImageRegistry(
      'Registry of all images, such as a mirror; it takes the place of the host in each image reference. Empty: images stay where they are.',
    ),
  ),
  imagePullSecrets: list(
    [],
    "Secrets for pulling images, besides the chart's own: names, or maps with a name.",
    nameOrMap('Name of the Secret.'),
  ),
};

/** The group of values under `global` of a chart that has no others there. */
export const globalValues = globalSection(
  'Settings that a parent chart, such as ai-gateway, gives all its charts.',
  globalImageValues,
);

/** The Secrets for pulling the images of a pod: those of the chart and, after them, those of `global` that are not among them. */
export function pullSecrets(
  own: Expr<readonly unknown[]> | undefined,
  shared: Expr<readonly string[]>,
): Templated<readonly k8s.LocalObjectReference[]> {
  const others = each(distinct(shared), 'secret', (secret) => {
    const item = secret;
    const asMap = item as Expr<unknown> as Expr<Readonly<Record<string, string>>>;
    const given = (name: Expr<string>) =>
      own === undefined ? { name } : when(not(contains(asJson(own), text`{"name":"${name}"}`)), { name });
    return choose(isKind('map', item), given(stringAt(asMap, literal('name'))), given(item));
  });
  // Another chart may have something else under this name.
  const theirs = when(isKind('slice', shared), [others]);
  const some = and(isKind('slice', shared), shared);
  return own === undefined
    ? when(some, neverEmpty([others]))
    : when(or(own, some), neverEmpty([own, theirs]));
}

/** A name, or a map that has one as Kubernetes does: parent charts give both. */
function nameOrMap(description: string): Declaration<string, 'required', false> {
  const name = requiredName(description);
  return {
    ...name,
    schema: () => {
      const names = (name.schema?.() ?? z.never()) as z.ZodType<string>;
      return z.union([names, z.strictObject({ name: names })]) as z.ZodType<string>;
    },
    expects: `${name.expects}, or a map with such a name`,
    samples: ['registry', { name: 'registry' }, { name: 'other' }, 'a.b'],
  };
}

/** An image of one of many components that are made in a loop, and the scope in which its reference has a name. */
export interface NamedImage {
  readonly image: Expr<string>;
  readonly scope: Construct;
}

/** The full reference of an image within a loop or a condition: see {@link imageOf}, which is for values that have a path of their own. */
export function imageWithin(scope: Construct, stack: StackImages, parts: ImageParts): NamedImage {
  const repository = new Named(scope, 'repository', parts.repository);
  const own = repository.reference;
  const mirrored = new Named(repository, 'mirrored', text`${stack.imageRegistry}/${withoutHost(own)}`);
  const suffix = new Named(mirrored, 'suffix', suffixOf(parts));
  const where = either(stack.imageRegistry, mirrored.reference, own);
  const image = new Named(suffix, 'image', text`${where}${suffix.reference}`);
  return { image: image.reference, scope: image };
}
