import { UserError } from '../explain';
import { runKubectl } from './run';

/** A context of the kubeconfig, as people know it. */
export interface Context {
  readonly name: string;
  /** The address of its API server. */
  readonly server: string;
}

/**
 * The context that is used.
 *
 * @param given one by its name
 * @throws UserError when there is none
 */
export function contextOf(given?: string): Context {
  const template = '{.contexts[0].name}{"\\n"}{.clusters[0].cluster.server}';
  const view = runKubectl(['config', 'view', '--minify', '--output', `jsonpath=${template}`], {
    context: given,
  });
  const [name = '', server = ''] = view.stdout.split('\n');
  if (view.status === 0 && name !== '') return { name, server };
  // In a pod kubectl finds its cluster without a kubeconfig.
  const inside = process.env['KUBERNETES_SERVICE_HOST'];
  if (given === undefined && inside !== undefined) return { name: 'the cluster of this pod', server: inside };
  throw new UserError(
    given === undefined
      ? 'The kubeconfig has no current context, so nothing was changed; choose one (kubectl config use-context), or name one (--context).'
      : `The kubeconfig has no context ${given}, so nothing was changed; kubectl config get-contexts lists the contexts that there are.`,
  );
}

/** A context in words: its name, and where it leads. */
export function inWords({ name, server }: Context): string {
  return server === '' ? name : `${name} (${server})`;
}
