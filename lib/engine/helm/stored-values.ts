import { mayBeTakenAway, type Fields, type Section } from '../values/collections';
import type { Json, JsonObject } from '../values/declaration';
import { formerKeys } from '../values/former-keys';
import { quoted } from '../yaml/scalar';
import { toYaml } from '../yaml/document';
import { helperName } from './go-expression';

/** The file of a chart with the defaults of its values as its templates read them: they cannot read `values.yaml`. */
export const DEFAULTS_FILE = 'files/defaults.yaml';

/**
 * The template that completes values before any other template reads them: Helm renders templates that are deeper in the tree of files
 * first, and of those that are as deep the last by name (engine, sortTemplates).
 */
export const COMPLETING_TEMPLATE = 'templates/values/complete.yaml';

/** The name of the helper that completes the values of a chart, as a template calls it. */
export function completingHelperName(chart: string): string {
  return helperName(chart, 'completeValues');
}

/** The defaults of one section of the values. */
interface SectionDefaults {
  /** The keys to it. */
  readonly path: readonly string[];
  /** What is always there. */
  readonly values: JsonObject;
  /** What the user may take away: it comes only with a section that is of an older version, since it lacks something of `values`. */
  readonly nullable?: JsonObject;
}

/**
 * `files/defaults.yaml`: what the values of an older version of the chart lack, section by section, and the keys that they have in the
 * place of others.
 */
export function defaultsFile(chart: string, declaration: Section<Fields>): string {
  const heading = `# Defaults of the ${chart} chart, for upgrades with the values of an older version (--reuse-values).\n`;
  return heading + toYaml({ sections: sectionsOf(declaration, []), former: formerKeys(declaration) });
}

function sectionsOf({ shape }: Section<Fields>, path: readonly string[]): SectionDefaults[] {
  const values: Record<string, Json> = {};
  const nullable: Record<string, Json> = {};
  const inner: SectionDefaults[] = [];
  for (const [key, field] of Object.entries(shape.fields)) {
    if (isSection(field)) inner.push(...sectionsOf(field, [...path, key]));
    else if (field.default !== undefined) (mayBeTakenAway(field) ? nullable : values)[key] = field.default;
  }
  const own = { path, values, ...(Object.keys(nullable).length > 0 ? { nullable } : {}) };
  return [own, ...inner];
}

function isSection(field: Fields[string]): field is Section<Fields> {
  return field.shape.type === 'section';
}

/**
 * The helper that completes values, to be called before any other.
 *
 * With `--reuse-values` Helm upgrades to a new version with the values and the defaults of the old one: what is new is absent, and what
 * has another name now is there under the old one. On an upgrade what is absent gets its default; on a first installation it can be absent
 * only because somebody has set it to `null`, which is rejected. What may be `null` gets its default only where its section is of an older
 * version: elsewhere somebody has taken it away.
 */
export function completingHelper(chart: string): string {
  const rename = quoted(helperName(chart, 'takeFormerKey'));
  return `{{/*
Completes values of an older version of the chart, which --reuse-values brings, in their place: what is absent gets its default, and what
has another name now is found under that.
*/}}
{{- define ${quoted(completingHelperName(chart))} }}
{{- $declared := .Files.Get ${quoted(DEFAULTS_FILE)} | fromYaml }}
{{- range $declared.former }}
  {{- include ${rename} (dict "at" $.Values "path" .path "key" .) }}
{{- end }}
{{- range $section := $declared.sections }}
  {{- $at := $.Values }}
  {{- $path := list }}
  {{- $isOlder := false }}
  {{- range $key := $section.path }}
    {{- $path = append $path $key }}
    {{- if not (hasKey $at $key) }}
      {{- if not $.Release.IsUpgrade }}
        {{- printf "%s is null; it must be a map." (join "." $path) | fail }}
      {{- end }}
      {{- $_ := set $at $key dict }}
      {{- $isOlder = true }}
    {{- end }}
    {{- $at = get $at $key }}
  {{- end }}
  {{- range $key, $default := $section.values }}
    {{- if not (hasKey $at $key) }}
      {{- if not $.Release.IsUpgrade }}
        {{- printf "%s is null; it must have a value." (append $path $key | join ".") | fail }}
      {{- end }}
      {{- $_ := set $at $key $default }}
      {{- $isOlder = true }}
    {{- end }}
  {{- end }}
  {{- if $isOlder }}
    {{- range $key, $default := $section.nullable }}
      {{- if not (hasKey $at $key) }}
        {{- $_ := set $at $key $default }}
      {{- end }}
    {{- end }}
  {{- end }}
{{- end }}
{{- end }}

{{/*
Takes over the value of a key that has another name now, unless that has another value than its default.
*/}}
{{- define ${rename} }}
{{- $at := .at }}
{{- $key := .key }}
{{- if .path }}
  {{- $first := first .path }}
  {{- range $name, $inner := $at }}
    {{- if and (kindIs "map" $inner) (has $first (list "*" $name)) }}
      {{- include ${rename} (dict "at" $inner "path" (rest $.path) "key" $key) }}
    {{- end }}
  {{- end }}
{{- else if hasKey $at $key.former }}
  {{- if or (not (hasKey $at $key.key)) (eq (get $at $key.key | toJson) ($key.default | toJson)) }}
    {{- $_ := set $at $key.key (get $at $key.former) }}
  {{- end }}
  {{- $_ := unset $at $key.former }}
{{- end }}
{{- end }}
`;
}
