{{- /* Generated from the stack mcp-box; do not edit. */ -}}

{{/*
Namespace of all objects.
*/}}
{{- define "mcp-box.namespace" -}}
{{- if kindIs "string" .Values.global.namespace }}
  {{- if eq .Values.global.namespace "mcp-default" }}
    {{- if eq .Release.Namespace "default" }}
      {{- "mcp-default" }}
    {{- else }}
      {{- .Release.Namespace }}
    {{- end }}
  {{- else }}
    {{- .Values.global.namespace | default .Release.Namespace }}
  {{- end }}
{{- else if eq .Release.Namespace "default" }}
  {{- "mcp-default" }}
{{- else }}
  {{- .Release.Namespace }}
{{- end }}
{{- end }}

{{/*
Registry of all images; empty where they stay where they are. Another chart may have something else under this name.
*/}}
{{- define "mcp-box.imageRegistry" -}}
{{- if kindIs "string" .Values.global.imageRegistry }}
  {{- .Values.global.imageRegistry }}
{{- else }}
  {{- "" }}
{{- end }}
{{- end }}

{{/*
Name of the chart in labels.
*/}}
{{- define "mcp-box.name" -}}
{{- .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{/*
Whether it is part of another chart under another name, and so may be there more than once.
*/}}
{{- define "mcp-box.renamed" -}}
{{- if and (not .Chart.IsRoot) (ne (include "mcp-box.name" .) "mcp-box") }}true{{ end }}
{{- end }}

{{/*
Prefix of the names of databases and tests in labels.
*/}}
{{- define "mcp-box.partPrefix" -}}
{{- if include "mcp-box.renamed" . }}
  {{- printf "%s-" (include "mcp-box.name" .) }}
{{- else }}
  {{- "" }}
{{- end }}
{{- end }}

{{/*
Release and chart name; the release name alone if it contains the chart name or, of an alias, is it.
*/}}
{{- define "mcp-box.longName" -}}
{{- if or
  (eq .Release.Name (include "mcp-box.name" .))
  (and (contains (include "mcp-box.name" .) .Release.Name) (eq .Chart.Name "mcp-box"))
}}
  {{- .Release.Name }}
{{- else }}
  {{- printf "%s-%s" .Release.Name (include "mcp-box.name" .) }}
{{- end }}
{{- end }}

{{/*
Prefix of all object names. A long one ends in a hash, so that two with the same beginning stay distinct.
*/}}
{{- define "mcp-box.fullname" -}}
{{- if .Values.fullnameOverride }}
  {{- .Values.fullnameOverride }}
{{- else if gt (len (include "mcp-box.longName" .)) 46 }}
  {{- printf "%s-%s" (include "mcp-box.longName" . | trunc 37 | trimSuffix "-") (include "mcp-box.longName" . | sha256sum | trunc 8) }}
{{- else }}
  {{- include "mcp-box.longName" . }}
{{- end }}
{{- end }}

{{/*
The value global.podSecurity; its default where another chart has something else under this name.
*/}}
{{- define "mcp-box.globalPodSecurity" -}}
{{- or (and (kindIs "string" .Values.global.podSecurity) .Values.global.podSecurity) "restricted" }}
{{- end }}

{{/*
The value global.domain; its default where another chart has something else under this name.
*/}}
{{- define "mcp-box.globalDomain" -}}
{{- or (and (kindIs "string" .Values.global.domain) .Values.global.domain) "example.com" }}
{{- end }}

{{/*
The value global.version; its default where another chart has something else under this name.
*/}}
{{- define "mcp-box.globalVersion" -}}
{{- or (and (kindIs "string" .Values.global.version) .Values.global.version) "latest" }}
{{- end }}

{{/*
The value global.registry; its default where another chart has something else under this name.
*/}}
{{- define "mcp-box.globalRegistry" -}}
{{- or (and (kindIs "string" .Values.global.registry) .Values.global.registry) "docker.io/77kymo" }}
{{- end }}

{{/*
The value global.imagePullPolicy; its default where another chart has something else under this name.
*/}}
{{- define "mcp-box.globalImagePullPolicy" -}}
{{- or (and (kindIs "string" .Values.global.imagePullPolicy) .Values.global.imagePullPolicy) "IfNotPresent" }}
{{- end }}

{{/*
Selector labels of the pods. They must never change.
*/}}
{{- define "mcp-box.selectorLabels" -}}
app.kubernetes.io/name: {{ include "mcp-box.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- if include "mcp-box.renamed" . }}
ai-gateway/fullname: {{ include "mcp-box.fullname" . | quote }}
{{- end }}
{{- end }}

{{/*
Labels of the pods.
*/}}
{{- define "mcp-box.podLabels" -}}
{{ include "mcp-box.selectorLabels" . }}
app.kubernetes.io/part-of: mcp-box
app.kubernetes.io/version: {{ include "mcp-box.globalVersion" . | quote }}
{{- end }}

{{/*
Labels of all objects.
*/}}
{{- define "mcp-box.labels" -}}
{{ include "mcp-box.podLabels" . }}
helm.sh/chart: {{ regexFind "^.{0,62}[A-Za-z0-9]" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_") | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
Image repository, with the registry if set; otherwise nodes use their default registry.
*/}}
{{- define "mcp-box.mysqlRepository" -}}
{{- if .Values.infrastructure.mysql.image.registry }}
  {{- printf "%s/%s" .Values.infrastructure.mysql.image.registry .Values.infrastructure.mysql.image.repository }}
{{- else }}
  {{- .Values.infrastructure.mysql.image.repository }}
{{- end }}
{{- end }}

{{/*
Host of MySQL; of the bundled one, the name of its Service.
*/}}
{{- define "mcp-box.mysqlHost" -}}
{{- if and
  .Values.infrastructure.mysql.enabled
  (and (include "mcp-box.renamed" .) (eq .Values.infrastructure.mysql.service.name "mcp-mysql"))
}}
  {{- printf "%s-mysql" (include "mcp-box.fullname" .) }}
{{- else }}
  {{- .Values.infrastructure.mysql.service.name | default (printf "%s-mysql" (include "mcp-box.fullname" .)) }}
{{- end }}
{{- end }}

{{/*
Selector labels of the pods. They must never change.
*/}}
{{- define "mcp-box.mysqlSelectorLabels" -}}
app.kubernetes.io/name: "{{ include "mcp-box.partPrefix" . }}mysql"
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- if include "mcp-box.renamed" . }}
ai-gateway/fullname: {{ include "mcp-box.fullname" . | quote }}
{{- end }}
app.kubernetes.io/component: mysql
{{- end }}

{{/*
Labels of the pods.
*/}}
{{- define "mcp-box.mysqlPodLabels" -}}
{{ include "mcp-box.mysqlSelectorLabels" . }}
app.kubernetes.io/part-of: mcp-box
app.kubernetes.io/version: {{ .Values.infrastructure.mysql.image.tag | quote }}
{{- end }}

{{/*
Labels of all objects.
*/}}
{{- define "mcp-box.mysqlLabels" -}}
{{ include "mcp-box.mysqlPodLabels" . }}
helm.sh/chart: {{ regexFind "^.{0,62}[A-Za-z0-9]" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_") | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
Secret with the passwords of MySQL.
*/}}
{{- define "mcp-box.mysqlSecret" -}}
{{- .Values.infrastructure.mysql.auth.existingSecret | default (printf "%s-mysql" (include "mcp-box.fullname" .)) }}
{{- end }}

{{/*
Whether Helm asks a cluster, each of which has Pods; helm template asks none and knows no kinds.
*/}}
{{- define "mcp-box.connected" -}}
{{- if .Capabilities.APIVersions.Has "v1/Pod" }}true{{ end }}
{{- end }}

{{/*
Image reference of infrastructure.mysql.image.
*/}}
{{- define "mcp-box.mysqlImage" -}}
{{- if include "mcp-box.imageRegistry" . }}
  {{- printf "%s/%s%s"
    (include "mcp-box.imageRegistry" .)
    (include "mcp-box.mysqlRepository" . | trimPrefix (regexFind "^([^/]*[.:][^/]*|localhost)/" (include "mcp-box.mysqlRepository" .)))
    (or
      (and .Values.infrastructure.mysql.image.digest (printf "@%s" .Values.infrastructure.mysql.image.digest))
      (printf ":%s" .Values.infrastructure.mysql.image.tag)
    )
  }}
{{- else }}
  {{- printf "%s%s"
    (include "mcp-box.mysqlRepository" .)
    (or
      (and .Values.infrastructure.mysql.image.digest (printf "@%s" .Values.infrastructure.mysql.image.digest))
      (printf ":%s" .Values.infrastructure.mysql.image.tag)
    )
  }}
{{- end }}
{{- end }}

{{/*
Name of the Service of the bundled Redis, or host of an external Redis.
*/}}
{{- define "mcp-box.redisName" -}}
{{- if and
  .Values.infrastructure.redis.enabled
  (and (include "mcp-box.renamed" .) (eq .Values.infrastructure.redis.service.name "mcp-redis"))
}}
  {{- printf "%s-redis" (include "mcp-box.fullname" .) }}
{{- else }}
  {{- .Values.infrastructure.redis.service.name | default (printf "%s-redis" (include "mcp-box.fullname" .)) }}
{{- end }}
{{- end }}

{{/*
Image repository, with the registry if set; otherwise nodes use their default registry.
*/}}
{{- define "mcp-box.redisRepository" -}}
{{- if .Values.infrastructure.redis.image.registry }}
  {{- printf "%s/%s" .Values.infrastructure.redis.image.registry .Values.infrastructure.redis.image.repository }}
{{- else }}
  {{- .Values.infrastructure.redis.image.repository }}
{{- end }}
{{- end }}

{{/*
Selector labels of the pods. They must never change.
*/}}
{{- define "mcp-box.redisSelectorLabels" -}}
app.kubernetes.io/name: "{{ include "mcp-box.partPrefix" . }}redis"
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- if include "mcp-box.renamed" . }}
ai-gateway/fullname: {{ include "mcp-box.fullname" . | quote }}
{{- end }}
app.kubernetes.io/component: redis
{{- end }}

