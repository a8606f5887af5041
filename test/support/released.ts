import { readdirSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(__dirname, '../../verify/cluster/released');

/** A version of a chart that clusters may be running. */
export interface ReleasedChart {
  readonly chart: string;
  readonly version: string;
  /** Path of its package. */
  readonly archive: string;
}

/** The released versions of all charts, those of a chart from the oldest to the newest. */
export const RELEASED: readonly ReleasedChart[] = readdirSync(FOLDER)
  .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  .flatMap((file) => {
    const [, chart, version] = /^([a-z-]+)-([0-9.]+)\.tgz$/.exec(file) ?? [];
    return chart === undefined || version === undefined
      ? []
      : [{ chart, version, archive: path.join(FOLDER, file) }];
  });
