import type { UmbrellaSource } from '../engine/helm/umbrella-files';
import { umbrellaWiring, UMBRELLA_README } from './claude-middleware/umbrella';

export { umbrellaChart } from './umbrella-chart';

/** How its charts are connected to one another. */
export function connections(): NonNullable<UmbrellaSource['wiring']> {
  return { templates: umbrellaWiring(), readme: UMBRELLA_README };
}