{{/*
Labels of the pods.
*/}}
{{- define "mcp-box.redisPodLabels" -}}
{{ include "mcp-box.redisSelectorLabels" . }}
app.kubernetes.io/part-of: mcp-box
app.kubernetes.io/version: {{ .Values.infrastructure.redis.image.tag | quote }}
{{- end }}

{{/*
Labels of all objects.
*/}}
{{- define "mcp-box.redisLabels" -}}
{{ include "mcp-box.redisPodLabels" . }}
helm.sh/chart: {{ regexFind "^.{0,62}[A-Za-z0-9]" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_") | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
Secret with the password of Redis.
*/}}
{{- define "mcp-box.redisPasswordSecret" -}}
{{- .Values.infrastructure.redis.auth.existingSecret | default (printf "%s-redis" (include "mcp-box.fullname" .)) }}
{{- end }}

{{/*
Image reference of infrastructure.redis.image.
*/}}
{{- define "mcp-box.redisImage" -}}
{{- if include "mcp-box.imageRegistry" . }}
  {{- printf "%s/%s%s"
    (include "mcp-box.imageRegistry" .)
    (include "mcp-box.redisRepository" . | trimPrefix (regexFind "^([^/]*[.:][^/]*|localhost)/" (include "mcp-box.redisRepository" .)))
    (or
      (and .Values.infrastructure.redis.image.digest (printf "@%s" .Values.infrastructure.redis.image.digest))
      (printf ":%s" .Values.infrastructure.redis.image.tag)
    )
  }}
{{- else }}
  {{- printf "%s%s"
    (include "mcp-box.redisRepository" .)
    (or
      (and .Values.infrastructure.redis.image.digest (printf "@%s" .Values.infrastructure.redis.image.digest))
      (printf ":%s" .Values.infrastructure.redis.image.tag)
    )
  }}
{{- end }}
{{- end }}

