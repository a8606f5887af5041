import type { EnvironmentValues } from '../../test/support/values-of';
import type { PolicyTool } from './policy-exception';
import { checkov } from './checkov';
import { conftest } from './conftest';
import { identityOf, keyOf, subjectOf, subjectsOf, type Finding } from './finding';
import { kubeScore } from './kube-score';
import { objectsWithStack, type Manifests } from './manifests';

const TOOLS: Readonly<Record<PolicyTool, (manifests: Manifests) => Promise<readonly Finding[]>>> = {
  'kube-score': kubeScore,
  checkov,
  conftest,
};

/** The names of all tools. */
export const toolNames = Object.keys(TOOLS) as PolicyTool[];

/** What was found in one environment. */
export interface Report {
  readonly environment: string;
  /** The values of each stack that the environment has. */
  readonly values: EnvironmentValues;
  /** How many objects there are. */
  readonly objects: number;
  /** All that a finding could be about. */
  readonly subjects: readonly { readonly stack: string; readonly subject: string }[];
  readonly findings: readonly Located[];
}

/** A finding with where it is. */
export interface Located extends Finding {
  readonly environment: string;
  /** The stack, or `namespace` for the environment's own. */
  readonly stack: string;
  readonly subject: string;
}

/** Runs tools on the manifests of an environment. */
export async function report(
  { name: environment, values }: { readonly name: string; readonly values: EnvironmentValues },
  manifests: Manifests,
  tools: readonly PolicyTool[] = toolNames,
): Promise<Report> {
  const objects = objectsWithStack(manifests.objects);
  const stacks = new Map(objects.map(([stack, object]) => [keyOf(identityOf(object)), stack]));
  const findings = await Promise.all(tools.map((tool) => TOOLS[tool](manifests)));
  return {
    environment,
    values,
    objects: objects.length,
    subjects: objects.flatMap(([stack, object]) => subjectsOf(object).map((subject) => ({ stack, subject }))),
    findings: findings.flat().map((finding) => {
      const stack = stacks.get(keyOf(finding));
      if (stack === undefined)
        throw new Error(`${finding.tool} found ${finding.check} in ${keyOf(finding)}, which is not there.`);
      return { ...finding, environment, stack, subject: subjectOf(finding) };
    }),
  };
}
