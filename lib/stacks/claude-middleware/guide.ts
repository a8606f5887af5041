/** What the chart's README says of the middleware beside the table of values. */
export const middlewareGuide = `
The middleware stands in front of the Claude relay: it reads the relay's accounts from the relay's Redis, picks one for each request
and hands the request on. Clients may be asked for a key. It keeps nothing itself.

**It needs the relay of its own project**, \`lfreea/claude-relay-service\`, in its own version: it puts the number of an account in the
place of the client's key, and other relays answer that with 401. Such a relay counts and limits nothing per key, so let clients reach
the middleware only, and with \`auth.enabled\`.

## Install

In front of a release \`claude-relay\` of the claude-relay chart in the same namespace, which has to let it in:

\`\`\`bash
helm upgrade claude-relay ./claude-relay --reuse-values \\
  --set image.repository=lfreea/claude-relay-service --set image.tag=1.2.15 \\
  --set 'networkPolicy.systems={claude-middleware}'
kubectl create secret generic claude-middleware-keys --from-literal=MIDDLEWARE_API_KEYS=cr_first-key,cr_second-key
helm install claude-middleware ./claude-middleware --set image.tag=middleware-1.2.15 --set config.ginMode=release \\
  --set relay.host=claude-relay --set relay.port=3000 --set relay.inCluster=true \\
  --set redis.host=claude-relay-redis --set redis.inCluster=true \\
  --set auth.enabled=true --set auth.existingSecret=claude-middleware-keys
\`\`\`

Add \`redis.existingSecret\` where Redis has a password. The environments of this project derive all of that from the relay's values:
their \`values-<environment>.yaml\` have it already.

In front of any other relay, its Redis with TLS:

\`\`\`bash
helm install claude-middleware ./claude-middleware \\
  --set relay.host=relay.example.com --set relay.port=443 --set relay.tls=true \\
  --set redis.host=redis.example.com --set redis.tls=true --set redis.existingSecret=redis-password
\`\`\`

## Environment variables

| Variable | Value |
|----------|-------|
| \`PORT\` | \`config.port\` |
| \`GIN_MODE\` | \`config.ginMode\`: \`debug\`, \`release\` or \`test\`; the middleware panics at \`production\` |
| \`REDIS_HOST\`, \`REDIS_PORT\`, \`REDIS_DB\` | \`redis.host\`, \`redis.port\`, \`redis.database\` |
| \`REDIS_PASSWORD\` | \`redis.existingSecret\`, or \`redis.password\` in a Secret of the chart |
| \`TARGET_URL\` | from \`relay.host\`, \`relay.port\` and \`relay.tls\` |
| \`PROXY_TIMEOUT\` | \`streaming.longestSeconds\` |
| \`MIDDLEWARE_AUTH_ENABLED\` | \`auth.enabled\` |
| \`MIDDLEWARE_API_KEYS\` | \`auth.existingSecret\`, or \`auth.apiKeys\` in a Secret of the chart |
| \`MIDDLEWARE_API_KEY_PREFIX\` | \`auth.keyPrefix\` |

On the command line, a list of keys is \`--set 'auth.apiKeys={cr_first-key,cr_second-key}'\`. Others go into \`config.extraEnv\`, such as
\`LOG_LEVEL\`.

## Pod Security

The published image lets only root run its program. An init container that is root, without any capability, copies it to where the
middleware runs it as user 1000; so the namespace must allow the Pod Security Standard \`baseline\`. With an image of your own in which
any user may run the program, \`program.copy=false\` makes do with \`restricted\`.

## Reach it from outside

An Ingress (\`ingress.enabled\`), or the Service \`claude-middleware-lb\` (\`loadBalancer.enabled\`), which is refused for all addresses
without \`auth.enabled\`. The middleware answers in plain HTTP: end TLS at the Ingress.

## Compose

\`docker-compose-middleware.yml\`, which is made from the same declarations, has the middleware, the relay and Redis for one machine.
To scale it with Swarm, take out \`container_name\` and the port of the host.

## Good to know

- Streams arrive as a whole, at their end, and what takes longer than \`streaming.longestSeconds\` is cut off with status 200:
  the middleware does not pass on what it reads (upstream, internal/proxy/service.go).
- \`/health\` is a fixed text, \`{"status":"ok","service":"claude-middleware"}\`; \`helm test\` asks the relay too.
- Accounts that are limited are remembered by each pod for itself.
- Only \`/v1\`, \`/api/v1\`, \`/claude/v1\`, \`/gemini\` and \`/openai/{claude,gemini}/v1\` are handed on; the relay's own pages are not.
`;
