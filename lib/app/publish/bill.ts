import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import type { Json } from '../../engine/values/declaration';
import { isMap } from '../../engine/values/merge';
import type { NamedEnvironment } from '../environments/environment';
import { objectsIn } from '../environments/stacks';
import { stacks, type StackName } from '../../stacks/stacks';
import { umbrellaChart } from '../../stacks/umbrella-chart';
import { imageRows } from '../objects/images';
import type { RenderedEnvironment } from '../output/dist';

/** An image in a bill of materials. */
interface Image {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
  /** It is there only where a value says so. */
  readonly isOptional?: boolean;
}

/** What a bill of materials is about, and what it is made of. */
interface Subject {
  readonly name: string;
  readonly version?: string;
  readonly images: readonly Image[];
  readonly parts?: readonly Subject[];
}

/** The bill of materials of a chart with its default values, in CycloneDX 1.6: its images, and those of the charts that it installs. */
export function billOfChart(name: string): string {
  if (Object.hasOwn(stacks, name)) return bill(chartSubject(name as StackName));
  return bill({
    name,
    version: umbrellaChart.version,
    images: [],
    parts: (Object.keys(stacks) as StackName[]).map(chartSubject),
  });
}

/** The bill of materials of environments, in CycloneDX 1.6: the images of their containers. */
export function billOfEnvironments(environments: readonly NamedEnvironment[]): string {
  return billOfRendered(
    environments.map((environment) => ({ environment, objects: objectsIn(environment) })),
  );
}

/** The same of environments that are rendered. */
export function billOfRendered(
  environments: readonly Pick<RenderedEnvironment, 'environment' | 'objects'>[],
): string {
  const parts = environments.map(({ environment: { name }, objects }) => ({
    name,
    images: imageRows(objects),
  }));
  return bill({ name: 'environments', images: [], parts });
}

function chartSubject(name: StackName): Subject {
  const { chart, declaration } = stacks[name].template();
  return {
    name,
    version: chart.version,
    images: declaredImages(declaration.default, chart.appVersion),
  };
}

/** The images among values: maps with a repository and a tag. An empty tag is that of the chart. */
function declaredImages(values: Json, appVersion: string, isOptional = false): readonly Image[] {
  if (Array.isArray(values))
    return values.flatMap((item: Json) => declaredImages(item, appVersion, isOptional));
  if (!isMap(values)) return [];
  const { repository, tag, digest, enabled } = values;
  if (typeof repository === 'string' && typeof tag === 'string')
    return [
      { repository, tag: tag || appVersion, digest: typeof digest === 'string' ? digest : '', isOptional },
    ];
  return Object.values(values).flatMap((inner) =>
    declaredImages(inner, appVersion, isOptional || enabled === false),
  );
}

function bill(subject: Subject): string {
  const bom = new Models.Bom();
  const root = component(subject);
  bom.metadata.component = root;
  const known = new Map<string, Models.Component>();
  const add = (one: Models.Component): Models.Component => {
    const key = one.bomRef.value ?? '';
    const there = known.get(key) ?? one;
    // What one of them needs is needed.
    if (one.scope === undefined) delete there.scope;
    known.set(key, there);
    bom.components.add(there);
    return there;
  };
  const addImages = (to: Models.Component, images: readonly Image[]): void =>
    images.forEach((image) => to.dependencies.add(add(imageComponent(image)).bomRef));
  addImages(root, subject.images);
  for (const part of subject.parts ?? []) {
    const added = add(component(part));
    root.dependencies.add(added.bomRef);
    addImages(added, part.images);
  }
  const writer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${writer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function component({ name, version }: Subject): Models.Component {
  return new Models.Component(Enums.ComponentType.Application, name, {
    bomRef: version === undefined ? name : `${name}@${version}`,
    ...(version === undefined ? {} : { version }),
  });
}

function imageComponent({ repository, tag, digest, isOptional }: Image): Models.Component {
  const version = digest === '' ? tag || 'latest' : digest;
  const component = new Models.Component(Enums.ComponentType.Container, repository, {
    bomRef: `${repository}${digest === '' ? ':' : '@'}${version}`,
    version,
    purl: packageUrl(repository, version),
    ...(isOptional === true ? { scope: Enums.ComponentScope.Optional } : {}),
  });
  if (digest !== '') component.hashes.set(Enums.HashAlgorithm['SHA-256'], digest.replace(/^sha256:/, ''));
  return component;
}

/** `pkg:docker/NAMESPACE/NAME@VERSION?repository_url=HOST`: a tag, or a digest. Without a host it is Docker Hub's (package-url, types/docker). */
function packageUrl(repository: string, version: string): string {
  const [, host = '', path = repository] = /^([^/]*[.:][^/]*|localhost)\/(.*)$/.exec(repository) ?? [];
  const isHub = ['', 'docker.io'].includes(host);
  const name = isHub ? path.replace(/^library\//, '') : path;
  return `pkg:docker/${name}@${encodeURIComponent(version)}${isHub ? '' : `?repository_url=${encodeURIComponent(host)}`}`;
}
