import { z } from 'zod';
import { nameOf, podsOf, settled, workloads } from '../support/workloads';
import type { Check, Context } from './step';

/** For checks that look at the cluster alone, outside of a command. */
const NOTHING = { line: '', code: 0, stdout: '', stderr: '' };

/** A check as something to wait for. */
export async function waitUntil(check: Check, context: Context): Promise<void> {
  await check(context, NOTHING);
}

/** The output names each of these, as whole names: `jairouter` is not named by `jairouter-hpa`. */
export function names(...wanted: readonly string[]): Check {
  return (_, { stdout }) => {
    const missing = wanted.filter((name) => !wordsOf(stdout).includes(name));
    if (missing.length > 0) throw new Error(`It must name ${missing.join(', ')}.`);
  };
}

/** The output has this. */
export function prints(pattern: RegExp): Check {
  return (_, { stdout }) => {
    if (!pattern.test(stdout)) throw new Error(`It must print ${String(pattern)}.`);
  };
}

/** It describes the object that the line names: without such a one kubectl takes those whose names begin like that. */
export function describes(name: string): Check {
  return (_, { line, stdout }) => {
    if (!wordsOf(line).includes(name)) throw new Error(`It must ask for ${name}.`);
    if (!new RegExp(`^Name: +${name}$`, 'm').test(stdout)) throw new Error(`It must describe ${name}.`);
  };
}

/**
 * Lines of the output, but for the head of the table and pods on their way out, are about the pods of these workloads, all of them
 * and no others.
 */
export function listsPodsOf(namespace: string, ...owners: readonly string[]): Check {
  return async ({ cluster }, { stdout }) => {
    const wanted = await podNames(cluster, namespace, owners);
    const listed = stdout
      .trim()
      .split('\n')
      .slice(1)
      .filter((row) => !/\sTerminating\s/.test(row))
      .map((row) => row.split(/\s+/)[0] ?? '');
    same('list the pods', listed, wanted);
  };
}

/** The names of the pods of workloads, found by their owners and not by what the documents select. */
export async function podNames(
  cluster: Context['cluster'],
  namespace: string,
  owners: readonly string[],
): Promise<string[]> {
  const all = await workloads(cluster, namespace);
  const found = owners.map((owner) => {
    const workload = all.find(({ metadata }) => metadata.name === owner);
    if (workload === undefined) throw new Error(`There is no workload ${owner} in ${namespace}.`);
    return workload;
  });
  const pods = (await Promise.all(found.map((workload) => podsOf(cluster, workload)))).flat();
  if (pods.length === 0) throw new Error(`${owners.join(', ')} in ${namespace} have no pods.`);
  return pods.map(({ metadata }) => metadata.name);
}

/** A pod of a workload, to stand for a placeholder. */
export function aPodOf(namespace: string, owner: string): (context: Context) => Promise<string> {
  return async ({ cluster }) => {
    const [pod = ''] = await podNames(cluster, namespace, [owner]);
    return pod;
  };
}

/** All workloads of the namespace become available. */
export function settles(namespace: string): Check {
  return async ({ cluster }) => {
    await settled(cluster, namespace);
  };
}

/** Each of these, such as `configmap/claude-relay-config`, is there. */
export function exist(namespace: string, ...objects: readonly string[]): Check {
  return async ({ cluster }) => {
    await cluster.kubectl('get', '-n', namespace, ...objects);
  };
}

/** None of these is there. */
export function areAbsent(namespace: string, ...objects: readonly string[]): Check {
  return async ({ cluster }) => {
    for (const object of objects) {
      const { code, stderr } = await cluster.tryKubectl('get', '-n', namespace, object);
      if (code === 0 || !stderr.includes('NotFound'))
        throw new Error(`${object} must not be in ${namespace}.`);
    }
  };
}

/** There are no workloads, pods, Services and Ingresses in a namespace, when those that are ending have ended. */
export function isEmpty(namespace: string): Check {
  return async ({ cluster }) => {
    await cluster.kubectl('wait', 'pods', '--all', '--for=delete', '-n', namespace, '--timeout=120s');
    const kinds = 'deployments,statefulsets,pods,services,ingresses';
    const left = (await cluster.list(kinds, '-n', namespace)).filter(
      ({ metadata }) => metadata.name !== 'kubernetes',
    );
    if (left.length > 0) throw new Error(`Still in ${namespace}: ${left.map(nameOf).join(', ')}.`);
  };
}

/** A field of an object has this value, by kubectl's JSONPath without braces, such as `.spec.replicas`. */
export function has(namespace: string, object: string, field: string, wanted: string): Check {
  return async ({ cluster }) => {
    const is = await cluster.kubectl('get', '-n', namespace, object, '-o', `jsonpath={${field}}`);
    if (is !== wanted) throw new Error(`${field} of ${object} must be ${wanted}, and is ${is}.`);
  };
}

/** As many pods of a workload run as it was told. */
export function runsPods(namespace: string, owner: string, wanted: number): Check {
  return async ({ cluster }) => {
    await settled(cluster, namespace);
    const pods = await podNames(cluster, namespace, [owner]);
    if (pods.length !== wanted) throw new Error(`${owner} must have ${wanted} pods, and has ${pods.length}.`);
  };
}

/** The release is there, at this revision, and its newest revision is what is deployed. */
export function isDeployed(namespace: string, release: string, revision: number): Check {
  return async ({ cluster, major }) => {
    const text = await cluster.helm(major, 'history', release, '-n', namespace, '--output', 'json');
    const all = z.array(z.looseObject({ revision: z.number(), status: z.string() })).parse(JSON.parse(text));
    const newest = all.at(-1);
    if (newest?.revision !== revision || newest.status !== 'deployed')
      throw new Error(`${release} must be deployed at revision ${revision}; its history is ${text}`);
  };
}

export function same(what: string, is: readonly string[], wanted: readonly string[]): void {
  const [left, right] = [is, wanted].map((all) => [...all].sort().join(', '));
  if (left !== right) throw new Error(`It must ${what} ${right ?? ''}, and not ${left ?? ''}.`);
}

function wordsOf(text: string): readonly string[] {
  // A name in a table, in a sentence, in quotes, or after the kind of what it names: `deployment.apps/jairouter`.
  return text.split(/[^A-Za-z0-9._-]+/).map((word) => word.replace(/[.]+$/, ''));
}
