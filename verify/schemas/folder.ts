import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { cached } from '../../tools/cache';
import { pythonEnvironment, REQUIREMENTS } from '../../tools/python';
import { crdYamlFiles, customKindsOf, OWN_CRD_FILES, type CustomKind } from './crds';
import { strictSchema } from './structural';

const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

const KindSchema = z.looseObject({
  'x-kubernetes-group-version-kind': z
    .array(z.object({ group: z.string(), version: z.string(), kind: z.string() }))
    .optional(),
});

/**
 * The folder with the strict JSON schemas of each minor version of Kubernetes and of the custom kinds, in the form that kubeconform
 * reads: `1.27/GROUP/kind_version.json`, with the whole group, so that no kind passes for one of a similar group.
 *
 * Kubernetes' own are those of kubernetes-validate. kubeconform says of a schema that it cannot compile that there is none; it
 * compiles these once their absolute names are gone and what they refer to is named relatively.
 */
export function schemaFolder(): string {
  const sources = ['folder.ts', 'crds.ts', 'structural.ts'].map((file) => path.join(__dirname, file));
  const definitions = path.join(__dirname, '../../imports/crd-sources.ts');
  return cached('schemas', [REQUIREMENTS, definitions, ...OWN_CRD_FILES, ...sources], (folder) => {
    const custom = crdYamlFiles().flatMap(customKindsOf);
    const original = originalFolder();
    for (const version of readdirSync(original)) {
      const [, minor] = /^v(1\.\d+)\.0-local-strict$/.exec(version) ?? [];
      if (minor === undefined) continue;
      const target = path.join(folder, minor);
      writeKubernetesKinds(path.join(original, version), target);
      for (const kind of custom) writeCustomKind(kind, target);
    }
  });
}

/** The minor versions that there are schemas of, such as 27 for Kubernetes 1.27, in order. */
export function minorsIn(folder: string): readonly number[] {
  return readdirSync(folder)
    .map((version) => Number(version.replace('1.', '')))
    .sort((a, b) => a - b);
}

function originalFolder(): string {
  const lib = path.join(pythonEnvironment(), 'lib');
  const [python = ''] = readdirSync(lib).filter((entry) => entry.startsWith('python3'));
  return path.join(lib, python, 'site-packages/kubernetes_validate/kubernetes-json-schema');
}

function writeKubernetesKinds(original: string, target: string): void {
  mkdirSync(target, { recursive: true });
  for (const file of readdirSync(original)) {
    const text = readFileSync(path.join(original, file), 'utf8');
    if (file === '_definitions.json') {
      write(path.join(target, 'definitions.json'), relative(text));
      continue;
    }
    const schema = KindSchema.parse(relative(text));
    const kinds = schema['x-kubernetes-group-version-kind'] ?? [];
    // What is of many groups, such as DeleteOptions, is no object that is applied.
    const [kind] = kinds;
    if (kinds.length === 1 && kind !== undefined) write(schemaPath(target, kind), schema);
  }
}

function writeCustomKind(kind: CustomKind, target: string): void {
  const { properties, required, ...schema } = strictSchema(kind.schema);
  write(schemaPath(target, kind), {
    ...schema,
    properties: {
      ...(properties as object),
      apiVersion: { enum: [`${kind.group}/${kind.version}`] },
      kind: { enum: [kind.kind] },
      metadata: { $ref: `../definitions.json#/$defs/${OBJECT_META}` },
    },
    required: [...new Set(['apiVersion', 'kind', 'metadata', ...((required ?? []) as string[])])],
    additionalProperties: false,
  });
}

interface KindName {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** Of the core group, whose name is empty, kubeconform takes the version for the group. */
function schemaPath(target: string, { group, version, kind }: KindName): string {
  return path.join(target, group === '' ? version : group, `${kind.toLowerCase()}_${version}.json`);
}

/** Parses a schema, without its name and its prose, and with references that hold wherever the folder is. */
function relative(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) => {
    if ((key === '$id' || key === 'description') && typeof value === 'string') return undefined;
    if (key === '$ref' && typeof value === 'string')
      return value.replace(/^\/api\/_definitions\.json#/, '../definitions.json#');
    return value;
  });
}

function write(file: string, schema: unknown): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(schema));
}
