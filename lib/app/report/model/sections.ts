import type { Comparison } from '../../changes/comparison';
import type { ConnectionRow } from './connections';
import type { Differences } from './differences';
import type { Entrance } from './entrances';
import type { ImageRow } from '../../objects/images';
import type { MarkedPicture } from './marks';
import type { Policies } from './policies';
import type { Resources } from './resources';
import type { SecretRow } from './secrets';
import type { VolumeRow } from './volumes';
import type { WorkloadRow } from './workloads';

/** The sections of a report: what people want to know of an environment, as data. */
export interface Sections {
  readonly environment: string;
  /** Where it was read, in words: `working tree`. */
  readonly source: string;
  readonly notes: readonly string[];
  readonly picture: MarkedPicture;
  readonly workloads: readonly WorkloadRow[];
  readonly entrances: readonly Entrance[];
  readonly connections: readonly ConnectionRow[];
  readonly resources: Resources;
  readonly volumes: readonly VolumeRow[];
  readonly secrets: readonly SecretRow[];
  readonly images: readonly ImageRow[];
  readonly policies: Policies;
  readonly differences: Differences;
  /** What became of it since another revision. @default - it is compared with none */
  readonly changes?: Comparison;
}
