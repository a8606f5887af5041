import type { Files } from '../../engine/helm/chart-files';
import { header } from '../../engine/helm/header';
import { completingHelperName } from '../../engine/helm/stored-values';
import { TemplateWriter } from '../../engine/helm/template-writer';
import { asInteger, equal } from '../../engine/template/operators';
import { when } from '../../engine/template/tree';
import type { Declaration } from '../../engine/values/declaration';
import { scalarString } from '../../engine/values/merge';
import { toYaml } from '../../engine/yaml/document';
import { quoted } from '../../engine/yaml/scalar';
import { relayChart } from '../claude-relay/chart';
import { FORK_BODY_MEGABYTES } from '../claude-relay/software';
import { relayValues } from '../claude-relay/values';
import { middlewareChart } from './chart';
import { middlewareValues } from './values';
import { MIDDLEWARE_IMAGE, rejectedImage, RELAY_IMAGE, relayTemplate, RESPONDS_WITH_401 } from './wiring';

/** The helpers of the file, in the name space that all charts of a release share. */
const [WIRING, DEFAULTS] = ['wiring', 'defaults'].map((name) =>
  quoted(`${middlewareChart.name}.umbrella.${name}`),
);

/**
 * Where the template is in the umbrella chart. Helm renders templates that are deeper in the tree of files first (engine, sortTemplates),
 * and a chart sees no values of another one; so a template of the umbrella chart, which sees those of both, has to be deeper than all of
 * theirs. If Helm ever changes that, the middleware's own rules say that its hosts are empty.
 */
export const WIRING_TEMPLATE = 'templates/before/all/other/charts/claude-middleware.yaml';

/**
 * The template of an umbrella chart that connects the middleware to the relay of the same release, as `relayOf` does for manifests: to its
 * Service and its Redis under their names, with their ports, password and limits, and through its network policies. Values that differ
 * from their defaults stay.
 */
export function umbrellaWiring(): Files {
  const [relay, middleware] = [relayChart.name, middlewareChart.name];
  const { image, streaming } = relayValues.shape.fields;
  const own = middlewareValues.shape.fields;
  const defaultOf = ({ default: value }: Declaration<unknown>) => quoted(scalarString(value));
  const { repository, tag } = image.shape.fields;
  const { maxBodyMegabytes } = streaming.shape.fields;
  const content = `${header(`the stacks ${relay} and ${middleware}`)}
{{- /*
Connects ${middleware} to ${relay} of this release. Helm renders the deepest templates first: what is set here is there for theirs.
*/ -}}
{{- $relay := index .Subcharts ${quoted(relay)} }}
{{- $middleware := index .Subcharts ${quoted(middleware)} }}
{{- if $relay }}{{ include ${quoted(completingHelperName(relay))} $relay }}{{ end }}
{{- if $middleware }}
  {{- include ${quoted(completingHelperName(middleware))} $middleware }}
  {{- $values := $middleware.Values }}
  {{- if and (not $relay) (not $values.relay.host) }}
    {{- fail ${quoted(NO_RELAY)} }}
  {{- end }}
  {{- if and $relay (has $values.relay.host (list "" (include "${relay}.fullname" $relay))) }}
    {{- $image := $relay.Values.image }}
    {{- if and (not $values.relay.host) (eq $image.repository ${defaultOf(repository)}) (eq $image.tag ${defaultOf(tag)}) (not $image.digest) }}
      {{- /* The middleware needs the relay of its own project, in the same version. */ -}}
      {{- $_ := set $image "repository" ${quoted(RELAY_IMAGE.repository)} }}
      {{- $_ := set $image "tag" ${quoted(RELAY_IMAGE.tag)} }}
      {{- if eq (int $relay.Values.streaming.maxBodyMegabytes) ${scalarString(maxBodyMegabytes.default)} }}
        {{- $_ := set $relay.Values.streaming "maxBodyMegabytes" ${String(FORK_BODY_MEGABYTES)} }}
      {{- end }}
      {{- if and (eq $values.image.tag ${defaultOf(own.image.shape.fields.tag)}) (not $values.image.digest) }}
        {{- $_ := set $values.image "tag" ${quoted(MIDDLEWARE_IMAGE.tag)} }}
      {{- end }}
    {{- end }}
    {{- if regexMatch ${quoted(RESPONDS_WITH_401.source.replaceAll('\\/', '/'))} $image.repository }}
      {{- printf ${quoted(`${relay}.image.repository ${rejectedImage('%s', `${relay}.`)}`)} $image.repository | fail }}
    {{- end }}
    {{- $wiring := include ${WIRING} $relay | fromYaml }}
    {{- range $section, $defaults := include ${DEFAULTS} . | fromYaml }}
      {{- $own := get $values $section }}
      {{- if or (not $own.host) (eq $section "relay") }}
        {{- range $key, $value := get $wiring $section }}
          {{- if or (not (hasKey $own $key)) (eq (get $own $key | toJson) (get $defaults $key | toJson)) }}
            {{- $_ := set $own $key $value }}
          {{- end }}
        {{- end }}
      {{- end }}
    {{- end }}
    {{- $policy := $relay.Values.networkPolicy }}
    {{- $clients := append ($policy.clientStacks | default list) ${quoted(middleware)} | uniq }}
    {{- $_ := set $policy "clientStacks" $clients }}
  {{- end }}
{{- end }}

{{- define ${WIRING} }}
${wiringTree()}
{{- end }}

{{- define ${DEFAULTS} }}
${defaultsOfWiring()}
{{- end }}
`;
  return new Map([[WIRING_TEMPLATE, content]]);
}

const NO_RELAY =
  `${middlewareChart.name}.relay.host is empty, but ${relayChart.name}.enabled is false; set ${middlewareChart.name}.relay.host and ` +
  `${middlewareChart.name}.redis.host to those of an external relay, or ${relayChart.name}.enabled to true.`;

/** What the README of the umbrella chart says of it. */
export const UMBRELLA_README = `## Connections

claude-middleware is connected to claude-relay of the same release: to its Service and its Redis, under their names, with their ports,
password and limits, and through its network policies. Values of claude-middleware that differ from their defaults take precedence. While
the images of both are the defaults, claude-relay runs ${RELAY_IMAGE.repository}:${RELAY_IMAGE.tag}, of the project and the version of
the middleware, since other relays reject its requests.

With \`claude-relay.enabled=false\`, or for another relay, set \`claude-middleware.relay.host\` and \`claude-middleware.redis.host\`.
`;

/** The values of the middleware that follow from a relay, as a template with the values of the relay. */
function wiringTree(): string {
  const { fullname, redis, values } = relayTemplate();
  const writer = new TemplateWriter(relayChart.name);
  const tree = {
    relay: { host: fullname, port: values.service.port, inCluster: true },
    redis: {
      host: redis.host,
      port: redis.port,
      database: asInteger(redis.database),
      tls: equal(redis.tls, 'true'),
      inCluster: values.redis.enabled,
      existingSecret: when(redis.protected, redis.passwordSecret),
      existingSecretKeys: when(redis.protected, { password: redis.passwordKey }),
    },
    streaming: {
      maxStreamSeconds: values.streaming.maxStreamSeconds,
      maxBodyMegabytes: values.streaming.maxBodyMegabytes,
    },
  };
  writer.map(0, tree, writer.top());
  return writer.toString().trimEnd();
}

/** The defaults of those values. */
function defaultsOfWiring(): string {
  const { relay, redis, streaming } = middlewareValues.default;
  return toYaml({ relay, redis, streaming }).trimEnd();
}
