{{- /* Generated from the stack jairouter; do not edit. */ -}}

{{/*
Registry of all images; empty where they stay where they are. Another chart may have something else under this name.
*/}}
{{- define "jairouter.imageRegistry" -}}
{{- if kindIs "string" .Values.global.imageRegistry }}
  {{- .Values.global.imageRegistry }}
{{- else }}
  {{- "" }}
{{- end }}
{{- end }}

{{/*
Name of the chart in labels.
*/}}
{{- define "jairouter.name" -}}
{{- .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{/*
Whether it is part of another chart under another name, and so may be there more than once.
*/}}
{{- define "jairouter.renamed" -}}
{{- if and (not .Chart.IsRoot) (ne (include "jairouter.name" .) "jairouter") }}true{{ end }}
{{- end }}

{{/*
Prefix of the names of databases and tests in labels.
*/}}
{{- define "jairouter.partPrefix" -}}
{{- if include "jairouter.renamed" . }}
  {{- printf "%s-" (include "jairouter.name" .) }}
{{- else }}
  {{- "" }}
{{- end }}
{{- end }}

{{/*
Release and chart name; the release name alone if it contains the chart name or, of an alias, is it.
*/}}
{{- define "jairouter.longName" -}}
{{- if or
  (eq .Release.Name (include "jairouter.name" .))
  (and (contains (include "jairouter.name" .) .Release.Name) (eq .Chart.Name "jairouter"))
}}
  {{- .Release.Name }}
{{- else }}
  {{- printf "%s-%s" .Release.Name (include "jairouter.name" .) }}
{{- end }}
{{- end }}

{{/*
Prefix of all object names. A long one ends in a hash, so that two with the same beginning stay distinct.
*/}}
{{- define "jairouter.fullname" -}}
{{- if .Values.fullnameOverride }}
  {{- .Values.fullnameOverride }}
{{- else if gt (len (include "jairouter.longName" .)) 46 }}
  {{- printf "%s-%s" (include "jairouter.longName" . | trunc 37 | trimSuffix "-") (include "jairouter.longName" . | sha256sum | trunc 8) }}
{{- else }}
  {{- include "jairouter.longName" . }}
{{- end }}
{{- end }}

{{/*
Selector labels of the pods. They must never change.
*/}}
{{- define "jairouter.selectorLabels" -}}
app: {{ include "jairouter.fullname" . | quote }}
{{- end }}

{{/*
Labels of the pods.
*/}}
{{- define "jairouter.podLabels" -}}
{{ include "jairouter.selectorLabels" . }}
app.kubernetes.io/name: {{ include "jairouter.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- if include "jairouter.renamed" . }}
ai-gateway/fullname: {{ include "jairouter.fullname" . | quote }}
{{- end }}
app.kubernetes.io/part-of: jairouter
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
{{- end }}

{{/*
Labels of all objects.
*/}}
{{- define "jairouter.labels" -}}
{{ include "jairouter.podLabels" . }}
helm.sh/chart: {{ regexFind "^.{0,62}[A-Za-z0-9]" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_") | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
Whether the stack may run multiple replicas.
*/}}
{{- define "jairouter.multipleReplicas" -}}
{{- if or .Values.autoscaling.enabled .Values.keda.enabled (gt (int .Values.replicaCount) 1) }}true{{ end }}
{{- end }}

{{/*
Whether the old pod must terminate before the new one starts: both would write to the same volume.
*/}}
{{- define "jairouter.recreate" -}}
{{- if or (not .Values.stateless) (and .Values.persistence.enabled (eq .Values.persistence.accessMode "ReadWriteOnce")) }}true{{ end }}
{{- end }}

{{/*
Name of the Secret with the keys and passwords.
*/}}
{{- define "jairouter.secretName" -}}
{{- .Values.auth.existingSecret | default (printf "%s-secret" (include "jairouter.fullname" .)) }}
{{- end }}

{{/*
Name of the PersistentVolumeClaim for the logs.
*/}}
{{- define "jairouter.logsClaim" -}}
{{- .Values.persistence.existingClaim
  | default (.Values.persistence.claimName | default (printf "%s-logs" (include "jairouter.fullname" .)))
}}
{{- end }}

{{/*
Name of the Service.
*/}}
{{- define "jairouter.serviceName" -}}
{{- printf "%s-service" (include "jairouter.fullname" .) }}
{{- end }}

{{/*
Whether Helm asks a cluster, each of which has Pods; helm template asks none and knows no kinds.
*/}}
{{- define "jairouter.connected" -}}
{{- if .Capabilities.APIVersions.Has "v1/Pod" }}true{{ end }}
{{- end }}

{{/*
ServiceAccount of the pods.
*/}}
{{- define "jairouter.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
  {{- .Values.serviceAccount.name | default (include "jairouter.fullname" .) }}
{{- else }}
  {{- .Values.serviceAccount.name | default "default" }}
{{- end }}
{{- end }}

{{/*
Time for a terminating pod to finish its streams, in seconds. With the strategy Recreate it is short, and streams are cut off.
*/}}
{{- define "jairouter.drainSeconds" -}}
{{- if include "jairouter.recreate" . }}
  {{- 5 }}
{{- else }}
  {{- .Values.streaming.maxStreamSeconds }}
{{- end }}
{{- end }}

{{/*
Image reference of image.
*/}}
{{- define "jairouter.image" -}}
{{- if include "jairouter.imageRegistry" . }}
  {{- printf "%s/%s%s"
    (include "jairouter.imageRegistry" .)
    (.Values.image.repository | trimPrefix (regexFind "^([^/]*[.:][^/]*|localhost)/" .Values.image.repository))
    (or (and .Values.image.digest (printf "@%s" .Values.image.digest)) (printf ":%s" (.Values.image.tag | default .Chart.AppVersion)))
  }}
{{- else }}
  {{- printf "%s%s"
    .Values.image.repository
    (or (and .Values.image.digest (printf "@%s" .Values.image.digest)) (printf ":%s" (.Values.image.tag | default .Chart.AppVersion)))
  }}
{{- end }}
{{- end }}

{{/*
Whether a CPU or memory target is set.
*/}}
{{- define "jairouter.hasResourceTargets" -}}
{{- if or .Values.autoscaling.targetCPUUtilizationPercentage .Values.autoscaling.targetMemoryUtilizationPercentage }}true{{ end }}
{{- end }}

{{/*
Whether the horizontal autoscaler uses CPU or memory.
*/}}
{{- define "jairouter.scalesByResources" -}}
{{- if or
  (and .Values.autoscaling.enabled (include "jairouter.hasResourceTargets" .))
  (and
    .Values.keda.enabled
    (or (contains "\"type\":\"cpu\"" (.Values.keda.triggers | toJson)) (contains "\"type\":\"memory\"" (.Values.keda.triggers | toJson)))
  )
}}true{{ end }}
{{- end }}

{{/*
Minimum number of replicas.
*/}}
{{- define "jairouter.minReplicas" -}}
{{- if .Values.autoscaling.enabled }}
  {{- .Values.autoscaling.minReplicas }}
{{- else if .Values.keda.enabled }}
  {{- .Values.keda.minReplicaCount }}
{{- else }}
  {{- .Values.replicaCount }}
{{- end }}
{{- end }}

{{/*
Labels of the pods of helm test.
*/}}
{{- define "jairouter.testLabels" -}}
app.kubernetes.io/name: "{{ include "jairouter.partPrefix" . }}jairouter-test"
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- if include "jairouter.renamed" . }}
ai-gateway/fullname: {{ include "jairouter.fullname" . | quote }}
{{- end }}
{{- end }}

{{/*
Image reference of testImage.
*/}}
{{- define "jairouter.testImage" -}}
{{- if include "jairouter.imageRegistry" . }}
  {{- printf "%s/%s%s"
    (include "jairouter.imageRegistry" .)
    (.Values.testImage.repository | trimPrefix (regexFind "^([^/]*[.:][^/]*|localhost)/" .Values.testImage.repository))
    (or (and .Values.testImage.digest (printf "@%s" .Values.testImage.digest)) (printf ":%s" .Values.testImage.tag))
  }}
{{- else }}
  {{- printf "%s%s"
    .Values.testImage.repository
    (or (and .Values.testImage.digest (printf "@%s" .Values.testImage.digest)) (printf ":%s" .Values.testImage.tag))
  }}
{{- end }}
{{- end }}

{{/*
Warnings about the given values, each on a line of its own.
*/}}
{{- define "jairouter.warnings" }}
{{- if not
  (or
    (regexMatch "^v?3\\.1\\.1$" (.Values.image.tag | default .Chart.AppVersion))
    (regexMatch "^v?2\\.8\\.4$" (.Values.image.tag | default .Chart.AppVersion))
  )
}}
WARNING: image.tag: {{ .Values.image.tag | default .Chart.AppVersion }} is none of the versions that this chart was checked with (3.1.1 and 2.8.4); other versions may read other settings.
{{- end }}
{{- if and .Values.auth.apiKey (not (regexMatch "^sk-[^\\n]{7}" .Values.auth.apiKey)) }}
WARNING: auth.apiKey: does not start with sk- or has fewer than 10 characters, and JAiRouter answers 401 to other keys; generate one with echo "sk-$(openssl rand -hex 24)".
{{- end }}
{{- if and .Values.image.digest .Values.image.tag }}
WARNING: image.tag: the digest is pulled, which takes precedence; the tag is only the version in labels.
{{- end }}
{{- if and
  .Values.ingress.enabled
  (eq
    (regexFind "^/$|^none|f5|nginx-inc|nginx-org|nginx-plus|nginx|haproxy|traefik"
      (printf "%s/%s" .Values.ingress.controller .Values.ingress.className)
    )
    ""
  )
}}
WARNING: ingress.className: {{ .Values.ingress.className }} is of no controller whose annotations for long streams and large requests are known; set them in annotations, and controller to none.
{{- end }}
{{- if and (not .Values.ingress.enabled) .Values.ingress.defaultBackend.enabled }}
WARNING: ingress.defaultBackend.enabled: it has no effect while ingress.enabled is false; set that to true, or leave it out.
{{- end }}
{{- if and (not .Values.httpRoute.enabled) .Values.httpRoute.httpsRedirect.enabled }}
WARNING: httpRoute.httpsRedirect.enabled: it has no effect while httpRoute.enabled is false; set that to true, or leave it out.
{{- end }}
{{- if and .Values.testImage.digest .Values.testImage.tag (ne .Values.testImage.tag "1.37.0") }}
WARNING: testImage.tag: the digest is pulled, which takes precedence; the tag is only the version in labels.
{{- end }}
{{- end }}

{{/*
Whether the first of two Kubernetes quantities, such as 500m or 1Gi, is above the second one; not where one of them is absent.
As strings, since the number 0 is a quantity too and would be taken for an absent one.
*/}}
{{- define "jairouter.exceeds" -}}
{{- $amount := cat (index . 0) }}
{{- $limit := cat (index . 1) }}
{{- if and $amount $limit }}
  {{- $amount = include "jairouter.thousandths" $amount | float64 }}
  {{- $limit = include "jairouter.thousandths" $limit | float64 }}
  {{- if gt $amount $limit }}true{{ end }}
{{- end }}
{{- end }}

{{/*
A Kubernetes quantity in thousandths.
*/}}
{{- define "jairouter.thousandths" -}}
{{- $factors := dict
    "m" 1e+0
    "" 1e+3
    "k" 1e+6
    "M" 1e+9
    "G" 1e+12
    "T" 1e+15
    "P" 1e+18
    "E" 1e+21
    "Ki" 1.024e+6
    "Mi" 1.048576e+9
    "Gi" 1.073741824e+12
    "Ti" 1.099511627776e+15
    "Pi" 1.125899906842624e+18
    "Ei" 1.152921504606847e+21
}}
{{- $unit := regexFind "[A-Za-z]*$" . }}
{{- mulf (trimSuffix $unit .) (get $factors $unit) }}
{{- end }}

{{/*
A map as YAML, without what is null in it.
*/}}
{{- define "jairouter.withoutNull" -}}
{{- $kept := dict }}
{{- range $key, $value := . }}
  {{- if kindIs "map" $value }}
    {{- $_ := set $kept $key (include "jairouter.withoutNull" $value | fromYaml) }}
  {{- else if not (kindIs "invalid" $value) }}
    {{- $_ := set $kept $key $value }}
  {{- end }}
{{- end }}
{{- toYaml $kept }}
{{- end }}

{{/*
Completes values of an older version of the chart, which --reuse-values brings, in their place: what is absent gets its default, and what
has another name now is found under that.
*/}}
{{- define "jairouter.completeValues" }}
{{- $declared := .Files.Get "files/defaults.yaml" | fromYaml }}
{{- range $declared.former }}
  {{- include "jairouter.takeFormerKey" (dict "at" $.Values "path" .path "key" .) }}
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
{{- define "jairouter.takeFormerKey" }}
{{- $at := .at }}
{{- $key := .key }}
{{- if .path }}
  {{- $first := first .path }}
  {{- range $name, $inner := $at }}
    {{- if and (kindIs "map" $inner) (has $first (list "*" $name)) }}
      {{- include "jairouter.takeFormerKey" (dict "at" $inner "path" (rest $.path) "key" $key) }}
    {{- end }}
  {{- end }}
{{- else if hasKey $at $key.former }}
  {{- if or (not (hasKey $at $key.key)) (eq (get $at $key.key | toJson) ($key.default | toJson)) }}
    {{- $_ := set $at $key.key (get $at $key.former) }}
  {{- end }}
  {{- $_ := unset $at $key.former }}
{{- end }}
{{- end }}
