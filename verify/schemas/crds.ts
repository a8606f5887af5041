import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { crdFiles } from '../../imports/crd-sources';

/** The definitions that are kept here, each with the reason why in a comment. */
export const OWN_CRD_FILES: readonly string[] = ['logging.banzaicloud.io', 'route.openshift.io'].map(
  (group) => path.join(__dirname, `crds/${group}.yaml`),
);

/**
 * The YAML files with the definitions of all custom kinds that a stack may make, to be applied to a cluster or turned into schemas.
 *
 * @throws Error when a module with definitions cannot be had
 */
export function crdYamlFiles(): readonly string[] {
  return [...crdFiles(), ...OWN_CRD_FILES];
}

const Definition = z.object({
  kind: z.literal('CustomResourceDefinition'),
  spec: z.object({
    group: z.string(),
    names: z.object({ kind: z.string() }),
    versions: z.array(
      z.object({
        name: z.string(),
        served: z.boolean(),
        schema: z.object({ openAPIV3Schema: z.record(z.string(), z.unknown()) }),
      }),
    ),
  }),
});

/** One version of a custom kind that a cluster serves. */
export interface CustomKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** Its structural schema. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** The custom kinds that a file defines. */
export function customKindsOf(file: string): readonly CustomKind[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).flatMap((document) => {
    const content: unknown = document.toJS();
    if (content === null) return [];
    const { spec } = Definition.parse(content, { error: () => `${file} has more than definitions in it.` });
    return spec.versions
      .filter(({ served }) => served)
      .map(({ name, schema }) => ({
        group: spec.group,
        version: name,
        kind: spec.names.kind,
        schema: schema.openAPIV3Schema,
      }));
  });
}
