/** What the chart's README says of the relay beside the table of values. */
export const relayGuide = `
The relay stands in front of several Claude accounts and shares them among its users, each with a key of their own. All it
knows is in Redis; the chart runs one, or uses one that is there.

## Install

\`\`\`bash
helm install claude-relay ./claude-relay \\
  --set config.jwtSecret="$(openssl rand -base64 32)" \\
  --set config.encryptionKey="$(openssl rand -base64 32)"
\`\`\`

What is given with \`--set\` ends in the shell's history and in the release. Better is a Secret of your own:

\`\`\`bash
kubectl create secret generic claude-relay-keys \\
  --from-literal=JWT_SECRET="$(openssl rand -base64 32)" \\
  --from-literal=ENCRYPTION_KEY="$(openssl rand -base64 32)" \\
  --from-literal=ADMIN_USERNAME=admin --from-literal=ADMIN_PASSWORD="$(openssl rand -base64 18)"
helm install claude-relay ./claude-relay --set config.existingSecret=claude-relay-keys
\`\`\`

Never change the encryption key: the accounts in Redis could not be read any more.

With a Redis that is there already, and an Ingress (the quotes keep zsh from reading the brackets):

\`\`\`bash
helm install claude-relay ./claude-relay --set config.existingSecret=claude-relay-keys \\
  --set redis.enabled=false --set externalRedis.host=redis.example.com --set externalRedis.existingSecret=redis \\
  --set ingress.enabled=true --set 'ingress.hosts[0].host=claude-relay.example.com'
\`\`\`

## Upgrade

\`helm upgrade claude-relay ./claude-relay\` keeps the values of before. With \`-f new-values.yaml\` Helm forgets what was given
with \`--set\`: the file has to name the Secret again, or add \`--reset-then-reuse-values\`.

## Several pods

\`replicaCount\` above 1 or \`autoscaling.enabled\` gives each pod an empty \`/app/data\`: the administrator comes from the Secret and
everything else is in Redis. Pods that are stopped finish their streams first, for up to \`streaming.longestSeconds\`.

## Uninstall

\`helm uninstall claude-relay\` leaves the volumes: the relay's by \`persistence.retain\`, Redis' because a StatefulSet's always
stay. To delete them too: \`kubectl delete pvc -l app.kubernetes.io/instance=claude-relay\`.

## Good to know

- The NGINX Ingress controller drops the header \`session_id\`, which the relay uses for sticky sessions, unless its own
  ConfigMap has \`enable-underscores-in-headers: "true"\`.
- The relay serves its pages, its API and \`/metrics\` (JSON) on one port. To keep \`/metrics\` from the outside, list the paths
  that are to be reached in \`ingress.hosts[].paths\`.
- Proxies of accounts and LDAP need a rule of their own in \`networkPolicy.extraEgress\`.
`;
