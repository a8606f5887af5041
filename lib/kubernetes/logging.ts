import type { Construct } from 'constructs';
import type { Ref } from '../engine/template/expression';
import { and, not, orElse, text } from '../engine/template/operators';
import type { ResourceClass } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import { StackTemplate } from '../engine/template/stack-template';
import { ifSet, when } from '../engine/template/tree';
import { list, section } from '../engine/values/collections';
import { hostname, identifier, objectName, requiredName } from '../engine/values/names';
import { port } from '../engine/values/numbers';
import { boolean, oneOf, string } from '../engine/values/scalars';
import type { Component, Labels } from './component';
import { addCustomResource } from './custom-resource';
import type { ObjectMeta } from './k8s';
import { addExternalSecret, fromElsewhere, secretSourceValues, validateSecretSource } from './secret-source';
import { warnOfUnused } from './unused';
import { pathOf } from './validation';

const PASSWORD_KEYS = { password: 'password' } as const;

/** The values of log collection by the Logging operator. */
export const loggingValues = section(
  'Log collection by the Logging operator (kube-logging), which the chart does not install.',
  {
    enabled: boolean(
      false,
      'Collect the logs of all pods; while it is false, fluentd and elasticsearch have no effect.',
    ),
    fluentd: section('Fluentd, run by the operator.', {
      enabled: boolean(false, 'Create a Flow for the logs of the pods.'),
      outputs: list([], 'Existing Outputs for the logs.', requiredName('Name of the Output.')),
    }),
    elasticsearch: section('Elasticsearch as a destination of the logs. The chart does not install it.', {
      enabled: boolean(false, 'Create an Output to Elasticsearch.'),
      host: hostname('', 'Elasticsearch host.'),
      port: port(9200, 'Elasticsearch port.'),
      scheme: oneOf('https', 'Protocol.', ['https', 'http']),
      username: string('', 'Username; empty for none.'),
      existingSecret: objectName(
        '',
        `Existing Secret with the password under the key ${PASSWORD_KEYS.password}.`,
      ),
      indexPrefix: identifier('mcp', 'Prefix of the index names.', 64),
      ...secretSourceValues(PASSWORD_KEYS),
    }),
  },
);

/** The values of log collection, as references. */
export type Logging = Ref<typeof loggingValues>;

/**
 * Kinds of the Logging operator (kube-logging.dev, "Flow" and "Output"), as far as they are used here. A Flow takes logs of
 * pods by their labels and hands them to Outputs of its namespace.
 */
interface FlowProps {
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly match: readonly { readonly select: { readonly labels: Readonly<Record<string, string>> } }[];
    readonly localOutputRefs: readonly string[];
  };
}
interface OutputProps {
  readonly metadata: ObjectMeta;
  readonly spec: { readonly elasticsearch: ElasticsearchProps };
}
interface ElasticsearchProps {
  readonly host: string;
  readonly port: number;
  readonly scheme: string;
  readonly user?: string;
  readonly password?: {
    readonly valueFrom: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
  };
  readonly logstash_format: boolean;
  readonly logstash_prefix: string;
}

/**
 * Adds a Flow for pods and an Output to Elasticsearch, each while it is enabled.
 *
 * @param options the selectors of the pods whose logs are collected
 */
export function addLogging(
  scope: Construct,
  component: Component,
  values: Logging,
  { selectors }: { readonly selectors: readonly Labels[] },
): void {
  const { enabled, fluentd, elasticsearch } = values;
  validateLogging(scope, values);
  warnOfUnused(scope, { enabled, is: false }, fluentd.enabled, elasticsearch.enabled);
  validateSecretSource(scope, elasticsearch, {
    path: 'logging.elasticsearch',
    keys: PASSWORD_KEYS,
    enabled: elasticsearch.enabled,
  });
  const flow = new OnlyIf(scope, 'collection', and(enabled, fluentd.enabled));
  addCustomResource(flow, 'logging-flow', pathOf(fluentd.enabled), {
    of: kind<FlowProps>('Flow'),
    manifest: {
      metadata: component.metadata('-logs'),
      spec: {
        match: selectors.map((labels) => ({ select: { labels } })),
        localOutputRefs: [
          when(elasticsearch.enabled, text`${component.name}-elasticsearch`),
          fluentd.outputs,
        ],
      },
    },
  });
  const output = new OnlyIf(flow, 'elasticsearch', elasticsearch.enabled);
  addExternalSecret(output, component, {
    source: elasticsearch,
    keys: PASSWORD_KEYS,
    suffix: '-elasticsearch',
    id: 'logging-externalsecret',
  });
  addCustomResource(output, 'logging-output', pathOf(elasticsearch.enabled), {
    of: kind<OutputProps>('Output'),
    manifest: {
      metadata: component.metadata('-elasticsearch'),
      spec: {
        elasticsearch: {
          host: elasticsearch.host,
          port: elasticsearch.port,
          scheme: elasticsearch.scheme,
          user: ifSet(elasticsearch.username),
          password: when(fromElsewhere(elasticsearch), {
            valueFrom: {
              secretKeyRef: {
                name: orElse(elasticsearch.existingSecret, text`${component.name}-elasticsearch`),
                key: elasticsearch.existingSecretKeys.password,
              },
            },
          }),
          logstash_format: true,
          logstash_prefix: elasticsearch.indexPrefix,
        },
      },
    },
  });
}

/** Rejects settings without effect. */
function validateLogging(scope: Construct, { enabled, fluentd, elasticsearch }: Logging): void {
  const stack = StackTemplate.of(scope);
  stack.addValidation(
    'logging.enabled',
    'is true but has no effect while logging.fluentd.enabled is false; set that to true.',
    enabled,
    not(fluentd.enabled),
  );
  stack.addValidation(
    'logging.fluentd.enabled',
    'is true but no output is configured; set logging.elasticsearch.enabled, or name Outputs in logging.fluentd.outputs.',
    enabled,
    fluentd.enabled,
    not(elasticsearch.enabled),
    not(fluentd.outputs),
  );
  stack.addValidation(
    'logging.elasticsearch.host',
    'is empty although logging.elasticsearch.enabled is true; set the host of your Elasticsearch.',
    enabled,
    elasticsearch.enabled,
    not(elasticsearch.host),
  );
}

function kind<P>(name: string): ResourceClass<P> {
  const apiVersion = 'logging.banzaicloud.io/v1beta1';
  return {
    GVK: { apiVersion, kind: name },
    manifest: (props) => ({ apiVersion, kind: name, ...props }),
  };
}
