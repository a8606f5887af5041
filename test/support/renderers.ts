import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { renderObjects, type KubernetesObject } from '../../lib/engine/manifests/render';
import type { StackTemplate } from '../../lib/engine/template/stack-template';
import { valuesOf } from '../../lib/engine/values/check';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { applySetFlag } from '../../lib/engine/values/set-flag';
import { helmTemplate, parseLikeHelm } from './helm';
import type { HelmMajor } from './helm-binary';

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

export type Rendering =
  | { readonly ok: true; readonly objects: readonly KubernetesObject[] }
  | { readonly ok: false; readonly message: string };

/** One way to render a chart: the plain rendering, Helm 3, Helm 4. */
export interface Renderer {
  readonly name: string;
  readonly chartDirectory: string;
  render(request: RenderRequest): Promise<Rendering>;
}

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

/** What `helm template` of a chart prints, before it is parsed. */
export async function helmOutput(
  major: HelmMajor,
  chart: string,
  request: RenderRequest,
): Promise<{ ok: true; output: string } | { ok: false; message: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'values-'));
  try {
    const valueFiles = request.values.map((values, index) => {
      const file = path.join(folder, `${String(index)}.json`);
      writeFileSync(file, JSON.stringify(values));
      return file;
    });
    const { release, namespace, set, setString, apiVersions = [] } = request;
    return await helmTemplate(major, {
      chart,
      release,
      namespace,
      valueFiles,
      set,
      setString,
      apiVersions,
      showTests: true,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The three ways to render a stack's chart. */
export function renderersOf(template: StackTemplate, chartDirectory: string): readonly Renderer[] {
  const helm = (major: HelmMajor): Renderer => ({
    name: `helm ${String(major)}`,
    chartDirectory,
    async render(request) {
      const result = await helmOutput(major, chartDirectory, request);
      if (!result.ok) return result;
      const [objects = []] = await parseLikeHelm([result.output], major);
      return { ok: true, objects: objects as KubernetesObject[] };
    },
  });
  const plain: Renderer = {
    name: 'plain',
    chartDirectory,
    render: (request) => Promise.resolve(plainRendering(template, request)),
  };
  return [plain, helm(3), helm(4)];
}
