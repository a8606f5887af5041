import { packageChart, type Archive } from '../../engine/helm/package';
import type { NamedEnvironment } from '../environments/environment';
import { chartsOf, type Output, type WrittenChart } from '../output/dist';

/** A chart as one file. */
export interface ChartPackage extends WrittenChart, Archive {
  /** Its file name: `NAME-VERSION.tgz`. */
  readonly file: string;
}

/** The packages of all charts, the umbrella last. Values of environments are not in them. */
export function packagesOf(environments: readonly NamedEnvironment[]): Promise<readonly ChartPackage[]> {
  return Promise.all(
    chartsOf(environments).map(async (chart) => ({
      ...chart,
      ...(await packageChart(chart.name, chart.files)),
      file: `${chart.name}-${chart.version}.tgz`,
    })),
  );
}

/** The files of a release folder: each package with its checksum, as `sha256sum --check` reads it. */
export function releaseFiles(packages: readonly ChartPackage[]): Output {
  return new Map(
    packages.flatMap(({ file, content, sha256 }): readonly [string, string | Uint8Array][] => [
      [file, content],
      [`${file}.sha256`, `${sha256}  ${file}\n`],
    ]),
  );
}
