import { describeObject } from '../../engine/release/objects';
import { kubectlOf } from '../cluster/kubectl';
import { isMissing, preflight as findings } from '../deploy/preflight/preflight';
import type { Finding } from '../deploy/preflight/question';
import { deployedObjects } from '../deploy/target';
import { secretsOf } from '../secrets/environment-secrets';
import { chosenEnvironment, requireStacks } from './choose';
import { progress } from './progress';

/** What of an environment is asked about, as the command line says it. */
export interface PreflightRequest {
  readonly environment: string;
  /** @default - all */
  readonly stacks?: readonly string[];
  /** Of the kubeconfig. @default - its current one */
  readonly context?: string;
  readonly forceConflicts?: boolean;
  readonly json?: boolean;
}

/** What is printed. */
export interface Printed {
  readonly stdout: string;
  /** 1 where something is missing. */
  readonly exitCode: 0 | 1;
}

/**
 * Says what a cluster lacks for an environment. Nothing is changed.
 *
 * @throws UserError with a sentence on what is wrong and what would be right
 */
export function preflight(request: PreflightRequest): Printed {
  const { stacks = [], context, forceConflicts = false, json } = request;
  const { environment } = chosenEnvironment(request.environment);
  const { name } = environment;
  requireStacks(environment, stacks);
  progress('Rendering the environment');
  const objects = deployedObjects(environment, stacks);
  const readers = new Set(objects.map(describeObject));
  const secrets = secretsOf(environment).secrets.filter((secret) =>
    secret.readers.some((reader) => readers.has(reader)),
  );
  progress(context === undefined ? 'Asking the cluster' : `Asking the cluster ${context}`);
  const kubectl = kubectlOf(context, 'see what is deployed to, and to apply it (get, list, create, patch)');
  const found = findings({ kubectl, environment: name, objects, secrets, force: forceConflicts });
  const exitCode = found.some(isMissing) ? 1 : 0;
  const stdout =
    json === true
      ? `${JSON.stringify({ environment: name, findings: found }, null, 2)}\n`
      : preflightText(name, objects.length, found);
  return { stdout, exitCode };
}

/** What was found, a sentence in each line. */
export function preflightText(name: string, count: number, findings: readonly Finding[]): string {
  const missing = findings.filter(isMissing).length;
  const summary =
    missing === 0
      ? `${name}: the cluster has what its ${count} objects need.`
      : `${name}: ${missing === 1 ? '1 thing is' : `${missing} things are`} missing or in the way.`;
  return [...findings.map(({ sentence }) => sentence), summary].map((line) => `${line}\n`).join('');
}