{{/*
Name of the PersistentVolumeClaim of the shared volume.
*/}}
{{- define "mcp-box.sharedClaimName" -}}
{{- .Values.sharedStorage.existingClaim | default (printf "%s-shared" (include "mcp-box.fullname" .)) }}
{{- end }}

{{/*
ServiceAccount of the pods.
*/}}
{{- define "mcp-box.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
  {{- .Values.serviceAccount.name | default (include "mcp-box.fullname" .) }}
{{- else }}
  {{- .Values.serviceAccount.name | default "default" }}
{{- end }}
{{- end }}

{{/*
Whether exporters are deployed.
*/}}
{{- define "mcp-box.exportersEnabled" -}}
{{- if and .Values.monitoring.enabled .Values.monitoring.prometheus.enabled }}true{{ end }}
{{- end }}

{{/*
Whether ServiceMonitors are created.
*/}}
{{- define "mcp-box.serviceMonitorsEnabled" -}}
{{- if and
  .Values.monitoring.enabled
  .Values.monitoring.prometheus.enabled
  .Values.monitoring.prometheus.serviceMonitor.enabled
}}true{{ end }}
{{- end }}

{{/*
Selector labels of the pods. They must never change.
*/}}
{{- define "mcp-box.mysqlExporterSelectorLabels" -}}
app.kubernetes.io/name: "{{ include "mcp-box.partPrefix" . }}mysql-exporter"
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- if include "mcp-box.renamed" . }}
ai-gateway/fullname: {{ include "mcp-box.fullname" . | quote }}
{{- end }}
app.kubernetes.io/component: mysql-exporter
{{- end }}

