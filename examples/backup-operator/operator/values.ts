import {
  boolean,
  imageRepository,
  imageTag,
  integer,
  list,
  namespaceName,
  section,
} from 'ai-gateway-stacks/engine';

export const values = section('An operator that backs up what Backup objects name.', {
  replicaCount: integer(2, 'Number of replicas; one of them leads.', { minimum: 1, maximum: 5 }),
  image: section('Image of the operator.', {
    repository: imageRepository('registry.example.com/backup-operator', 'Image repository, without tag.'),
    tag: imageTag('', "Image tag; empty for the chart's appVersion."),
  }),
  crds: section('The definition of Backup.', {
    install: boolean(true, 'Install it with the chart; the releases of a cluster share one.'),
  }),
  watchNamespaces: list(
    [],
    'Namespaces in which it works; none for the whole cluster.',
    namespaceName('A namespace.'),
  ),
});
