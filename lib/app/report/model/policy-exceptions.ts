/** What a policy asks for and a stack does not do, as docs/policy-exceptions.md has it. */
export interface PolicyExceptionRow {
  readonly stack: string;
  /** Such as `checkov`. */
  readonly tool: string;
  /** What the tool calls the check. */
  readonly check: string;
  /** `Kind/name` or `Kind/name/container`. */
  readonly objects: readonly string[];
  readonly reason: string;
}

/**
 * The exceptions of an environment. `verify/policies` makes the page and fails when it is not what the checks find; the app itself knows
 * no check.
 *
 * @param page docs/policy-exceptions.md; empty where there is none
 */
export function policyExceptionsOf(page: string, environment: string): readonly PolicyExceptionRow[] {
  const sections = page.split(/^## /m).slice(1);
  return sections
    .flatMap(rowsOf)
    .filter(({ environments }) => environments.includes('all') || environments.includes(environment))
    .map(({ stack, tool, check, objects, reason }) => ({ stack, tool, check, objects, reason }));
}

function rowsOf(
  section: string,
): readonly (PolicyExceptionRow & { readonly environments: readonly string[] })[] {
  const [stack = '', ...lines] = section.split('\n');
  const [, , ...rows] = lines.filter((line) => line.startsWith('|'));
  return rows.map((row) => {
    const cells = row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('\\|', '|'));
    const [tool = '', check = '', objects = '', environments = '', reason = ''] = cells;
    return {
      stack,
      tool,
      check,
      objects: objects.split(', ').map((object) => object.replaceAll('`', '')),
      environments: environments.split(', '),
      reason,
    };
  });
}
