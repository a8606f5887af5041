import type { NamedEnvironment } from '../../lib/app/environments/environment';
import { charts, type Output } from '../../lib/app/output/dist';
import { packagesOf, releaseFiles } from '../../lib/app/publish/packages';

/** All charts below `charts/`: the folder of each, with the values of environments, and what users install beside it, its package. */
export async function packagedCharts(environments: readonly NamedEnvironment[]): Promise<Output> {
  const packages = releaseFiles(await packagesOf(environments));
  return new Map<string, string | Uint8Array>([
    ...charts(environments),
    ...[...packages].map(([file, content]) => [`charts/${file}`, content] as const),
  ]);
}
