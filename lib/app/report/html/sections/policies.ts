import type { PolicyExceptionRow } from '../../model/policy-exceptions';
import type { Report } from '../../model/report';
import { html, type Html } from '../html';
import { sectionOf } from '../section';
import { table } from '../table';
import { badge, code, lines, workloadLink } from '../words';

/** What policies hold, and where not. */
export function policiesSection({ policies }: Report): Html {
  const { namespaces, gaps, exceptions } = policies;
  return sectionOf({
    id: 'policies',
    title: 'Policies',
    about:
      'What the API server enforces, what protects a workload and what does not, and the exceptions from the rules of kube-score, checkov and the project, each with its reason.',
    content: html`${table({
      caption: 'Pod Security by namespace',
      columns: ['Namespace', 'Enforced'].map((head) => ({ head })),
      rows: namespaces.map(({ name, enforced }) => ({
        cells: [
          code(name),
          enforced === ''
            ? badge('not by the manifests', 'changed')
            : badge(enforced, enforced === 'restricted' ? 'good' : 'changed'),
        ],
      })),
      empty: 'There are no namespaces.',
    })}
    ${table({
      caption: 'What workloads lack',
      columns: ['Workload', 'Lacks'].map((head) => ({ head })),
      rows: gaps.map(({ workload, lacks }) => ({ cells: [workloadLink(workload), lacks] })),
      empty:
        'All workloads have network policies in both directions, pods that meet restricted, and a budget where there are several.',
    })}
    ${table({
      caption: 'Exceptions from policies',
      columns: ['Check', 'Tool', 'Objects', 'Reason'].map((head) => ({ head })),
      rows: together(exceptions).map(({ check, tool, objects, reason }) => ({
        cells: [code(check), tool, lines(objects.map(code)), reason],
      })),
      empty: 'There are no exceptions.',
    })}`,
  });
}

/** What has one check and one reason is one row, whatever the stack. */
function together(exceptions: readonly PolicyExceptionRow[]): readonly PolicyExceptionRow[] {
  const rows = new Map<string, PolicyExceptionRow>();
  for (const row of exceptions) {
    const key = JSON.stringify([row.tool, row.check, row.reason]);
    rows.set(key, { ...row, objects: [...(rows.get(key)?.objects ?? []), ...row.objects] });
  }
  return [...rows.values()];
}
