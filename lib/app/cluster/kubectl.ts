import { UserError } from '../explain';
import { runKubectl } from './run';

/** What kubectl says of something that it was asked for and that one object is to blame for. */
export class KubectlError extends Error {}

/** What a cluster does not let this user do. */
export class ForbiddenError extends UserError {}

/** Runs kubectl against one cluster. */
export type Kubectl = (args: readonly string[], input?: string) => string;

const APPLYING = 'get, list and patch these objects; a server-side dry run needs the same as kubectl apply';

/** What a cluster says, and what a user can do about it: where nothing else, ask for permission. */
const HINTS: readonly (readonly [RegExp, hint: string | undefined])[] = [
  [
    /context .*(does not exist|was not found)|no context exists/,
    'kubectl config get-contexts lists the contexts that there are',
  ],
  [/Unauthorized|must be logged in|provide credentials|getting credentials/, 'log in to the cluster again'],
  [
    // Of a field, or by a quota or Pod Security, an object is forbidden, not the user.
    /is forbidden: User /,
    undefined,
  ],
  [
    /refused|no such host|timeout|timed out|deadline exceeded|Unable to connect|unreachable|reset by peer|EOF$|TLS|x509|current configuration|Missing or incomplete/,
    'check that it runs, that it can be reached from here, and the context (--context)',
  ],
  [
    /no matches for kind|doesn't have a resource type/,
    'install the custom resource definitions first (README, Prerequisites)',
  ],
];

/**
 * kubectl for a context.
 *
 * @param context the current one of the kubeconfig by default
 * @param permission what a user may have to ask for
 * @throws UserError when the cluster does not answer, or not to this user; KubectlError for all else
 */
export function kubectlOf(context?: string, permission = APPLYING): Kubectl {
  const where = context === undefined ? 'the current context' : `context ${context}`;
  return (args, input = '') => {
    const { status, stdout, stderr } = runKubectl(['--request-timeout=30s', ...args], { context, input });
    if (status === 0) return stdout;
    const said = reasonIn(stderr);
    const found = HINTS.find(([form]) => form.test(said));
    if (found === undefined) throw new KubectlError(said);
    const [, hint] = found;
    const sentence = `The cluster of ${where} was asked and nothing was changed: ${said}; `;
    if (hint === undefined) throw new ForbiddenError(`${sentence}ask for permission to ${permission}.`);
    throw new UserError(`${sentence}${hint}.`);
  };
}

/** What is wrong: the last line but for what klog writes and for warnings. */
function reasonIn(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^([EIW]\d{4} |Warning: |ensure CRDs)/.test(line));
  return (lines.find((line) => /error|invalid|forbidden/i.test(line)) ?? lines.at(-1) ?? 'kubectl failed')
    .replace(/^error: /i, '')
    .replace(/\.$/, '');
}
