import type { Comparison } from '../changes/comparison';
import { obstaclesOf } from '../deploy/obstacles';
import type { Deployment, Outcome } from './deployment';

/**
 * Says what cannot go back.
 *
 * @param anyway whether to go back in spite of losses
 * @returns the outcome where something is rejected, or would be lost
 */
export function stoppedByObstacles(
  deployment: Deployment,
  comparison: Comparison,
  anyway: boolean,
): Outcome | undefined {
  const { impossible, losses } = obstaclesOf(comparison);
  const { say } = deployment;
  if (impossible.length > 0) say('Cannot go back:');
  impossible.forEach((sentence) => say(`  ${sentence}`));
  if (losses.length > 0) say('Cannot go back without loss:');
  losses.forEach((sentence) => say(`  ${sentence}`));
  if (impossible.length === 0 && (losses.length === 0 || anyway)) return undefined;
  say(
    impossible.length > 0
      ? 'Nothing was changed. Do first what is said above.'
      : 'Nothing was changed. Add --anyway to go back all the same.',
  );
  return deployment.outcome(1, 'cannot-go-back', { impossible: [...impossible], losses: [...losses] });
}
