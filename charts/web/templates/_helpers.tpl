{{- /* Generated from the stack web; do not edit. */ -}}


{{/*
Completes values of an older version of the chart, which --reuse-values brings, in their place: what is absent gets its default, and what
has another name now is found under that.
*/}}
{{- define "web.completeValues" }}
{{- $declared := .Files.Get "files/defaults.yaml" | fromYaml }}
{{- range $declared.former }}
  {{- include "web.takeFormerKey" (dict "at" $.Values "path" .path "key" .) }}
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
{{- define "web.takeFormerKey" }}
{{- $at := .at }}
{{- $key := .key }}
{{- if .path }}
  {{- $first := first .path }}
  {{- range $name, $inner := $at }}
    {{- if and (kindIs "map" $inner) (has $first (list "*" $name)) }}
      {{- include "web.takeFormerKey" (dict "at" $inner "path" (rest $.path) "key" $key) }}
    {{- end }}
  {{- end }}
{{- else if hasKey $at $key.former }}
  {{- if or (not (hasKey $at $key.key)) (eq (get $at $key.key | toJson) ($key.default | toJson)) }}
    {{- $_ := set $at $key.key (get $at $key.former) }}
  {{- end }}
  {{- $_ := unset $at $key.former }}
{{- end }}
{{- end }}
