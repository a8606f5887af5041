{{- /* Generated from the stack claude-relay; do not edit. */ -}}

{{/*
Registry of all images; empty where they stay where they are. Another chart may have something else under this name.
*/}}
{{- define "claude-relay.imageRegistry" -}}
{{- if kindIs "string" .Values.global.imageRegistry }}
  {{- .Values.global.imageRegistry }}
{{- else }}
  {{- "" }}
{{- end }}
{{- end }}

{{/*
Name of the chart in labels.
*/}}
{{- define "claude-relay.name" -}}
{{- .Values.nameOverride | default .Chart.Name }}
{{- end }}

{{/*
Whether it is part of another chart under another name, and so may be there more than once.
*/}}
{{- define "claude-relay.renamed" -}}
{{- if and (not .Chart.IsRoot) (ne (include "claude-relay.name" .) "claude-relay") }}true{{ end }}
{{- end }}

{{/*
Prefix of the names of databases and tests in labels.
*/}}
{{- define "claude-relay.partPrefix" -}}
{{- if include "claude-relay.renamed" . }}
  {{- printf "%s-" (include "claude-relay.name" .) }}
{{- else }}
  {{- "" }}
{{- end }}
{{- end }}

{{/*
Release and chart name; the release name alone if it contains the chart name or, of an alias, is it.
*/}}
{{- define "claude-relay.longName" -}}
{{- if or
  (eq .Release.Name (include "claude-relay.name" .))
  (and (contains (include "claude-relay.name" .) .Release.Name) (eq .Chart.Name "claude-relay"))
}}
  {{- .Release.Name }}
{{- else }}
  {{- printf "%s-%s" .Release.Name (include "claude-relay.name" .) }}
{{- end }}
{{- end }}

{{/*
Prefix of all object names. A long one ends in a hash, so that two with the same beginning stay distinct.
*/}}
{{- define "claude-relay.fullname" -}}
{{- if .Values.fullnameOverride }}
  {{- .Values.fullnameOverride }}
{{- else if gt (len (include "claude-relay.longName" .)) 46 }}
  {{- printf "%s-%s"
    (include "claude-relay.longName" . | trunc 37 | trimSuffix "-")
    (include "claude-relay.longName" . | sha256sum | trunc 8)
  }}
{{- else }}
  {{- include "claude-relay.longName" . }}
{{- end }}
{{- end }}

{{/*
Selector labels of the pods. They must never change.
*/}}
{{- define "claude-relay.selectorLabels" -}}
app.kubernetes.io/name: {{ include "claude-relay.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- if include "claude-relay.renamed" . }}
ai-gateway/fullname: {{ include "claude-relay.fullname" . | quote }}
{{- end }}
{{- end }}

{{/*
Labels of the pods.
*/}}
{{- define "claude-relay.podLabels" -}}
{{ include "claude-relay.selectorLabels" . }}
app.kubernetes.io/part-of: claude-relay
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
{{- end }}

{{/*
Labels of all objects.
*/}}
{{- define "claude-relay.labels" -}}
{{ include "claude-relay.podLabels" . }}
helm.sh/chart: {{ regexFind "^.{0,62}[A-Za-z0-9]" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_") | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
Whether the stack may run multiple replicas.
*/}}
{{- define "claude-relay.multipleReplicas" -}}
{{- if or .Values.autoscaling.enabled .Values.keda.enabled (gt (int .Values.replicaCount) 1) }}true{{ end }}
{{- end }}

{{/*
Whether multiple replicas can share the volume.
*/}}
{{- define "claude-relay.sharedVolume" -}}
{{- if eq .Values.persistence.accessMode "ReadWriteMany" }}true{{ end }}
{{- end }}

{{/*
Whether the data is on a persistent volume: multiple replicas have one only with the access mode ReadWriteMany.
*/}}
{{- define "claude-relay.usesVolume" -}}
{{- if and
  .Values.persistence.enabled
  (or (not (include "claude-relay.multipleReplicas" .)) (include "claude-relay.sharedVolume" .))
}}true{{ end }}
{{- end }}

{{/*
Whether the old pod must terminate before the new one starts.
*/}}
{{- define "claude-relay.recreate" -}}
{{- if and (include "claude-relay.usesVolume" .) (not (include "claude-relay.sharedVolume" .)) }}true{{ end }}
{{- end }}

{{/*
Name of the Secret with the keys of the application.
*/}}
{{- define "claude-relay.secretName" -}}
{{- .Values.config.existingSecret | default (printf "%s-secret" (include "claude-relay.fullname" .)) }}
{{- end }}

{{/*
Selector labels of the pods. They must never change.
*/}}
{{- define "claude-relay.redisSelectorLabels" -}}
app.kubernetes.io/name: "{{ include "claude-relay.partPrefix" . }}redis"
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- if include "claude-relay.renamed" . }}
ai-gateway/fullname: {{ include "claude-relay.fullname" . | quote }}
{{- end }}
app.kubernetes.io/component: claude-relay-redis
{{- end }}

