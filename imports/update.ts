/**
 * Makes the typed CRDs of this folder: takes the definitions out of their Go modules, keeps their structure
 * in `crds/` and has `cdk8s import` generate one TypeScript file per API group from there. And makes `api-schemas.json`, the schemas of
 * the types that values may have.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { apiSchemas } from './api-schemas';
import { CRD_SOURCES, download } from './crd-sources';

/**
 * What is kept of a schema. A list of what to keep, not of what to drop: prose also hides in other keywords
 * (the messages of `x-kubernetes-validations`, say), and a new one must not slip in with an update.
 */
const KEYWORDS = new Set([
  ...['type', 'format', 'enum', 'nullable', 'required', 'pattern', 'minimum', 'maximum'],
  ...['exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'],
  ...['properties', 'additionalProperties', 'items', 'anyOf', 'allOf', 'oneOf', 'not'],
  ...['x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource'],
]);

const JsonObject = z.record(z.string(), z.unknown());

/** The fields kept of a definition: zod leaves out the rest (annotations, printer columns, deprecations). */
const Crd = z.object({
  apiVersion: z.literal('apiextensions.k8s.io/v1'),
  kind: z.literal('CustomResourceDefinition'),
  metadata: z.object({ name: z.string() }),
  spec: z.object({
    group: z.string(),
    names: JsonObject,
    scope: z.string(),
    versions: z.array(
      z.object({
        name: z.string(),
        served: z.boolean(),
        storage: z.boolean(),
        schema: z.object({ openAPIV3Schema: JsonObject }),
      }),
    ),
  }),
});
type Crd = z.infer<typeof Crd>;

/** The schema without prose. Below `properties` the keys are names of fields, so all of them stay. */
function structure(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(structure); // the branches of anyOf, allOf, oneOf
  const object = JsonObject.safeParse(schema);
  if (!object.success) return schema; // `additionalProperties: true`, a type, a limit, a name
  const kept = Object.entries(object.data).filter(([keyword]) => KEYWORDS.has(keyword));
  return Object.fromEntries(
    kept.map(([keyword, value]) => [keyword, keyword === 'properties' ? fields(value) : structure(value)]),
  );
}

function fields(properties: unknown): Record<string, unknown> {
  const entries = Object.entries(JsonObject.parse(properties));
  return Object.fromEntries(entries.map(([field, schema]) => [field, structure(schema)]));
}

function readCrd(folder: string, file: string, name: string, module: string): Crd {
  let text: string;
  try {
    text = readFileSync(join(folder, file), 'utf8');
  } catch {
    throw new Error(`CRD ${name} not found in ${module}: it has no readable file ${file}.`);
  }
  const documents = parseAllDocuments(text).map((document) => Crd.safeParse(document.toJS()).data);
  const crd = documents.find((candidate) => candidate?.metadata.name === name);
  if (!crd) throw new Error(`CRD ${name} not found in ${module}: no document in ${file} defines it.`);

  // One version: cdk8s would give every further one its own classes, and nobody writes the old ones.
  const versions = crd.spec.versions.filter(({ served, storage }) => served && storage);
  if (versions.length === 0) throw new Error(`CRD ${name} in ${module} has no version served and stored.`);
  return { ...crd, spec: { ...crd.spec, versions } };
}

function toYaml(crd: Crd, module: string): string {
  const versions = crd.spec.versions.map(({ schema, ...version }) => ({
    ...version,
    schema: { openAPIV3Schema: structure(schema.openAPIV3Schema) },
  }));
  const document = new Document(
    { ...crd, spec: { ...crd.spec, versions } },
    { aliasDuplicateObjects: false },
  );
  document.commentBefore = ` From ${module}, structure only; made by imports/update.ts.`;
  return document.toString({ lineWidth: 0, singleQuote: true });
}

function main(): void {
  // Everything is read before anything is written: an error leaves the folder as it was.
  const crds = CRD_SOURCES.flatMap(({ module, version, files }) => {
    const pinned = `${module}@${version}`;
    const folder = download(pinned);
    return Object.entries(files).map(([name, file]) => {
      const crd = readCrd(folder, file, name, pinned);
      const schema = crd.spec.versions[0]?.schema.openAPIV3Schema;
      return { name, group: crd.spec.group, schema, yaml: toYaml(crd, `${module} ${version}`) };
    });
  });
  const schemas = apiSchemas(Object.fromEntries(crds.map(({ name, schema }) => [name, schema])));

  mkdirSync(join(__dirname, 'crds'), { recursive: true });
  for (const { name, yaml } of crds) writeFileSync(join(__dirname, 'crds', `${name}.yaml`), yaml);
  writeFileSync(join(__dirname, 'api-schemas.json'), `${JSON.stringify(schemas, null, 2)}\n`);

  // cdk8s writes one file per group and overwrites it, so the definitions of a group go in together.
  const cdk8s = join(__dirname, '../node_modules/cdk8s-cli/bin/cdk8s');
  const options = ['--output', __dirname, '--no-save', '--check-upgrade=false', '--language', 'typescript'];
  const scratch = mkdtempSync(join(tmpdir(), 'imports-'));
  try {
    for (const group of new Set(crds.map((crd) => crd.group))) {
      const input = join(scratch, `${group}.yaml`);
      const documents = crds.filter((crd) => crd.group === group).map((crd) => crd.yaml);
      writeFileSync(input, documents.join('---\n'));
      execFileSync(process.execPath, [cdk8s, 'import', input, ...options], { stdio: 'inherit' });
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
