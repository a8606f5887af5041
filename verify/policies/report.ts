import type { EnvironmentValues } from '../../test/support/values-of';
import type { PolicyTool } from './policy-exception';
import { checkov } from './checkov';
import { conftest } from './conftest';
import { identityOf, keyOf, subjectOf, subjectsOf, type Finding } from './finding';
import { kubeScore } from './kube-score';
import { objectsWithSystem, type Manifests } from './manifests';

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
  readonly subjects: readonly { readonly system: string; readonly subject: string }[];
  readonly findings: readonly Located[];
}

/** A finding with where it is. */
export interface Located extends Finding {
  readonly environment: string;
  /** The system, or `namespace` for the environment's own. */
  readonly system: string;
  readonly subject: string;
}

/** Runs tools on the manifests of an environment. */
export async function report(
  { name: environment, values }: { readonly name: string; readonly values: EnvironmentValues },
  manifests: Manifests,
  tools: readonly PolicyTool[] = toolNames,
): Promise<Report> {
  const objects = objectsWithSystem(manifests.objects);
  const systems = new Map(objects.map(([system, object]) => [keyOf(identityOf(object)), system]));
  const findings = await Promise.all(tools.map((tool) => TOOLS[tool](manifests)));
  return {
    environment,
    values,
    objects: objects.length,
    subjects: objects.flatMap(([system, object]) =>
      subjectsOf(object).map((subject) => ({ system, subject })),
    ),
    findings: findings.flat().map((finding) => {
      const system = systems.get(keyOf(finding));
      if (system === undefined)
        throw new Error(`${finding.tool} found ${finding.check} in ${keyOf(finding)}, which is not there.`);
      return { ...finding, environment, system, subject: subjectOf(finding) };
    }),
  };
}