{{/*
Labels of the pods.
*/}}
{{- define "claude-relay.redisPodLabels" -}}
{{ include "claude-relay.redisSelectorLabels" . }}
app.kubernetes.io/part-of: claude-relay
app.kubernetes.io/version: {{ .Values.redis.image.tag | quote }}
{{- end }}

{{/*
Labels of all objects.
*/}}
{{- define "claude-relay.redisLabels" -}}
{{ include "claude-relay.redisPodLabels" . }}
helm.sh/chart: {{ regexFind "^.{0,62}[A-Za-z0-9]" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_") | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
Host of Redis.
*/}}
{{- define "claude-relay.redisHost" -}}
{{- if .Values.redis.enabled }}
  {{- printf "%s-redis" (include "claude-relay.fullname" .) }}
{{- else }}
  {{- .Values.externalRedis.host }}
{{- end }}
{{- end }}

{{/*
Port of Redis.
*/}}
{{- define "claude-relay.redisPort" -}}
{{- if .Values.redis.enabled }}
  {{- 6379 }}
{{- else }}
  {{- .Values.externalRedis.port }}
{{- end }}
{{- end }}

{{/*
Database number of Redis.
*/}}
{{- define "claude-relay.redisDatabase" -}}
{{- if .Values.redis.enabled }}
  {{- "0" }}
{{- else }}
  {{- printf "%v" .Values.externalRedis.database }}
{{- end }}
{{- end }}

{{/*
Whether the connection to Redis uses TLS.
*/}}
{{- define "claude-relay.redisTls" -}}
{{- if .Values.redis.enabled }}
  {{- "false" }}
{{- else }}
  {{- printf "%v" .Values.externalRedis.tls }}
{{- end }}
{{- end }}

{{/*
Whether an external Redis is used and has a password.
*/}}
{{- define "claude-relay.externalRedisProtected" -}}
{{- if and
  (not .Values.redis.enabled)
  (or .Values.externalRedis.password (or .Values.externalRedis.existingSecret .Values.externalRedis.externalSecret.enabled))
}}true{{ end }}
{{- end }}

{{/*
Whether Redis has a password.
*/}}
{{- define "claude-relay.redisProtected" -}}
{{- if or (and .Values.redis.enabled .Values.redis.auth.enabled) (include "claude-relay.externalRedisProtected" .) }}true{{ end }}
{{- end }}

{{/*
Secret with the password of Redis.
*/}}
{{- define "claude-relay.redisPasswordSecret" -}}
{{- if .Values.redis.enabled }}
  {{- .Values.redis.auth.existingSecret | default (printf "%s-redis" (include "claude-relay.fullname" .)) }}
{{- else }}
  {{- .Values.externalRedis.existingSecret | default (printf "%s-redis" (include "claude-relay.fullname" .)) }}
{{- end }}
{{- end }}

{{/*
Key of the password of Redis in that Secret.
*/}}
{{- define "claude-relay.redisPasswordKey" -}}
{{- if .Values.redis.enabled }}
  {{- .Values.redis.auth.existingSecretKeys.password }}
{{- else }}
  {{- .Values.externalRedis.existingSecretKeys.password }}
{{- end }}
{{- end }}

{{/*
Whether Helm asks a cluster, each of which has Pods; helm template asks none and knows no kinds.
*/}}
{{- define "claude-relay.connected" -}}
{{- if .Capabilities.APIVersions.Has "v1/Pod" }}true{{ end }}
{{- end }}

{{/*
Whether the password of the bundled Redis is set in the values.
*/}}
{{- define "claude-relay.redisPasswordSet" -}}
{{- if and
  .Values.redis.enabled
  .Values.redis.auth.enabled
  (not (or .Values.redis.auth.existingSecret .Values.redis.auth.externalSecret.enabled))
}}true{{ end }}
{{- end }}