{{/*
Labels of the pods.
*/}}
{{- define "mcp-box.mysqlExporterPodLabels" -}}
{{ include "mcp-box.mysqlExporterSelectorLabels" . }}
app.kubernetes.io/part-of: mcp-box
app.kubernetes.io/version: {{ .Values.monitoring.prometheus.exporters.mysql.tag | quote }}
{{- end }}

{{/*
Labels of all objects.
*/}}
{{- define "mcp-box.mysqlExporterLabels" -}}
{{ include "mcp-box.mysqlExporterPodLabels" . }}
helm.sh/chart: {{ regexFind "^.{0,62}[A-Za-z0-9]" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_") | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
Image reference of monitoring.prometheus.exporters.mysql.
*/}}
{{- define "mcp-box.exportersMysql" -}}
{{- if include "mcp-box.imageRegistry" . }}
  {{- printf "%s/%s%s"
    (include "mcp-box.imageRegistry" .)
    (.Values.monitoring.prometheus.exporters.mysql.repository
      | trimPrefix (regexFind "^([^/]*[.:][^/]*|localhost)/" .Values.monitoring.prometheus.exporters.mysql.repository)
    )
    (or
      (and .Values.monitoring.prometheus.exporters.mysql.digest (printf "@%s" .Values.monitoring.prometheus.exporters.mysql.digest))
      (printf ":%s" .Values.monitoring.prometheus.exporters.mysql.tag)
    )
  }}
{{- else }}
  {{- printf "%s%s"
    .Values.monitoring.prometheus.exporters.mysql.repository
    (or
      (and .Values.monitoring.prometheus.exporters.mysql.digest (printf "@%s" .Values.monitoring.prometheus.exporters.mysql.digest))
      (printf ":%s" .Values.monitoring.prometheus.exporters.mysql.tag)
    )
  }}
{{- end }}
{{- end }}

{{/*
Selector labels of the pods. They must never change.
*/}}
{{- define "mcp-box.redisExporterSelectorLabels" -}}
app.kubernetes.io/name: "{{ include "mcp-box.partPrefix" . }}redis-exporter"
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- if include "mcp-box.renamed" . }}
ai-gateway/fullname: {{ include "mcp-box.fullname" . | quote }}
{{- end }}
app.kubernetes.io/component: redis-exporter
{{- end }}

{{/*
Labels of the pods.
*/}}
{{- define "mcp-box.redisExporterPodLabels" -}}
{{ include "mcp-box.redisExporterSelectorLabels" . }}
app.kubernetes.io/part-of: mcp-box
app.kubernetes.io/version: {{ .Values.monitoring.prometheus.exporters.redis.tag | quote }}
{{- end }}

{{/*
Labels of all objects.
*/}}
{{- define "mcp-box.redisExporterLabels" -}}
{{ include "mcp-box.redisExporterPodLabels" . }}
helm.sh/chart: {{ regexFind "^.{0,62}[A-Za-z0-9]" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_") | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
Image reference of monitoring.prometheus.exporters.redis.
*/}}
{{- define "mcp-box.exportersRedis" -}}
{{- if include "mcp-box.imageRegistry" . }}
  {{- printf "%s/%s%s"
    (include "mcp-box.imageRegistry" .)
    (.Values.monitoring.prometheus.exporters.redis.repository
      | trimPrefix (regexFind "^([^/]*[.:][^/]*|localhost)/" .Values.monitoring.prometheus.exporters.redis.repository)
    )
    (or
      (and .Values.monitoring.prometheus.exporters.redis.digest (printf "@%s" .Values.monitoring.prometheus.exporters.redis.digest))
      (printf ":%s" .Values.monitoring.prometheus.exporters.redis.tag)
    )
  }}
{{- else }}
  {{- printf "%s%s"
    .Values.monitoring.prometheus.exporters.redis.repository
    (or
      (and .Values.monitoring.prometheus.exporters.redis.digest (printf "@%s" .Values.monitoring.prometheus.exporters.redis.digest))
      (printf ":%s" .Values.monitoring.prometheus.exporters.redis.tag)
    )
  }}
{{- end }}
{{- end }}

