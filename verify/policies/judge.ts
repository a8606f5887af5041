import type { StackName } from '../../lib/stacks/stacks';
import { holds } from '../../test/support/values-of';
import type { PolicyException } from './policy-exception';
import type { Located, Report } from './report';

/** What is wrong with an exception, in a sentence. */
export interface Problem {
  readonly stack: StackName;
  readonly exception: PolicyException;
  readonly message: string;
}

/** The findings that no exception covers, and the exceptions that are not needed. */
export interface Judgement {
  readonly excepted: readonly Located[];
  readonly unexcepted: readonly Located[];
  readonly problems: readonly Problem[];
}

interface Line {
  readonly stack: StackName;
  readonly exception: PolicyException;
  readonly pattern: string;
}

/** Holds what was found in all environments against the exceptions of each stack. */
export function judge(
  reports: readonly Report[],
  exceptions: Readonly<Partial<Record<StackName, readonly PolicyException[]>>>,
): Judgement {
  const entries = Object.entries(exceptions) as [StackName, readonly PolicyException[]][];
  const lines = entries.flatMap(([stack, all]) =>
    all.flatMap((exception) => exception.objects.map((pattern) => ({ stack, exception, pattern }))),
  );
  const findings = reports.flatMap((report) => report.findings.map((finding) => ({ finding, report })));
  const excepted = new Set(
    findings
      .filter(({ finding, report }) => lines.some((line) => covers(line, finding, report)))
      .map(({ finding }) => finding),
  );
  return {
    excepted: [...excepted],
    unexcepted: reports.flatMap((report) => report.findings.filter((finding) => !excepted.has(finding))),
    problems: [
      ...lines.flatMap((line) => unneeded(line, reports)),
      ...lines.flatMap((line, index) => repeated(line, lines.slice(0, index), reports)),
    ],
  };
}

function covers({ stack, exception, pattern }: Line, finding: Located, { values }: Report): boolean {
  return (
    finding.stack === stack &&
    finding.tool === exception.tool &&
    finding.check === exception.check &&
    matches(pattern, finding.subject) &&
    holds(values, stack, exception.when)
  );
}

/** Whether a subject is one that a pattern is for, or a container of one. */
function matches(pattern: string, subject: string): boolean {
  const parts = subject.split('/');
  const wanted = pattern.split('/');
  return wanted.every((part, index) => {
    const text = part.split('*').map((literal) => literal.replace(/[^\w-]/g, '\\$&'));
    return parts[index] !== undefined && new RegExp(`^${text.join('.*')}$`).test(parts[index]);
  });
}

/** An exception is for exactly the environments that need it: elsewhere it would hide what is to come. */
function unneeded(line: Line, reports: readonly Report[]): Problem[] {
  const { stack, exception, pattern } = line;
  // Of a stack that no environment has, nothing is known yet.
  if (!reports.some(({ values }) => values.has(stack))) return [];
  const needing = reports.filter((report) =>
    report.findings.some((finding) => covers(line, finding, report)),
  );
  if (needing.length === 0) {
    return [
      {
        stack,
        exception,
        message: `${described(line)} is not needed: nothing of that kind is found. Delete it.`,
      },
    ];
  }
  const claimed = reports.filter(
    ({ subjects, values }) =>
      holds(values, stack, exception.when) &&
      subjects.some((one) => one.stack === stack && matches(pattern, one.subject)),
  );
  const idle = claimed.filter((report) => !needing.includes(report));
  if (idle.length === 0) return [];
  const [where, elsewhere] = [needing, idle].map((all) =>
    all.map(({ environment }) => environment).join(', '),
  );
  const message = `${described(line)} is not needed in ${String(elsewhere)}: say in its when what is so in ${String(where)} alone.`;
  return [{ stack, exception, message }];
}

function repeated(line: Line, earlier: readonly Line[], reports: readonly Report[]): Problem[] {
  for (const report of reports) {
    const finding = report.findings.find(
      (one) => covers(line, one, report) && earlier.some((other) => covers(other, one, report)),
    );
    if (finding === undefined) continue;
    const message = `${described(line)} is for ${finding.subject} in ${finding.environment}, as one before it is. Delete one.`;
    return [{ stack: line.stack, exception: line.exception, message }];
  }
  return [];
}

function described({ stack, exception: { tool, check }, pattern }: Line): string {
  return `verify/policies/exceptions/${stack}.ts: the exception from ${tool} ${check} for ${pattern}`;
}
