{{- /* Generated from the stack claude-middleware; do not edit. */ -}}

{{/*
Registry of all images; empty where they stay where they are. Another chart may have something else under this name.
*/}}
{{- define "claude-middleware.imageRegistry" -}}
{{- if kindIs "string" .Values.global.imageRegistry }}
  {{- .Values.global.imageRegistry }}
{{- else }}
  {{- "" }}
{{- end }}
{{- end }}

{{/*
Name of the chart in labels.
*/}}
{{- define "claude-middleware.name" -}}
{{- .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{/*
Whether it is part of another chart under another name, and so may be there more than once.
*/}}
{{- define "claude-middleware.renamed" -}}
{{- if and (not .Chart.IsRoot) (ne (include "claude-middleware.name" .) "claude-middleware") }}true{{ end }}
{{- end }}

{{/*
Prefix of the names of databases and tests in labels.
*/}}
{{- define "claude-middleware.partPrefix" -}}
{{- if include "claude-middleware.renamed" . }}
  {{- printf "%s-" (include "claude-middleware.name" .) }}
{{- else }}
  {{- "" }}
{{- end }}
{{- end }}

{{/*
Release and chart name; the release name alone if it contains the chart name or, of an alias, is it.
*/}}
{{- define "claude-middleware.longName" -}}
{{- if or
  (eq .Release.Name (include "claude-middleware.name" .))
  (and (contains (include "claude-middleware.name" .) .Release.Name) (eq .Chart.Name "claude-middleware"))
}}
  {{- .Release.Name }}
{{- else }}
  {{- printf "%s-%s" .Release.Name (include "claude-middleware.name" .) }}
{{- end }}
{{- end }}

{{/*
Prefix of all object names. A long one ends in a hash, so that two with the same beginning stay distinct.
*/}}
{{- define "claude-middleware.fullname" -}}
{{- if .Values.fullnameOverride }}
  {{- .Values.fullnameOverride }}
{{- else if gt (len (include "claude-middleware.longName" .)) 46 }}
  {{- printf "%s-%s"
    (include "claude-middleware.longName" . | trunc 37 | trimSuffix "-")
    (include "claude-middleware.longName" . | sha256sum | trunc 8)
  }}
{{- else }}
  {{- include "claude-middleware.longName" . }}
{{- end }}
{{- end }}

{{/*
Selector labels of the pods. They must never change.
*/}}
{{- define "claude-middleware.selectorLabels" -}}
app: {{ include "claude-middleware.fullname" . | quote }}
{{- end }}

{{/*
Labels of the pods.
*/}}
{{- define "claude-middleware.podLabels" -}}
{{ include "claude-middleware.selectorLabels" . }}
app.kubernetes.io/name: {{ include "claude-middleware.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- if include "claude-middleware.renamed" . }}
ai-gateway/fullname: {{ include "claude-middleware.fullname" . | quote }}
{{- end }}
app.kubernetes.io/part-of: claude-middleware
app.kubernetes.io/version: {{ .Values.image.tag | default (printf "middleware-%s" .Chart.AppVersion) | quote }}
{{- end }}

{{/*
Labels of all objects.
*/}}
{{- define "claude-middleware.labels" -}}
{{ include "claude-middleware.podLabels" . }}
helm.sh/chart: {{ regexFind "^.{0,62}[A-Za-z0-9]" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_") | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
Whether the stack may run multiple replicas.
*/}}
{{- define "claude-middleware.multipleReplicas" -}}
{{- if or .Values.autoscaling.enabled .Values.keda.enabled (gt (int .Values.replicaCount) 1) }}true{{ end }}
{{- end }}

{{/*
URL of the relay.
*/}}
{{- define "claude-middleware.targetUrl" -}}
{{- if .Values.relay.tls }}
  {{- printf "https://%s:%v" .Values.relay.host .Values.relay.port }}
{{- else }}
  {{- printf "http://%s:%v" .Values.relay.host .Values.relay.port }}
{{- end }}
{{- end }}

{{/*
Image reference of image.
*/}}
{{- define "claude-middleware.image" -}}
{{- if include "claude-middleware.imageRegistry" . }}
  {{- printf "%s/%s%s"
    (include "claude-middleware.imageRegistry" .)
    (.Values.image.repository | trimPrefix (regexFind "^([^/]*[.:][^/]*|localhost)/" .Values.image.repository))
    (or
      (and .Values.image.digest (printf "@%s" .Values.image.digest))
      (printf ":%s" (.Values.image.tag | default (printf "middleware-%s" .Chart.AppVersion)))
    )
  }}
{{- else }}
  {{- printf "%s%s"
    .Values.image.repository
    (or
      (and .Values.image.digest (printf "@%s" .Values.image.digest))
      (printf ":%s" (.Values.image.tag | default (printf "middleware-%s" .Chart.AppVersion)))
    )
  }}
{{- end }}
{{- end }}

{{/*
Image pull policy: IfNotPresent for a digest or a version tag, Always for any other.
*/}}
{{- define "claude-middleware.imagePullPolicy" -}}
{{- if .Values.image.pullPolicy }}
  {{- .Values.image.pullPolicy }}
{{- else if or
  .Values.image.digest
  (regexMatch "-v?[0-9]+[.][0-9]+[.][0-9]+$" (.Values.image.tag | default (printf "middleware-%s" .Chart.AppVersion)))
}}
  {{- "IfNotPresent" }}
{{- else }}
  {{- "Always" }}
{{- end }}
{{- end }}

{{/*
Whether Helm asks a cluster, each of which has Pods; helm template asks none and knows no kinds.
*/}}
{{- define "claude-middleware.connected" -}}
{{- if .Capabilities.APIVersions.Has "v1/Pod" }}true{{ end }}
{{- end }}

{{/*
ServiceAccount of the pods.
*/}}
{{- define "claude-middleware.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
  {{- .Values.serviceAccount.name | default (include "claude-middleware.fullname" .) }}
{{- else }}
  {{- .Values.serviceAccount.name | default "default" }}
{{- end }}
{{- end }}

{{/*
Image reference of tunnel.image.
*/}}
{{- define "claude-middleware.tunnelImage" -}}
{{- if include "claude-middleware.imageRegistry" . }}
  {{- printf "%s/%s%s"
    (include "claude-middleware.imageRegistry" .)
    (.Values.tunnel.image.repository | trimPrefix (regexFind "^([^/]*[.:][^/]*|localhost)/" .Values.tunnel.image.repository))
    (or (and .Values.tunnel.image.digest (printf "@%s" .Values.tunnel.image.digest)) (printf ":%s" .Values.tunnel.image.tag))
  }}
{{- else }}
  {{- printf "%s%s"
    .Values.tunnel.image.repository
    (or (and .Values.tunnel.image.digest (printf "@%s" .Values.tunnel.image.digest)) (printf ":%s" .Values.tunnel.image.tag))
  }}
{{- end }}
{{- end }}

{{/*
Labels of the pods of helm test.
*/}}
{{- define "claude-middleware.testLabels" -}}
app.kubernetes.io/name: "{{ include "claude-middleware.partPrefix" . }}claude-middleware-test"
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- if include "claude-middleware.renamed" . }}
ai-gateway/fullname: {{ include "claude-middleware.fullname" . | quote }}
{{- end }}
{{- end }}

{{/*
Warnings about the given values, each on a line of its own.
*/}}
{{- define "claude-middleware.warnings" }}
{{- if and .Values.image.digest .Values.image.tag (ne .Values.image.tag "middleware-latest") }}
WARNING: image.tag: the digest is pulled, which takes precedence; the tag is only the version in labels.
{{- end }}
{{- if not (regexMatch "^middleware-v?1\\.2\\.15$" (.Values.image.tag | default (printf "middleware-%s" .Chart.AppVersion))) }}
WARNING: image.tag: {{ .Values.image.tag | default (printf "middleware-%s" .Chart.AppVersion) }} is not middleware-1.2.15, the version that this chart was checked with; other versions may read other settings.
{{- else }}
{{- range $name, $value := .Values.config.extraEnv }}
{{- if and
  (not (regexMatch "^(PORT|GIN_MODE|REDIS_HOST|REDIS_PORT|REDIS_PASSWORD|REDIS_DB|TARGET_URL|PROXY_TIMEOUT)$" $name))
  (not (regexMatch "^(MIDDLEWARE_AUTH_ENABLED|MIDDLEWARE_API_KEYS|MIDDLEWARE_API_KEY_PREFIX)$" $name))
  (not (regexMatch "^(TZ|LANG|LC_.*|HOME|PATH|TMPDIR|LD_.*|MALLOC_.*|OPENSSL_.*|SSL_CERT_.*|(HTTPS?|NO|ALL)_PROXY)$" $name))
  (not (regexMatch "^(NODE_.*|UV_.*|(NO|FORCE)_COLOR|GO(GC|MEMLIMIT|MAXPROCS|DEBUG|TRACEBACK))$" $name))
}}
WARNING: config.extraEnv.{{ $name }}: version middleware-1.2.15 of the software does not read this variable; remove it.
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.tunnel.image.digest .Values.tunnel.image.tag (ne .Values.tunnel.image.tag "v1.11.3-alpine") }}
WARNING: tunnel.image.tag: the digest is pulled, which takes precedence; the tag is only the version in labels.
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
{{- end }}

{{/*
Whether the first of two Kubernetes quantities, such as 500m or 1Gi, is above the second one; not where one of them is absent.
As strings, since the number 0 is a quantity too and would be taken for an absent one.
*/}}
{{- define "claude-middleware.exceeds" -}}
{{- $amount := cat (index . 0) }}
{{- $limit := cat (index . 1) }}
{{- if and $amount $limit }}
  {{- $amount = include "claude-middleware.thousandths" $amount | float64 }}
  {{- $limit = include "claude-middleware.thousandths" $limit | float64 }}
  {{- if gt $amount $limit }}true{{ end }}
{{- end }}
{{- end }}

{{/*
A Kubernetes quantity in thousandths.
*/}}
{{- define "claude-middleware.thousandths" -}}
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
{{- define "claude-middleware.withoutNull" -}}
{{- $kept := dict }}
{{- range $key, $value := . }}
  {{- if kindIs "map" $value }}
    {{- $_ := set $kept $key (include "claude-middleware.withoutNull" $value | fromYaml) }}
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
{{- define "claude-middleware.completeValues" }}
{{- $declared := .Files.Get "files/defaults.yaml" | fromYaml }}
{{- range $declared.former }}
  {{- include "claude-middleware.takeFormerKey" (dict "at" $.Values "path" .path "key" .) }}
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
{{- define "claude-middleware.takeFormerKey" }}
{{- $at := .at }}
{{- $key := .key }}
{{- if .path }}
  {{- $first := first .path }}
  {{- range $name, $inner := $at }}
    {{- if and (kindIs "map" $inner) (has $first (list "*" $name)) }}
      {{- include "claude-middleware.takeFormerKey" (dict "at" $inner "path" (rest $.path) "key" $key) }}
    {{- end }}
  {{- end }}
{{- else if hasKey $at $key.former }}
  {{- if or (not (hasKey $at $key.key)) (eq (get $at $key.key | toJson) ($key.default | toJson)) }}
    {{- $_ := set $at $key.key (get $at $key.former) }}
  {{- end }}
  {{- $_ := unset $at $key.former }}
{{- end }}
{{- end }}