{{/*
Selector labels of the pods. They must never change.
*/}}
{{- define "mcp-box.initSelectorLabels" -}}
app.kubernetes.io/name: "{{ include "mcp-box.partPrefix" . }}mcp-init"
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- if include "mcp-box.renamed" . }}
ai-gateway/fullname: {{ include "mcp-box.fullname" . | quote }}
{{- end }}
app.kubernetes.io/component: init
{{- end }}

{{/*
Labels of the pods.
*/}}
{{- define "mcp-box.initPodLabels" -}}
{{ include "mcp-box.initSelectorLabels" . }}
app.kubernetes.io/part-of: mcp-box
app.kubernetes.io/version: {{ .Values.init.image.tag | default (include "mcp-box.globalVersion" .) | quote }}
{{- end }}

{{/*
Labels of all objects.
*/}}
{{- define "mcp-box.initLabels" -}}
{{ include "mcp-box.initPodLabels" . }}
helm.sh/chart: {{ regexFind "^.{0,62}[A-Za-z0-9]" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_") | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
Image reference of infrastructure.helper.
*/}}
{{- define "mcp-box.infrastructureHelper" -}}
{{- if include "mcp-box.imageRegistry" . }}
  {{- printf "%s/%s%s"
    (include "mcp-box.imageRegistry" .)
    (.Values.infrastructure.helper.repository
      | trimPrefix (regexFind "^([^/]*[.:][^/]*|localhost)/" .Values.infrastructure.helper.repository)
    )
    (or
      (and .Values.infrastructure.helper.digest (printf "@%s" .Values.infrastructure.helper.digest))
      (printf ":%s" .Values.infrastructure.helper.tag)
    )
  }}
{{- else }}
  {{- printf "%s%s"
    .Values.infrastructure.helper.repository
    (or
      (and .Values.infrastructure.helper.digest (printf "@%s" .Values.infrastructure.helper.digest))
      (printf ":%s" .Values.infrastructure.helper.tag)
    )
  }}
{{- end }}
{{- end }}

{{/*
Labels of the pods of helm test.
*/}}
{{- define "mcp-box.testLabels" -}}
app.kubernetes.io/name: "{{ include "mcp-box.partPrefix" . }}mcp-box-test"
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- if include "mcp-box.renamed" . }}
ai-gateway/fullname: {{ include "mcp-box.fullname" . | quote }}
{{- end }}
{{- end }}

