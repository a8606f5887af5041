// What PromQL has between names: texts, matchers, ranges, and the labels of a grouping.
const TEXT = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g;
const MATCHERS = /\{[^}]*\}|\[[^\]]*\]/g;
const GROUPING = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g;
const KEYWORDS = new Set(['and', 'or', 'unless', 'bool', 'offset', 'inf', 'nan']);

/** The names of the metrics in a PromQL expression: the names that are no functions, keywords or labels. */
export function metricsIn(expression: string): readonly string[] {
  const bare = expression.replace(TEXT, '""').replace(MATCHERS, ' ').replace(GROUPING, ' ');
  const names = bare.match(/(?<![\w:])[a-zA-Z_:][\w:]*(?!\s*\(|[\w:])/g) ?? [];
  return [...new Set(names.filter((name) => !KEYWORDS.has(name.toLowerCase())))];
}
