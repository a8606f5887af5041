import {
  amount,
  boolean,
  imageTag,
  ingressHost,
  integer,
  objectName,
  secret,
  section,
} from 'ai-gateway-stacks/engine';

export const values = section('Miniflux, a reader of feeds, with its database.', {
  replicaCount: integer(1, 'Number of replicas of the reader.', { minimum: 0, maximum: 20 }),
  image: section('Image of the reader.', {
    tag: imageTag('', "Image tag; empty for the chart's appVersion."),
  }),
  ingress: section('The way in from outside of the cluster.', {
    enabled: boolean(false, 'Create an Ingress.'),
    className: objectName('', "Ingress class; empty for the cluster's default."),
    host: ingressHost('feeds.example.com', 'Host name.'),
    tlsSecret: objectName('', 'Secret with the certificate of the host; empty for no TLS.'),
  }),
  database: section('PostgreSQL.', {
    password: secret('Password of the database.'),
    existingSecret: objectName('', 'Existing Secret with the password under the key password.'),
    size: amount('2Gi', 'Size of the volume; it is fixed once the chart is installed.'),
  }),
});
