import { quoted } from '../yaml/scalar';

/** The name of the helper that leaves out what is null, without the chart's name in front. */
export const NULL_HELPER = 'withoutNull';

/** The helper by which a chart leaves out what a user sets to null: Helm itself does so only with what has a default. */
export function nullHelper(chart: string): string {
  const name = quoted(`${chart}.${NULL_HELPER}`);
  return `{{/*
A map as YAML, without what is null in it.
*/}}
{{- define ${name} -}}
{{- $kept := dict }}
{{- range $key, $value := . }}
  {{- if kindIs "map" $value }}
    {{- $_ := set $kept $key (include ${name} $value | fromYaml) }}
  {{- else if not (kindIs "invalid" $value) }}
    {{- $_ := set $kept $key $value }}
  {{- end }}
{{- end }}
{{- toYaml $kept }}
{{- end }}
`;
}
