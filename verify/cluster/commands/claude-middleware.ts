import { isEmpty, listsPodsOf, names, runsPods, settles, waitUntil } from './checks';
import { asksFor, leadsTo, wouldMeasure } from './container-checks';
import type { Elsewhere, Scenario } from './step';

const NAMESPACE = 'default';
const MIDDLEWARE = 'claude-middleware';

const docker = (id: string): Elsewhere => ({
  id,
  is: 'elsewhere',
  reason: 'Docker on a machine of its own.',
});

export const CLAUDE_MIDDLEWARE: Scenario = {
  name: 'claude-middleware',
  folder: 'claude-middleware',
  withHelm: false,
  steps: [
    docker('M-C01'),
    docker('M-C02'),
    {
      id: 'M-C03',
      is: 'elsewhere',
      reason: 'A download of a file that no release has; a synthesis writes it to dist/compose.',
    },
    docker('M-C04'),
    {
      id: 'M-C05',
      is: 'elsewhere',
      reason: 'A download of a file that no release has; the next command applies what a synthesis writes.',
    },
    {
      id: 'M-C06',
      is: 'runs',
      finds: [names('claude-middleware', 'claude-middleware-service'), settles(NAMESPACE)],
    },
    { id: 'M-C07', is: 'runs', finds: [listsPodsOf(NAMESPACE, MIDDLEWARE)] },
    { id: 'M-C08', is: 'runs', finds: [names('claude-middleware-service')] },
    {
      id: 'M-C09',
      is: 'container',
      reason: 'The answer is that of a container.',
      run: false,
      finds: [leadsTo(NAMESPACE, 'claude-middleware-service', 8080, MIDDLEWARE)],
    },
    docker('M-C10'),
    {
      id: 'M-C11',
      is: 'container',
      reason: 'Logs are those of a container.',
      run: true,
      ...asksFor('containerLogs', NAMESPACE, { [MIDDLEWARE]: 'middleware' }, 'one'),
    },
    docker('M-C12'),
    {
      id: 'M-C13',
      is: 'container',
      reason: 'A kubelet measures containers.',
      run: true,
      finds: [wouldMeasure(NAMESPACE, MIDDLEWARE)],
    },
    ...['M-C14', 'M-C15', 'M-C16', 'M-C17', 'M-C18'].map(docker),
    {
      id: 'M-C19',
      is: 'runs',
      finds: [names('claude-middleware', 'scaled'), runsPods(NAMESPACE, MIDDLEWARE, 3)],
    },
    {
      setup: 'claude-middleware is deleted',
      do: async (context) => {
        await context.cluster.kubectl('delete', '-f', `${context.place.folder}/claude-middleware`);
        await waitUntil(isEmpty(NAMESPACE), context);
      },
    },
  ],
};