{{/*
Warnings about the given values, each on a line of its own.
*/}}
{{- define "mcp-box.warnings" }}
{{- if not (kindIs "string" .Values.global.podSecurity) }}
WARNING: global.podSecurity: it is a map or a list, so that of another chart; restricted is used here.
{{- end }}
{{- if not (kindIs "string" .Values.global.domain) }}
WARNING: global.domain: it is a map or a list, so that of another chart; example.com is used here.
{{- end }}
{{- if not (kindIs "string" .Values.global.version) }}
WARNING: global.version: it is a map or a list, so that of another chart; latest is used here.
{{- end }}
{{- if not (kindIs "string" .Values.global.registry) }}
WARNING: global.registry: it is a map or a list, so that of another chart; docker.io/77kymo is used here.
{{- end }}
{{- if not (kindIs "string" .Values.global.imagePullPolicy) }}
WARNING: global.imagePullPolicy: it is a map or a list, so that of another chart; IfNotPresent is used here.
{{- end }}
{{- if not
  (or
    (regexMatch "^v?1\\.10\\.1$" (include "mcp-box.globalVersion" .))
    (regexMatch "^v?1\\.0\\.0$" (include "mcp-box.globalVersion" .))
    (regexMatch "^v?2\\.1\\.2$" (include "mcp-box.globalVersion" .))
  )
}}
WARNING: global.version: {{ include "mcp-box.globalVersion" . }} is none of the versions that this chart was checked with (v1.10.1, v1.0.0 and 2.1.2); other versions may read other settings. Between those differ: gateway: database.redis.host, gateway: database.redis.port, gateway: database.redis.password, gateway: database.redis.db, market: server.serviceName, market: runEnvironment and 13 more; the README of the chart says how.
{{- end }}
{{- range $key, $service := .Values.services }}
{{- if and (regexMatch "^(authz|gateway|market|web)$" $key) (dig "enabled" true $service) ($service.image).tag }}
{{- if not
  (or
    (regexMatch "^v?1\\.10\\.1$" (($service.image).tag | default ""))
    (regexMatch "^v?1\\.0\\.0$" (($service.image).tag | default ""))
    (regexMatch "^v?2\\.1\\.2$" (($service.image).tag | default ""))
  )
}}
WARNING: services.{{ $key }}.image.tag: {{ ($service.image).tag | default "" }} is none of the versions that this chart was checked with (v1.10.1, v1.0.0 and 2.1.2); other versions may read other settings. Between those differ: gateway: database.redis.host, gateway: database.redis.port, gateway: database.redis.password, gateway: database.redis.db, market: server.serviceName, market: runEnvironment and 13 more; the README of the chart says how.
{{- end }}
{{- end }}
{{- end }}
{{- range $key, $service := .Values.services }}
{{- if dig "enabled" true $service }}
{{- if and
  ($service.ingress).enabled
  (eq
    (regexFind "^/$|^none|f5|nginx-inc|nginx-org|nginx-plus|nginx|haproxy|traefik"
      (printf "%s/%s" (($service.ingress).controller | default "") (($service.ingress).className | default ""))
    )
    ""
  )
}}
WARNING: services.{{ $key }}.ingress.className: {{ ($service.ingress).className | default "" }} is of no controller whose annotations for long streams and large requests are known; set them in annotations, and controller to none.
{{- end }}
{{- end }}
{{- end }}
{{- range $key, $service := .Values.services }}
{{- if dig "enabled" true $service }}
{{- if and (not ($service.ingress).enabled) (($service.ingress).defaultBackend).enabled }}
WARNING: services.{{ $key }}.ingress.defaultBackend.enabled: it has no effect while services.{{ $key }}.ingress.enabled is false; set that to true, or leave it out.
{{- end }}
{{- end }}
{{- end }}
{{- range $key, $service := .Values.services }}
{{- if dig "enabled" true $service }}
{{- if and (not ($service.httpRoute).enabled) (($service.httpRoute).httpsRedirect).enabled }}
WARNING: services.{{ $key }}.httpRoute.httpsRedirect.enabled: it has no effect while services.{{ $key }}.httpRoute.enabled is false; set that to true, or leave it out.
{{- end }}
{{- end }}
{{- end }}
{{- range $key, $service := .Values.services }}
{{- if and (dig "enabled" true $service) ($service.image).tag ($service.image).digest }}
WARNING: services.{{ $key }}.image.tag: the digest is pulled, which takes precedence; the tag is only the version in labels.
{{- end }}
{{- end }}
{{- if and .Values.init.enabled .Values.init.image.tag .Values.init.image.digest }}
WARNING: init.image.tag: the digest is pulled, which takes precedence; the tag is only the version in labels.
{{- end }}
{{- if and .Values.init.enabled .Values.init.image.tag }}
{{- if not
  (or
    (regexMatch "^v?1\\.10\\.1$" (.Values.init.image.tag | default ""))
    (regexMatch "^v?1\\.0\\.0$" (.Values.init.image.tag | default ""))
    (regexMatch "^v?2\\.1\\.2$" (.Values.init.image.tag | default ""))
  )
}}
WARNING: init.image.tag: {{ .Values.init.image.tag | default "" }} is none of the versions that this chart was checked with (v1.10.1, v1.0.0 and 2.1.2); other versions may read other settings. Between those differ: gateway: database.redis.host, gateway: database.redis.port, gateway: database.redis.password, gateway: database.redis.db, market: server.serviceName, market: runEnvironment and 13 more; the README of the chart says how.
{{- end }}
{{- end }}
{{- if and
  .Values.infrastructure.mysql.image.digest
  .Values.infrastructure.mysql.image.tag
  (ne .Values.infrastructure.mysql.image.tag "8.0")
}}
WARNING: infrastructure.mysql.image.tag: the digest is pulled, which takes precedence; the tag is only the version in labels.
{{- end }}
{{- if and
  .Values.infrastructure.redis.image.digest
  .Values.infrastructure.redis.image.tag
  (ne .Values.infrastructure.redis.image.tag "7.4.6-alpine")
}}
WARNING: infrastructure.redis.image.tag: the digest is pulled, which takes precedence; the tag is only the version in labels.
{{- end }}
{{- if and (not .Values.monitoring.enabled) .Values.monitoring.prometheus.enabled }}
WARNING: monitoring.prometheus.enabled: it has no effect while monitoring.enabled is false; set that to true, or leave it out.
{{- end }}
{{- if and (not .Values.monitoring.prometheus.enabled) .Values.monitoring.prometheus.serviceMonitor.enabled }}
WARNING: monitoring.prometheus.serviceMonitor.enabled: it has no effect while monitoring.prometheus.enabled is false; set that to true, or leave it out.
{{- end }}
{{- if and
  .Values.monitoring.prometheus.exporters.mysql.digest
  .Values.monitoring.prometheus.exporters.mysql.tag
  (ne .Values.monitoring.prometheus.exporters.mysql.tag "v0.15.1")
}}
WARNING: monitoring.prometheus.exporters.mysql.tag: the digest is pulled, which takes precedence; the tag is only the version in labels.
{{- end }}
{{- if and
  .Values.monitoring.prometheus.exporters.redis.digest
  .Values.monitoring.prometheus.exporters.redis.tag
  (ne .Values.monitoring.prometheus.exporters.redis.tag "v1.62.0")
}}
WARNING: monitoring.prometheus.exporters.redis.tag: the digest is pulled, which takes precedence; the tag is only the version in labels.
{{- end }}
{{- if and .Values.infrastructure.helper.digest .Values.infrastructure.helper.tag (ne .Values.infrastructure.helper.tag "1.37.0") }}
WARNING: infrastructure.helper.tag: the digest is pulled, which takes precedence; the tag is only the version in labels.
{{- end }}
{{- if and (not .Values.logging.enabled) .Values.logging.fluentd.enabled }}
WARNING: logging.fluentd.enabled: it has no effect while logging.enabled is false; set that to true, or leave it out.
{{- end }}
{{- if and (not .Values.logging.enabled) .Values.logging.elasticsearch.enabled }}
WARNING: logging.elasticsearch.enabled: it has no effect while logging.enabled is false; set that to true, or leave it out.
{{- end }}
{{- end }}

