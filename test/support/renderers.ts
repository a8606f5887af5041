import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { StackTemplate } from '../../lib/engine/template/stack-template';
import * as renderings from '../../lib/testing/renderings';
import { plainRendering, type Rendering, type RenderRequest } from '../../lib/testing/renderings';
import { parseLikeHelm, type HelmResult } from './helm';
import { helmBinary, type HelmMajor } from './helm-binary';

export { plainRendering, type Rendering, type RenderRequest };

/** One way to render a chart: the plain rendering, Helm 3, Helm 4. */
export interface Renderer {
  readonly name: string;
  readonly chartDirectory: string;
  render(request: RenderRequest): Promise<Rendering>;
}

/** As {@link renderings.helmOutput}. */
export function helmOutput(major: HelmMajor, chart: string, request: RenderRequest): Promise<HelmResult> {
  return renderings.helmOutput(helmBinary(major), chart, request);
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
