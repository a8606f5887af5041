/**
 * The engine, as other projects import it: one source, plain manifests and a Helm chart. It knows no stack, and no typed objects but those that
 * it is given: `Resource.of(scope, id, { of: KubeDeployment, manifest })` takes those of any cdk8s-plus and of `cdk8s import`.
 *
 * In the order in which an author needs them: values are declared, a template is made of expressions that refer to them, and it is rendered.
 *
 * @module engine
 */
export {
  atLeastOne,
  entry,
  globalSection,
  list,
  mapOf,
  nonEmptyList,
  section,
  type Entry,
  type Fields,
  type List,
  type MapOf,
  type Section,
} from './values/collections';
export {
  formerly,
  nullable,
  nullableFields,
  optional,
  required,
  underHeading,
  type Declaration,
  type Json,
  type JsonObject,
  type MapLimits,
  type Presence,
  type Shape,
  type TypeOf,
} from './values/declaration';
export {
  boolean,
  httpUrl,
  imageDigest,
  imageRegistry,
  imageRepository,
  imageTag,
  oneOf,
  optionalImageRegistry,
  path,
  pathPattern,
  requiredImageTag,
  secret,
  string,
} from './values/scalars';
export { formed, type Scalar, type StringForm } from './values/string-form';
export {
  amount,
  duration,
  integer,
  interval,
  podCount,
  port,
  quantity,
  type IntegerLimits,
} from './values/numbers';
export {
  addressRange,
  anyIngressHost,
  dnsLabel,
  hostname,
  identifier,
  ingressHost,
  namespaceName,
  namespaceOrAny,
  objectName,
  otherNamespace,
  requiredName,
  secretKey,
  storageClassName,
} from './values/names';
export {
  annotations,
  labels,
  labelName,
  labelValue,
  nodeSelector,
  type StringMap,
} from './values/string-maps';
export { kubernetesObject } from './values/kubernetes-object';
export type { GivenValues, Overrides } from './values/overrides';

export type { ChartIdentity, ChartMetadata } from './template/chart-metadata';
export {
  StackTemplate,
  TypedStackTemplate,
  type Requirement,
  type ValidationRule,
} from './template/stack-template';
export { Resource, type Hook, type ResourceClass, type ResourceProps } from './template/resource';
export { ForEachEntry, ForEachItem, Named, OnlyIf } from './template/scopes';
export { isExpr, references, type Expr, type ItemRef, type Ref } from './template/expression';
export * from './template/operators';
export {
  choose,
  commented,
  each,
  eachEntry,
  ifSet,
  lines,
  merged,
  neverEmpty,
  pair,
  when,
  type Lines,
  type Templated,
  type TemplatedItem,
  type Tree,
  type When,
} from './template/tree';
export { AuthorError } from './values/author-error';

export { applySetFlag, SetFlagError } from './values/set-flag';
export { coalesce, overlay } from './values/merge';
export { minimalOverrides } from './values/minimal-overrides';
export { InputError } from './values/input-error';
export { ValuesError, valuesOf } from './values/check';
export type { ValuesSource } from './values/sources';
export { RequiredValueError } from './manifests/evaluate';
export {
  renderObjects,
  ValidationError,
  type KubernetesObject,
  type RenderedObject,
} from './manifests/render';
export { objectsOf, Release, warningsOf, type ReleaseProps, type ReleaseValues } from './release/release';
export { toYaml, toYamlDocuments } from './yaml/document';
export { chartFiles, type ChartSource, type Files } from './helm/chart-files';
export { writeChart } from './helm/write-chart';
export { packageChart, type Archive } from './helm/package';
export { umbrellaFiles, type UmbrellaSource } from './helm/umbrella-files';
