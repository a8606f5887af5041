import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { renderObjects, type KubernetesObject } from '../engine/manifests/render';
import type { StackTemplate } from '../engine/template/stack-template';
import { valuesOf } from '../engine/values/check';
import type { JsonObject } from '../engine/values/declaration';
import { overlay } from '../engine/values/merge';
import { applySetFlag } from '../engine/values/set-flag';
import type { HelmResult } from './helm/run';
import { helmTemplate } from './helm/template';
import { withTemporaryFolder } from './temporary-folder';

/** What to render: the same for all ways of rendering. */
export interface RenderRequest {
  readonly release: string;
  readonly namespace: string;
  /** Values, later ones over earlier ones, as `-f` files. */
  readonly values: readonly object[];
  /** As `--set`. */
  readonly set: readonly string[];
  /** As `--set-string`. */
  readonly setString: readonly string[];
  /** What the cluster has, such as `v1/Pod`, which only Helm is told. @default - nothing is known */
  readonly apiVersions?: readonly string[];
}

/** The objects, or why the values are rejected. */
export type Rendering =
  | { readonly ok: true; readonly objects: readonly KubernetesObject[] }
  | { readonly ok: false; readonly message: string };

/** The plain rendering of a stack, the resources run on demand with it, as `helm template` prints them. */
export function plainRendering(template: StackTemplate, request: RenderRequest): Rendering {
  try {
    const files = request.values.reduce<JsonObject>(
      (merged, values) => overlay(merged, values as JsonObject),
      {},
    );
    const set = request.set.reduce((values, flag) => applySetFlag(values, flag, false), files);
    const given = request.setString.reduce((values, flag) => applySetFlag(values, flag, true), set);
    const release = {
      name: request.release,
      namespace: request.namespace,
      chart: template.chart,
      values: valuesOf(template.declaration, [{ name: 'test', values: given }]),
    };
    return { ok: true, objects: renderObjects(template, release, { hooks: true }) };
  } catch (error) {
    return { ok: false, message: (error as Error).message };
  }
}

/**
 * What `helm template` of a chart prints, before it is parsed.
 *
 * @param command a path, or the name of a program on the PATH
 * @param chart its folder or archive
 * @param showOnly the one template whose output is wanted
 * @throws Error when Helm could not be run
 */
export function helmOutput(
  command: string,
  chart: string,
  request: RenderRequest,
  showOnly?: string,
): Promise<HelmResult> {
  return withTemporaryFolder('values-', (folder) => {
    const valueFiles = request.values.map((values, index) => {
      const file = path.join(folder, `${String(index)}.json`);
      writeFileSync(file, JSON.stringify(values));
      return file;
    });
    const { release, namespace, set, setString, apiVersions = [] } = request;
    return helmTemplate(command, {
      chart,
      release,
      namespace,
      valueFiles,
      set,
      setString,
      apiVersions,
      showTests: true,
      ...(showOnly === undefined ? {} : { showOnly }),
    });
  });
}
