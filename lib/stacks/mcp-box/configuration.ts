import * as z from 'zod';
import type { Declaration } from '../../engine/values/declaration';
import { string } from '../../engine/values/scalars';

/**
 * Default configuration of the gateway, with the keys of the application: `server.httpPort`, not `server.port`, with which it
 * listens on a random port (upstream, docker-compose/config-template/gateway.yaml). The log level "debug" logs whole requests.
 */
export const GATEWAY_CONFIGURATION = `
server:
  httpPort: $(PORT)
database:
  mysql:
    host: $(MYSQL_HOST)
    port: $(MYSQL_PORT)
    database: $(MYSQL_DATABASE)
    username: $(MYSQL_USERNAME)
    password: $(MYSQL_PASSWORD)
  redis:
    host: $(REDIS_HOST)
    port: $(REDIS_PORT)
    password: $(REDIS_PASSWORD)
    db: 0
log:
  level: info
  format: json
`.trimStart();

// No control characters except tab and newline, as in any string value.
const CONTROL_CHARACTERS = '\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f';
/** A reference as in the document. Values files are not templates, so it is another notation of a placeholder. */
const REFERENCE =
  '\\{\\{ *\\.Values\\.infrastructure\\.(mysql|redis)\\.(service\\.(name|port)|auth\\.(database|username|password)) *\\}\\}';
// Neither Go's regular expressions nor JSON schema have a negation, so the pattern lists everything allowed.
const CONFIGURATION = new RegExp(
  `^([^{${CONTROL_CHARACTERS}]|\\{[^{${CONTROL_CHARACTERS}]|${REFERENCE})*\\{?$`,
);

/** Declares a configuration file with placeholders for values known only in the cluster. */
export function configurationFile(description: string): Declaration<string> {
  return {
    ...string('', description),
    schema: () => z.string().regex(CONFIGURATION),
    expects:
      'a string with placeholders such as $(MYSQL_HOST); allowed template expressions: only {{ .Values.infrastructure.mysql.service.name }} and the like',
    samples: [
      '', 'a: b', GATEWAY_CONFIGURATION, 'x: {{ .Values.infrastructure.mysql.service.name }}\ny: {a: b}\n', '{', 'a: "$(PORT)"\n\n',
      ' a: 1\n', '\ta', '# 日本\n', '0o7', '$(', '}}',
    ], // prettier-ignore
  };
}

/**
 * Script that replaces the placeholders of a configuration file by environment variables: the application reads its
 * configuration from files only, and a ConfigMap must not contain passwords.
 *
 * A placeholder becomes a quoted string, so that no password can break the file; within quotes it becomes part of the string,
 * and a port remains a number. An undefined variable stops the pod with an error that names it. Written for the awk of BusyBox.
 */
export const SUBSTITUTE = `
umask 077
exec awk '
function variable(reference) {
  if (reference ~ /^[$]/) return substr(reference, 3, length(reference) - 3)
  sub(/^.*infrastructure[.]/, "", reference)
  gsub(/[ }]/, "", reference)
  sub(/service[.]name/, "host", reference)
  sub(/(service|auth)[.]/, "", reference)
  sub(/[.]/, "_", reference)
  return toupper(reference)
}
function escaped(value,  result, i, c) {
  for (i = 1; i <= length(value); i++) {
    c = substr(value, i, 1)
    result = result (c == "\\n" ? "\\\\n" : c == "\\r" ? "\\\\r" : c == "\\\\" || c == "\\"" ? "\\\\" c : c)
  }
  return result
}
{
  rest = $0
  before = line = ""
  while (match(rest, /[$][(][A-Z][A-Z0-9_]*[)]|[{][{] *[.]Values[.]infrastructure[.][a-zA-Z.]+ *[}][}]/)) {
    name = variable(substr(rest, RSTART, RLENGTH))
    if (!(name in ENVIRON)) {
      print "line " NR ": there is no variable " name > "/dev/stderr"
      exit 1
    }
    before = before substr(rest, 1, RSTART - 1)
    line = line substr(rest, 1, RSTART - 1)
    if (gsub(/"/, "\\"", before) % 2) line = line escaped(ENVIRON[name])
    else if (name ~ /PORT$/) line = line ENVIRON[name]
    else line = line "\\"" escaped(ENVIRON[name]) "\\""
    rest = substr(rest, RSTART + RLENGTH)
  }
  print line rest
}' "/templates/$FILE" > "/config/$FILE"
`.trimStart();
