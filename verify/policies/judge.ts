import type { PolicyException } from './policy-exception';
import type { Located, Report } from './report';

/** What is wrong with an exception, in a sentence. */
export interface Problem {
  readonly system: string;
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
  readonly system: string;
  readonly exception: PolicyException;
  readonly pattern: string;
}

/** Holds what was found in all environments against the exceptions of each system. */
export function judge(
  reports: readonly Report[],
  exceptions: Readonly<Record<string, readonly PolicyException[]>>,
): Judgement {
  const lines = Object.entries(exceptions).flatMap(([system, all]) =>
    all.flatMap((exception) => exception.objects.map((pattern) => ({ system, exception, pattern }))),
  );
  const findings = reports.flatMap((report) => report.findings);
  const excepted = new Set(findings.filter((finding) => lines.some((line) => covers(line, finding))));
  return {
    excepted: [...excepted],
    unexcepted: findings.filter((finding) => !excepted.has(finding)),
    problems: [
      ...lines.flatMap((line) => unneeded(line, reports)),
      ...lines.flatMap((line, index) => repeated(line, lines.slice(0, index), findings)),
    ],
  };
}

function covers({ system, exception, pattern }: Line, finding: Located): boolean {
  return (
    finding.system === system &&
    finding.tool === exception.tool &&
    finding.check === exception.check &&
    (exception.environments?.includes(finding.environment) ?? true) &&
    matches(pattern, finding.subject)
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
  const { system, exception, pattern } = line;
  const needed = reports.filter(({ findings }) => findings.some((finding) => covers(line, finding)));
  const names = needed.map(({ environment }) => environment);
  if (names.length === 0) {
    return [
      {
        system,
        exception,
        message: `${described(line)} is not needed: nothing of that kind is found. Delete it.`,
      },
    ];
  }
  const claimed =
    exception.environments ??
    reports
      .filter(({ subjects }) =>
        subjects.some((one) => one.system === system && matches(pattern, one.subject)),
      )
      .map(({ environment }) => environment);
  const idle = claimed.filter((environment) => !names.includes(environment));
  if (idle.length === 0) return [];
  const right = `environments: [${names.map((name) => `'${name}'`).join(', ')}]`;
  return [
    { system, exception, message: `${described(line)} is not needed in ${idle.join(', ')}: write ${right}.` },
  ];
}

function repeated(line: Line, earlier: readonly Line[], findings: readonly Located[]): Problem[] {
  const finding = findings.find((one) => covers(line, one) && earlier.some((other) => covers(other, one)));
  if (finding === undefined) return [];
  const message = `${described(line)} is for ${finding.subject} in ${finding.environment}, as one before it is. Delete one.`;
  return [{ system: line.system, exception: line.exception, message }];
}

function described({ system, exception: { tool, check }, pattern }: Line): string {
  return `verify/policies/exceptions/${system}.ts: the exception from ${tool} ${check} for ${pattern}`;
}
