import type { Kubectl } from '../../../lib/app/cluster/kubectl';
import { KubectlError } from '../../../lib/app/cluster/kubectl';
import type { Asked } from '../../../lib/app/deploy/preflight/question';
import type { JsonObject } from '../../../lib/engine/values/declaration';

/** What a cluster answers: to a command that begins so, a list of objects, an object, or a complaint. */
export type Answers = Readonly<Record<string, readonly JsonObject[] | JsonObject | Error>>;

/** A cluster that answers what it is told, and nothing to all else. The longest beginning counts. */
export function cluster(answers: Answers): Kubectl {
  return (args, input = '') => {
    const command = args.join(' ');
    const [found] = Object.keys(answers)
      .filter((key) => command.startsWith(key))
      .sort((one, other) => other.length - one.length);
    const answer = found === undefined ? undefined : answers[found];
    if (answer instanceof Error) throw answer;
    if (answer !== undefined)
      return JSON.stringify(Array.isArray(answer) ? { kind: 'List', items: answer } : answer);
    if (command.startsWith('get --raw')) throw new KubectlError('the server could not find the resource');
    return input === '' || command.includes('--ignore-not-found') ? '' : input;
  };
}

/** What is asked of a cluster in which the namespace `ai` is there. */
export function asked(objects: readonly JsonObject[], answers: Answers, more: Partial<Asked> = {}): Asked {
  const namespaces = new Map([['ai', { kind: 'Namespace', metadata: { name: 'ai' } }]]);
  return {
    kubectl: cluster(answers),
    environment: 'dev',
    objects,
    secrets: [],
    force: false,
    namespaces,
    ...more,
  };
}

/** An object by its kind and name, in no namespace. */
export function named(kind: string, name: string, rest: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind, metadata: { name }, ...rest };
}
