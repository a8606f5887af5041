import { AuthorError } from '../engine/values/author-error';
import type { Expr } from '../engine/template/expression';
import { and, matches, not, or, text, type Condition } from '../engine/template/operators';
import type { StackTemplate } from '../engine/template/stack-template';
import { eachEntry, when, type Lines } from '../engine/template/tree';
import { formatList } from '../engine/values/wording';
import { differingNames, NOT_READ, type Software, type SoftwareVersion } from './software';

/** The version of the software that the values choose by the tag of an image. */
export interface ChosenVersion<V extends string> {
  /** Whether the tag of the image is one of a version. */
  is(version: V): Condition;
  /**
   * Whether the image may read a variable: not where its version is known not to.
   *
   * @throws Error for a variable that no version leaves unread, which needs no condition
   */
  mayRead(variable: string): Condition;
}

/** Values that choose the image and add variables to its container. */
export interface ChosenImage {
  /** Path of the tag, for warnings. @default 'image.tag' */
  readonly path?: string;
  readonly tag: Expr<string>;
  /**
   * The variables that a user adds, and their path.
   *
   * @default - not looked at
   */
  readonly extraEnv?: UserVariables;
}

interface UserVariables {
  readonly path: string;
  readonly values: Expr<Readonly<Record<string, string>>>;
}

/** Looks up the version of the software by the tag of its image, and adds warnings of what that version is known not to read. */
export function chooseVersion<V extends string>(
  stack: StackTemplate,
  software: Software<V>,
  { path = 'image.tag', tag, extraEnv }: ChosenImage,
): ChosenVersion<V> {
  const names = Object.keys(software.versions) as V[];
  const is = (version: V): Condition => matches(tag, software.versions[version].tags);
  stack.addWarnings(unknownVersionWarning(software, path, tag));
  if (extraEnv !== undefined)
    stack.addWarnings(...names.flatMap((name) => unreadVariableWarnings(software, name, tag, extraEnv)));
  return {
    is,
    mayRead(variable) {
      const readBy = software.variables[variable]?.readBy;
      const without = names.filter((version) => readBy?.[version] === NOT_READ);
      if (without.length === 0)
        throw new AuthorError(`Every version reads ${variable}; it needs no condition.`);
      return not(or(...without.map(is)));
    },
  };
}

/** A warning where a tag stands for none of the versions that were checked: it says what is known to differ. */
export function unknownVersionWarning<V extends string>(
  software: Software<V>,
  path: string | Expr<string>,
  tag: Expr<string>,
) {
  const versions = Object.entries<SoftwareVersion>(software.versions);
  const names = versions.map(([name]) => name);
  const known =
    names.length === 1
      ? `is not ${String(names[0])}, the version that this chart was checked with`
      : `is none of the versions that this chart was checked with (${formatList(names)})`;
  const differences = differencesIn(differingNames(software));
  return when(
    not(or(...versions.map(([, { tags }]) => matches(tag, tags)))),
    warning(path, text`${tag} ${known}; other versions may read other settings.${differences}`),
  );
}

// A warning is read on one line.
const MOST_NAMES = 6;

function differencesIn(names: readonly string[]): string {
  if (names.length === 0) return '';
  const more = names.length - MOST_NAMES;
  const listed = names.slice(0, MOST_NAMES).join(', ');
  return ` Between those differ: ${listed}${more > 0 ? ` and ${String(more)} more` : ''}; the README of the chart says how.`;
}

// What a language's run-time and its libraries read, whatever the program is.
const RUNTIME_VARIABLES = [
  /^(TZ|LANG|LC_.*|HOME|PATH|TMPDIR|LD_.*|MALLOC_.*|OPENSSL_.*|SSL_CERT_.*|(HTTPS?|NO|ALL)_PROXY)$/,
  /^(NODE_.*|UV_.*|(NO|FORCE)_COLOR|GO(GC|MEMLIMIT|MAXPROCS|DEBUG|TRACEBACK))$/,
];

/** Warnings of a user's variables that a version does not read; none for a version whose variables are not all known. */
function unreadVariableWarnings<V extends string>(
  { variables, versions }: Software<V>,
  version: V,
  tag: Expr<string>,
  { path, values }: UserVariables,
): Lines<string>['lines'] {
  const { otherVariables, tags } = versions[version];
  if (otherVariables === undefined) return [];
  const declared = Object.entries(variables).filter(([, { readBy }]) => readBy[version] !== NOT_READ);
  const names = [...declared.map(([name]) => name), ...otherVariables];
  const known = [
    ...inChunks(names).map((chunk) => new RegExp(`^(${chunk.join('|')})$`)),
    ...RUNTIME_VARIABLES,
  ];
  return [
    when(
      matches(tag, tags),
      eachEntry(values, { key: 'name', entry: 'value' }, (name) =>
        when(
          and(...known.map((pattern) => not(matches(name, pattern)))),
          warning(
            text`${path}.${name}`,
            `version ${version} of the software does not read this variable; remove it.`,
          ),
        ),
      ),
    ),
  ];
}

/** Names in groups that each fit on a line of a template. */
function inChunks(names: readonly string[]): readonly (readonly string[])[] {
  const chunks: string[][] = [];
  for (const name of names) {
    const last = chunks.at(-1);
    if (last !== undefined && [...last, name].join('|').length <= 100) last.push(name);
    else chunks.push([name]);
  }
  return chunks;
}

/** A warning that a value has no effect, or another one than it says, in the image that is chosen. */
export function warning(path: string | Expr<string>, sentence: string | Expr<string>): Expr<string> {
  return text`WARNING: ${path}: ${sentence}`;
}
