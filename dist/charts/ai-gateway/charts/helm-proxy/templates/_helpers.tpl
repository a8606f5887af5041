{{- /* Generated from the stack helm-proxy; do not edit. */ -}}

{{/*
Registry of all images; empty where they stay where they are. Another chart may have something else under this name.
*/}}
{{- define "helm-proxy.imageRegistry" -}}
{{- if kindIs "string" .Values.global.imageRegistry }}
  {{- .Values.global.imageRegistry }}
{{- else }}
  {{- "" }}
{{- end }}
{{- end }}

{{/*
Name of the chart in labels.
*/}}
{{- define "helm-proxy.name" -}}
{{- .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{/*
Whether it is part of another chart under another name, and so may be there more than once.
*/}}
{{- define "helm-proxy.renamed" -}}
{{- if and (not .Chart.IsRoot) (ne (include "helm-proxy.name" .) "helm-proxy") }}true{{ end }}
{{- end }}

{{/*
Prefix of the names of databases and tests in labels.
*/}}
{{- define "helm-proxy.partPrefix" -}}
{{- if include "helm-proxy.renamed" . }}
  {{- printf "%s-" (include "helm-proxy.name" .) }}
{{- else }}
  {{- "" }}
{{- end }}
{{- end }}

{{/*
Release and chart name; the release name alone if it contains the chart name or, of an alias, is it.
*/}}
{{- define "helm-proxy.longName" -}}
{{- if or
  (eq .Release.Name (include "helm-proxy.name" .))
  (and (contains (include "helm-proxy.name" .) .Release.Name) (eq .Chart.Name "helm-proxy"))
}}
  {{- .Release.Name }}
{{- else }}
  {{- printf "%s-%s" .Release.Name (include "helm-proxy.name" .) }}
{{- end }}
{{- end }}

{{/*
Prefix of all object names. A long one ends in a hash, so that two with the same beginning stay distinct.
*/}}
{{- define "helm-proxy.fullname" -}}
{{- if .Values.fullnameOverride }}
  {{- .Values.fullnameOverride }}
{{- else if gt (len (include "helm-proxy.longName" .)) 46 }}
  {{- printf "%s-%s"
    (include "helm-proxy.longName" . | trunc 37 | trimSuffix "-")
    (include "helm-proxy.longName" . | sha256sum | trunc 8)
  }}
{{- else }}
  {{- include "helm-proxy.longName" . }}
{{- end }}
{{- end }}

{{/*
Selector labels of the pods. They must never change.
*/}}
{{- define "helm-proxy.selectorLabels" -}}
app: {{ include "helm-proxy.fullname" . | quote }}
{{- end }}

{{/*
Labels of the pods.
*/}}
{{- define "helm-proxy.podLabels" -}}
{{ include "helm-proxy.selectorLabels" . }}
app.kubernetes.io/name: {{ include "helm-proxy.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- if include "helm-proxy.renamed" . }}
ai-gateway/fullname: {{ include "helm-proxy.fullname" . | quote }}
{{- end }}
app.kubernetes.io/part-of: helm-proxy
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
{{- end }}

{{/*
Labels of all objects.
*/}}
{{- define "helm-proxy.labels" -}}
{{ include "helm-proxy.podLabels" . }}
helm.sh/chart: {{ regexFind "^.{0,62}[A-Za-z0-9]" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_") | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
Whether the Helm Proxy gets permissions in its own cluster.
*/}}
{{- define "helm-proxy.rbacEnabled" -}}
{{- if and .Values.rbac.create (not .Values.config.kubeconfigSecret) }}true{{ end }}
{{- end }}

{{/*
Whether an annotation of the Ingress makes its controller require authentication.
*/}}
{{- define "helm-proxy.nginxAuth" -}}
{{- if regexMatch "\"nginx\\.ingress\\.kubernetes\\.io/auth-(url|tls-secret|type)\":\"[^\"]"
  (.Values.ingress.annotations | toJson)
}}true{{ end }}
{{- end }}

{{/*
Whether an annotation of the Ingress makes its controller require authentication.
*/}}
{{- define "helm-proxy.traefikAuth" -}}
{{- if regexMatch "\"traefik\\.ingress\\.kubernetes\\.io/router\\.middlewares\":\"[^\"]"
  (.Values.ingress.annotations | toJson)
}}true{{ end }}
{{- end }}

{{/*
Whether an annotation of the Ingress makes its controller require authentication.
*/}}
{{- define "helm-proxy.albAuth" -}}
{{- if regexMatch "\"alb\\.ingress\\.kubernetes\\.io/auth-type\":\"(oidc|cognito)\"" (.Values.ingress.annotations | toJson) }}true{{ end }}
{{- end }}

{{/*
Whether the Ingress requires authentication.
*/}}
{{- define "helm-proxy.ingressAuth" -}}
{{- if or (include "helm-proxy.nginxAuth" .) (include "helm-proxy.traefikAuth" .) (include "helm-proxy.albAuth" .) }}true{{ end }}
{{- end }}

{{/*
ServiceAccount of the pods.
*/}}
{{- define "helm-proxy.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
  {{- .Values.serviceAccount.name | default (include "helm-proxy.fullname" .) }}
{{- else }}
  {{- .Values.serviceAccount.name | default "default" }}
{{- end }}
{{- end }}

{{/*
Whether repository credentials are set.
*/}}
{{- define "helm-proxy.credentials" -}}
{{- if or
  (or .Values.config.existingSecret .Values.config.externalSecret.enabled)
  .Values.config.helmUsername
  .Values.config.helmPassword
}}true{{ end }}
{{- end }}

{{/*
Name of the Secret with the repository credentials.
*/}}
{{- define "helm-proxy.secretName" -}}
{{- .Values.config.existingSecret | default (printf "%s-credentials" (include "helm-proxy.fullname" .)) }}
{{- end }}

{{/*
Whether Helm asks a cluster, each of which has Pods; helm template asks none and knows no kinds.
*/}}
{{- define "helm-proxy.connected" -}}
{{- if .Capabilities.APIVersions.Has "v1/Pod" }}true{{ end }}
{{- end }}

{{/*
Image reference of image.
*/}}
{{- define "helm-proxy.image" -}}
{{- if include "helm-proxy.imageRegistry" . }}
  {{- printf "%s/%s%s"
    (include "helm-proxy.imageRegistry" .)
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
Labels of the pods of helm test.
*/}}
{{- define "helm-proxy.testLabels" -}}
app.kubernetes.io/name: "{{ include "helm-proxy.partPrefix" . }}helm-proxy-test"
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- if include "helm-proxy.renamed" . }}
ai-gateway/fullname: {{ include "helm-proxy.fullname" . | quote }}
{{- end }}
{{- end }}

{{/*
Warnings about the given values, each on a line of its own.
*/}}
{{- define "helm-proxy.warnings" }}
{{- if not (or (regexMatch "^v?1\\.0\\.0$" .Values.image.tag) (regexMatch "(^|-)694e707" .Values.image.tag)) }}
WARNING: image.tag: {{ .Values.image.tag }} is none of the versions that this chart was checked with (v1.0.0 and 694e707); other versions may read other settings. Between those differ: helm.timeout, POST /v1/repos, POST /v3/projects/{projectId}/app/{name}?action=upgrade, DELETE /v3/projects/{projectId}/app/{name}; the README of the chart says how.
{{- end }}
{{- if regexMatch "^v?1\\.0\\.0$" .Values.image.tag }}
{{- range $name, $value := .Values.config.extraEnv }}
{{- if and
  (not (regexMatch "^(HELM_REPOS|HELM_USERNAME|HELM_PASSWORD|KUBECONFIG|ALLOWED_ORIGINS|HOME|CONFIG_FILE|GIN_MODE)$" $name))
  (not (regexMatch "^(HELM_BURST_LIMIT|HELM_(CACHE|CONFIG|DATA)_HOME|HELM_DEBUG|HELM_KUBE.*|HELM_MAX_HISTORY)$" $name))
  (not (regexMatch "^(HELM_NAMESPACE|HELM_PLUGINS|HELM_QPS|HELM_REGISTRY_CONFIG|HELM_REPOSITORY_(CACHE|CONFIG))$" $name))
  (not (regexMatch "^(KUBECACHEDIR|KUBERNETES_.*|XDG_.*)$" $name))
  (not (regexMatch "^(TZ|LANG|LC_.*|HOME|PATH|TMPDIR|LD_.*|MALLOC_.*|OPENSSL_.*|SSL_CERT_.*|(HTTPS?|NO|ALL)_PROXY)$" $name))
  (not (regexMatch "^(NODE_.*|UV_.*|(NO|FORCE)_COLOR|GO(GC|MEMLIMIT|MAXPROCS|DEBUG|TRACEBACK))$" $name))
}}
WARNING: config.extraEnv.{{ $name }}: version v1.0.0 of the software does not read this variable; remove it.
{{- end }}
{{- end }}
{{- end }}
{{- if regexMatch "(^|-)694e707" .Values.image.tag }}
{{- range $name, $value := .Values.config.extraEnv }}
{{- if and
  (not (regexMatch "^(HELM_REPOS|HELM_USERNAME|HELM_PASSWORD|KUBECONFIG|ALLOWED_ORIGINS|HOME|CONFIG_FILE|GIN_MODE)$" $name))
  (not (regexMatch "^(HELM_BURST_LIMIT|HELM_(CACHE|CONFIG|DATA)_HOME|HELM_DEBUG|HELM_KUBE.*|HELM_MAX_HISTORY)$" $name))
  (not (regexMatch "^(HELM_NAMESPACE|HELM_PLUGINS|HELM_QPS|HELM_REGISTRY_CONFIG|HELM_REPOSITORY_(CACHE|CONFIG))$" $name))
  (not (regexMatch "^(KUBECACHEDIR|KUBERNETES_.*|XDG_.*|ENVIRONMENT|HELM_PROXY_NAMESPACE|HELM_PROXY_SECRET_NAME)$" $name))
  (not (regexMatch "^(TZ|LANG|LC_.*|HOME|PATH|TMPDIR|LD_.*|MALLOC_.*|OPENSSL_.*|SSL_CERT_.*|(HTTPS?|NO|ALL)_PROXY)$" $name))
  (not (regexMatch "^(NODE_.*|UV_.*|(NO|FORCE)_COLOR|GO(GC|MEMLIMIT|MAXPROCS|DEBUG|TRACEBACK))$" $name))
}}
WARNING: config.extraEnv.{{ $name }}: version 694e707 of the software does not read this variable; remove it.
{{- end }}
{{- end }}
WARNING: image.tag: commit 694e707 needs a Secret and permission to read it, installs into one namespace only, and lets every client add repositories, which get the credentials; the README says what to set.
{{- end }}
{{- if and .Values.image.digest .Values.image.tag (ne .Values.image.tag "latest") }}
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
{{- end }}

{{/*
Whether the first of two Kubernetes quantities, such as 500m or 1Gi, is above the second one; not where one of them is absent.
As strings, since the number 0 is a quantity too and would be taken for an absent one.
*/}}
{{- define "helm-proxy.exceeds" -}}
{{- $amount := cat (index . 0) }}
{{- $limit := cat (index . 1) }}
{{- if and $amount $limit }}
  {{- $amount = include "helm-proxy.thousandths" $amount | float64 }}
  {{- $limit = include "helm-proxy.thousandths" $limit | float64 }}
  {{- if gt $amount $limit }}true{{ end }}
{{- end }}
{{- end }}

{{/*
A Kubernetes quantity in thousandths.
*/}}
{{- define "helm-proxy.thousandths" -}}
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
{{- define "helm-proxy.withoutNull" -}}
{{- $kept := dict }}
{{- range $key, $value := . }}
  {{- if kindIs "map" $value }}
    {{- $_ := set $kept $key (include "helm-proxy.withoutNull" $value | fromYaml) }}
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
{{- define "helm-proxy.completeValues" }}
{{- $declared := .Files.Get "files/defaults.yaml" | fromYaml }}
{{- range $declared.former }}
  {{- include "helm-proxy.takeFormerKey" (dict "at" $.Values "path" .path "key" .) }}
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
{{- define "helm-proxy.takeFormerKey" }}
{{- $at := .at }}
{{- $key := .key }}
{{- if .path }}
  {{- $first := first .path }}
  {{- range $name, $inner := $at }}
    {{- if and (kindIs "map" $inner) (has $first (list "*" $name)) }}
      {{- include "helm-proxy.takeFormerKey" (dict "at" $inner "path" (rest $.path) "key" $key) }}
    {{- end }}
  {{- end }}
{{- else if hasKey $at $key.former }}
  {{- if or (not (hasKey $at $key.key)) (eq (get $at $key.key | toJson) ($key.default | toJson)) }}
    {{- $_ := set $at $key.key (get $at $key.former) }}
  {{- end }}
  {{- $_ := unset $at $key.former }}
{{- end }}
{{- end }}