{{/*
Whether the first of two Kubernetes quantities, such as 500m or 1Gi, is above the second one; not where one of them is absent.
As strings, since the number 0 is a quantity too and would be taken for an absent one.
*/}}
{{- define "mcp-box.exceeds" -}}
{{- $amount := cat (index . 0) }}
{{- $limit := cat (index . 1) }}
{{- if and $amount $limit }}
  {{- $amount = include "mcp-box.thousandths" $amount | float64 }}
  {{- $limit = include "mcp-box.thousandths" $limit | float64 }}
  {{- if gt $amount $limit }}true{{ end }}
{{- end }}
{{- end }}

{{/*
A Kubernetes quantity in thousandths.
*/}}
{{- define "mcp-box.thousandths" -}}
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
{{- define "mcp-box.withoutNull" -}}
{{- $kept := dict }}
{{- range $key, $value := . }}
  {{- if kindIs "map" $value }}
    {{- $_ := set $kept $key (include "mcp-box.withoutNull" $value | fromYaml) }}
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
{{- define "mcp-box.completeValues" }}
{{- $declared := .Files.Get "files/defaults.yaml" | fromYaml }}
{{- range $declared.former }}
  {{- include "mcp-box.takeFormerKey" (dict "at" $.Values "path" .path "key" .) }}
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
{{- define "mcp-box.takeFormerKey" }}
{{- $at := .at }}
{{- $key := .key }}
{{- if .path }}
  {{- $first := first .path }}
  {{- range $name, $inner := $at }}
    {{- if and (kindIs "map" $inner) (has $first (list "*" $name)) }}
      {{- include "mcp-box.takeFormerKey" (dict "at" $inner "path" (rest $.path) "key" $key) }}
    {{- end }}
  {{- end }}
{{- else if hasKey $at $key.former }}
  {{- if or (not (hasKey $at $key.key)) (eq (get $at $key.key | toJson) ($key.default | toJson)) }}
    {{- $_ := set $at $key.key (get $at $key.former) }}
  {{- end }}
  {{- $_ := unset $at $key.former }}
{{- end }}
{{- end }}
