import { toYamlDocuments } from '../../engine/yaml/document';
import { kubectlOf } from '../cluster/kubectl';
import { UserError } from '../explain';
import { checkSecrets, type SecretProblem } from '../secrets/check';
import { commands } from '../secrets/create-as-commands';
import { madeSecrets } from '../secrets/create-as-yaml';
import { secretsOf, type EnvironmentSecrets } from '../secrets/environment-secrets';
import { externalSecrets, type Store } from '../secrets/external-secrets';
import { listJson, listText } from '../secrets/list';
import { sealingInput } from '../secrets/sealed';
import { chosenEnvironment } from './choose';
import { progress } from './progress';

/** What of an environment's Secrets is asked for, as the command line says it. */
export interface SecretsRequest {
  readonly environment: string;
  readonly create?: 'commands' | 'yaml';
  /** The name of a store. */
  readonly externalSecret?: string;
  /** @default ClusterSecretStore */
  readonly storeKind?: Store['kind'];
  readonly sealed?: true;
  readonly check?: true;
  /** Whether optional keys are made too. @default false */
  readonly optional?: true;
  readonly json?: true;
  /** Of the kubeconfig. @default - its current one */
  readonly context?: string;
}

/** What is printed. */
export interface SecretsAnswer {
  readonly stdout: string;
  readonly stderr: string;
  /** 1 where something is missing. */
  readonly exitCode: 0 | 1;
}

/**
 * Says which Secrets an environment needs, or how they are made, or whether a cluster has them.
 *
 * @param variables those of the shell, where values are that others issue
 * @throws UserError with a sentence on what is wrong and what would be right; nothing is ever changed
 */
export function secrets(request: SecretsRequest, variables: NodeJS.ProcessEnv = process.env): SecretsAnswer {
  validate(request);
  const needed = neededIn(request);
  if (request.check === true) return checked(request, needed);
  const made = withOptional(needed, request.optional);
  if (request.create === 'commands') return printed(commands(made, request.context));
  if (request.create === 'yaml')
    return manifests(made, variables, (objects) => toYamlDocuments([...made.namespaces, ...objects]));
  if (request.sealed === true) return manifests(made, variables, sealingInput);
  if (request.externalSecret !== undefined) {
    const store = { name: request.externalSecret, kind: request.storeKind ?? 'ClusterSecretStore' };
    return printed(toYamlDocuments([...made.namespaces, ...externalSecrets(made.secrets, store)]));
  }
  return printed(request.json === true ? listJson(needed) : listText(needed));
}

function validate({
  check,
  context,
  create,
  externalSecret,
  json,
  optional,
  sealed,
  storeKind,
}: SecretsRequest) {
  const makes = create !== undefined || externalSecret !== undefined || sealed === true;
  if (storeKind !== undefined && externalSecret === undefined)
    throw new UserError(
      '--store-kind is of no use without --external-secret; add it, or leave --store-kind away.',
    );
  if (context !== undefined && check !== true && create !== 'commands')
    throw new UserError(
      '--context is of no use without --check or --create; add one, or leave --context away.',
    );
  if (optional === true && !makes)
    throw new UserError(
      '--optional is of no use without --create, --external-secret or --sealed; add one, or leave --optional away.',
    );
  if (json === true && makes)
    throw new UserError(
      '--json is for the list and for --check; --create yaml and --sealed are for programs.',
    );
}

function neededIn({ environment: name }: SecretsRequest): EnvironmentSecrets {
  const { environment } = chosenEnvironment(name);
  progress('Rendering the environment');
  return secretsOf(environment);
}

/** The Secrets without their optional keys, unless these are asked for; one with no other keys is all optional. */
function withOptional(needed: EnvironmentSecrets, isWanted = false): EnvironmentSecrets {
  if (isWanted) return needed;
  const required = needed.secrets.flatMap((secret) => {
    const keys = secret.keys.filter(({ optional }) => !optional);
    return keys.length === 0 && secret.keys.length > 0 ? [] : [{ ...secret, keys }];
  });
  return { ...needed, secrets: required };
}

function printed(stdout: string): SecretsAnswer {
  return { stdout, stderr: '', exitCode: 0 };
}

function manifests(
  { secrets: needed }: EnvironmentSecrets,
  variables: NodeJS.ProcessEnv,
  write: (objects: ReturnType<typeof madeSecrets>['objects']) => string,
): SecretsAnswer {
  const { objects, leftOut } = madeSecrets(needed, variables);
  const stderr = leftOut.map((sentence) => `${sentence}\n`).join('');
  return { stdout: write(objects), stderr, exitCode: leftOut.length === 0 ? 0 : 1 };
}

function checked({ context, json }: SecretsRequest, { environment, secrets: needed }: EnvironmentSecrets) {
  progress(context === undefined ? 'Asking the cluster' : `Asking the cluster ${context}`);
  const problems = checkSecrets(kubectlOf(context, 'get these Secrets'), needed);
  const exitCode = problems.length === 0 ? 0 : 1;
  const stdout =
    json === true
      ? `${JSON.stringify({ environment, problems }, null, 2)}\n`
      : checkText(environment, needed.length, problems);
  return { stdout, stderr: '', exitCode } as const;
}

function checkText(environment: string, count: number, problems: readonly SecretProblem[]): string {
  if (problems.length === 0)
    return `${environment}: all Secrets are there, with all keys in the right form: ${count}.\n`;
  const missing = problems.some(({ kind }) => kind === 'missing-secret')
    ? [`Create what does not exist: stacks secrets ${environment} --create | bash`]
    : [];
  return [...problems.map(({ sentence }) => sentence), ...missing].map((line) => `${line}\n`).join('');
}