{{/*
Image reference of redis.image.
*/}}
{{- define "claude-relay.redisImage" -}}
{{- if include "claude-relay.imageRegistry" . }}
  {{- printf "%s/%s%s"
    (include "claude-relay.imageRegistry" .)
    (.Values.redis.image.repository | trimPrefix (regexFind "^([^/]*[.:][^/]*|localhost)/" .Values.redis.image.repository))
    (or (and .Values.redis.image.digest (printf "@%s" .Values.redis.image.digest)) (printf ":%s" .Values.redis.image.tag))
  }}
{{- else }}
  {{- printf "%s%s"
    .Values.redis.image.repository
    (or (and .Values.redis.image.digest (printf "@%s" .Values.redis.image.digest)) (printf ":%s" .Values.redis.image.tag))
  }}
{{- end }}
{{- end }}

{{/*
ServiceAccount of the pods.
*/}}
{{- define "claude-relay.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
  {{- .Values.serviceAccount.name | default (include "claude-relay.fullname" .) }}
{{- else }}
  {{- .Values.serviceAccount.name | default "default" }}
{{- end }}
{{- end }}

{{/*
Image reference of image.
*/}}
{{- define "claude-relay.image" -}}
{{- if include "claude-relay.imageRegistry" . }}
  {{- printf "%s/%s%s"
    (include "claude-relay.imageRegistry" .)
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
{{- define "claude-relay.testLabels" -}}
app.kubernetes.io/name: "{{ include "claude-relay.partPrefix" . }}claude-relay-test"
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- if include "claude-relay.renamed" . }}
ai-gateway/fullname: {{ include "claude-relay.fullname" . | quote }}
{{- end }}
{{- end }}

{{/*
Warnings about the given values, each on a line of its own.
*/}}
{{- define "claude-relay.warnings" }}
{{- if not
  (or
    (regexMatch "^v?1\\.1\\.314$" (.Values.image.tag | default .Chart.AppVersion))
    (regexMatch "^v?1\\.2\\.15$" (.Values.image.tag | default .Chart.AppVersion))
  )
}}
WARNING: image.tag: {{ .Values.image.tag | default .Chart.AppVersion }} is none of the versions that this chart was checked with (1.1.314 and 1.2.15); other versions may read other settings. Between those differ: CLAUDE_API_URL, REQUEST_TIMEOUT, REQUEST_MAX_SIZE_MB, CLEAR_CONCURRENCY_QUEUES_ON_STARTUP, BALANCE_SCRIPT_ENABLED, GET /admin-next/; the README of the chart says how.
{{- end }}
{{- if regexMatch "^v?1\\.1\\.314$" (.Values.image.tag | default .Chart.AppVersion) }}
{{- range $name, $value := .Values.config.extraEnv }}
{{- if and
  (not (regexMatch "^(NODE_ENV|HOST|PORT|LOG_LEVEL|DEBUG|TRUST_PROXY|REQUEST_TIMEOUT|DEFAULT_PROXY_TIMEOUT)$" $name))
  (not (regexMatch "^(REQUEST_MAX_SIZE_MB|CLEAR_CONCURRENCY_QUEUES_ON_STARTUP|BALANCE_SCRIPT_ENABLED|REDIS_HOST|REDIS_PORT)$" $name))
  (not (regexMatch "^(REDIS_DB|REDIS_ENABLE_TLS|REDIS_PASSWORD|JWT_SECRET|ENCRYPTION_KEY|ADMIN_USERNAME|ADMIN_PASSWORD)$" $name))
  (not (regexMatch "^(ACCOUNT_TEST_SCHEDULER_ENABLED|ADMIN_SESSION_TIMEOUT|ALLOW_USER_DELETE_API_KEYS|ANTHROPIC_.*)$" $name))
  (not (regexMatch "^(ANTIGRAVITY_.*|API_KEY_PREFIX|APP_VERSION|AWS_.*|BEDROCK_MAX_OUTPUT_TOKENS|BILLING_EVENTS_ENABLED)$" $name))
  (not (regexMatch "^(CLAUDE_.*|CLEANUP_INTERVAL|CONCURRENCY_MAX_LIFETIME_MINUTES|DEBUG_HTTP_TRAFFIC|DEFAULT_TOKEN_LIMIT)$" $name))
  (not (regexMatch "^(DEFAULT_USER_ROLE|DISABLE_PROMPT_CACHING|DUMP_MAX_FILE_SIZE_BYTES|ENABLE_CORS|GEMINI_OAUTH_.*)$" $name))
  (not (regexMatch "^(GITHUB_REPOSITORY|GOOGLE_CLOUD_PROJECT|HEALTH_CHECK_INTERVAL|HOT_RELOAD|HTTPS_.*|LDAP_.*)$" $name))
  (not (regexMatch "^(LOG_MAX_FILES|LOG_MAX_SIZE|MAX_.*|METRICS_WINDOW|PRICE_MIRROR_.*|PROXY_.*|QUOTA_CARD_.*|REDIS_TLS)$" $name))
  (not (regexMatch "^(STICKY_SESSION_.*|SYSTEM_.*|TIMEZONE_OFFSET|TOKEN_USAGE_RETENTION|UNSTABLE_ERROR_.*)$" $name))
  (not (regexMatch "^(UPSTREAM_ERROR_.*|USER_.*|VERSION|WEBHOOK_.*|WEB_.*)$" $name))
  (not (regexMatch "^(TZ|LANG|LC_.*|HOME|PATH|TMPDIR|LD_.*|MALLOC_.*|OPENSSL_.*|SSL_CERT_.*|(HTTPS?|NO|ALL)_PROXY)$" $name))
  (not (regexMatch "^(NODE_.*|UV_.*|(NO|FORCE)_COLOR|GO(GC|MEMLIMIT|MAXPROCS|DEBUG|TRACEBACK))$" $name))
}}
WARNING: config.extraEnv.{{ $name }}: version 1.1.314 of the software does not read this variable; remove it.
{{- end }}
{{- end }}
{{- end }}
{{- if regexMatch "^v?1\\.2\\.15$" (.Values.image.tag | default .Chart.AppVersion) }}
{{- range $name, $value := .Values.config.extraEnv }}
{{- if and
  (not (regexMatch "^(NODE_ENV|HOST|PORT|LOG_LEVEL|DEBUG|CLAUDE_API_URL|TRUST_PROXY|DEFAULT_PROXY_TIMEOUT|REDIS_HOST)$" $name))
  (not (regexMatch "^(REDIS_PORT|REDIS_DB|REDIS_ENABLE_TLS|REDIS_PASSWORD|JWT_SECRET|ENCRYPTION_KEY|ADMIN_USERNAME)$" $name))
  (not (regexMatch "^(ADMIN_PASSWORD|ADMIN_SESSION_TIMEOUT|ALLOW_CUSTOM_CLIENTS|API_KEY_PREFIX|APP_VERSION)$" $name))
  (not (regexMatch "^(CLAUDE_API_VERSION|CLAUDE_BETA_HEADER|CLEANUP_INTERVAL|DEFAULT_TOKEN_LIMIT|ENABLE_CORS)$" $name))
  (not (regexMatch "^(HEALTH_CHECK_.*|HOT_RELOAD|LOG_MAX_FILES|LOG_MAX_SIZE|MAX_PROXY_RETRIES|SYSTEM_TIMEZONE)$" $name))
  (not (regexMatch "^(TIMEZONE_OFFSET|TOKEN_USAGE_RETENTION|VERSION|WEB_.*)$" $name))
  (not (regexMatch "^(TZ|LANG|LC_.*|HOME|PATH|TMPDIR|LD_.*|MALLOC_.*|OPENSSL_.*|SSL_CERT_.*|(HTTPS?|NO|ALL)_PROXY)$" $name))
  (not (regexMatch "^(NODE_.*|UV_.*|(NO|FORCE)_COLOR|GO(GC|MEMLIMIT|MAXPROCS|DEBUG|TRACEBACK))$" $name))
}}
WARNING: config.extraEnv.{{ $name }}: version 1.2.15 of the software does not read this variable; remove it.
{{- end }}
{{- end }}
{{- end }}
{{- if and
  (regexMatch "^v?1\\.1\\.314$" (.Values.image.tag | default .Chart.AppVersion))
  (ne .Values.config.claudeApiUrl "https://api.anthropic.com/v1/messages")
}}
WARNING: config.claudeApiUrl: version 1.1.314 of the relay always calls https://api.anthropic.com/v1/messages; leave it out.
{{- end }}
{{- if and
  (or
    (regexMatch "^v?1\\.1\\.314$" (.Values.image.tag | default .Chart.AppVersion))
    (regexMatch "^v?1\\.2\\.15$" (.Values.image.tag | default .Chart.AppVersion))
  )
  .Values.config.debug
}}
WARNING: config.debug: the relay does nothing with it; set config.logLevel to debug.
{{- end }}
{{- if and
  (or
    (regexMatch "^v?1\\.1\\.314$" (.Values.image.tag | default .Chart.AppVersion))
    (regexMatch "^v?1\\.2\\.15$" (.Values.image.tag | default .Chart.AppVersion))
  )
  .Values.serviceMonitor.enabled
}}
WARNING: serviceMonitor.enabled: the relay serves JSON under /metrics, which Prometheus cannot parse; set it to false, or use an image with metrics in its format.
{{- end }}
{{- if and (regexMatch "^v?1\\.2\\.15$" (.Values.image.tag | default .Chart.AppVersion)) (gt (int .Values.streaming.maxBodyMegabytes) 10) }}
WARNING: streaming.maxBodyMegabytes: is {{ .Values.streaming.maxBodyMegabytes }}, but version 1.2.15 of the relay accepts at most 10; set it to that.
{{- end }}
{{- if and (not .Values.redis.enabled) .Values.redis.auth.enabled }}
WARNING: redis.auth.enabled: it has no effect while redis.enabled is false; set that to true, or leave it out.
{{- end }}
{{- if and .Values.redis.enabled .Values.externalRedis.host }}
WARNING: externalRedis.host: it has no effect while redis.enabled is true; set that to false, or leave it out.
{{- end }}
{{- if and .Values.redis.enabled .Values.externalRedis.password }}
WARNING: externalRedis.password: it has no effect while redis.enabled is true; set that to false, or leave it out.
{{- end }}
{{- if and .Values.redis.enabled .Values.externalRedis.existingSecret }}
WARNING: externalRedis.existingSecret: it has no effect while redis.enabled is true; set that to false, or leave it out.
{{- end }}
{{- if and .Values.redis.enabled .Values.externalRedis.externalSecret.enabled }}
WARNING: externalRedis.externalSecret.enabled: it has no effect while redis.enabled is true; set that to false, or leave it out.
{{- end }}
{{- if and .Values.redis.image.digest .Values.redis.image.tag (ne .Values.redis.image.tag "7.4.6-alpine") }}
WARNING: redis.image.tag: the digest is pulled, which takes precedence; the tag is only the version in labels.
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
{{- end }}

{{/*
Whether the first of two Kubernetes quantities, such as 500m or 1Gi, is above the second one; not where one of them is absent.
As strings, since the number 0 is a quantity too and would be taken for an absent one.
*/}}
{{- define "claude-relay.exceeds" -}}
{{- $amount := cat (index . 0) }}
{{- $limit := cat (index . 1) }}
{{- if and $amount $limit }}
  {{- $amount = include "claude-relay.thousandths" $amount | float64 }}
  {{- $limit = include "claude-relay.thousandths" $limit | float64 }}
  {{- if gt $amount $limit }}true{{ end }}
{{- end }}
{{- end }}

{{/*
A Kubernetes quantity in thousandths.
*/}}
{{- define "claude-relay.thousandths" -}}
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
{{- define "claude-relay.withoutNull" -}}
{{- $kept := dict }}
{{- range $key, $value := . }}
  {{- if kindIs "map" $value }}
    {{- $_ := set $kept $key (include "claude-relay.withoutNull" $value | fromYaml) }}
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
{{- define "claude-relay.completeValues" }}
{{- $declared := .Files.Get "files/defaults.yaml" | fromYaml }}
{{- range $declared.former }}
  {{- include "claude-relay.takeFormerKey" (dict "at" $.Values "path" .path "key" .) }}
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
{{- define "claude-relay.takeFormerKey" }}
{{- $at := .at }}
{{- $key := .key }}
{{- if .path }}
  {{- $first := first .path }}
  {{- range $name, $inner := $at }}
    {{- if and (kindIs "map" $inner) (has $first (list "*" $name)) }}
      {{- include "claude-relay.takeFormerKey" (dict "at" $inner "path" (rest $.path) "key" $key) }}
    {{- end }}
  {{- end }}
{{- else if hasKey $at $key.former }}
  {{- if or (not (hasKey $at $key.key)) (eq (get $at $key.key | toJson) ($key.default | toJson)) }}
    {{- $_ := set $at $key.key (get $at $key.former) }}
  {{- end }}
  {{- $_ := unset $at $key.former }}
{{- end }}
{{- end }}
