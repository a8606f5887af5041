import { z } from 'zod';
import type { Declaration } from '../../engine/values/declaration';
import { text } from '../../engine/values/scalars';

/**
 * The configuration of the gateway. Its keys are those that the software reads: `server.httpPort`, not `server.port`, with which
 * it listens on any port (upstream, docker-compose/config-template/gateway.yaml). At the level "debug" it logs whole requests.
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

// No control characters but tab and newline, as in any text.
const ANY = '\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f';
/** A reference as in the document: values files are no templates, so it is taken for another way to write a placeholder. */
const REFERENCE =
  '\\{\\{ *\\.Values\\.infrastructure\\.(mysql|redis)\\.(service\\.(name|port)|auth\\.(database|username|password)) *\\}\\}';
// Neither Go's regular expressions nor JSON schema know "does not contain", so what may stand there is spelled out.
const CONFIGURATION = new RegExp(`^([^{${ANY}]|\\{[^{${ANY}]|${REFERENCE})*\\{?$`);

/** The text of a configuration file, with placeholders for what is known only in the cluster. */
export function configurationFile(description: string): Declaration<string> {
  return {
    ...text('', description),
    schema: z.string().regex(CONFIGURATION),
    expects:
      'text with placeholders such as $(MYSQL_HOST); of templates, only {{ .Values.infrastructure.mysql.service.name }} and the like',
    samples: [
      '', 'a: b', GATEWAY_CONFIGURATION, 'x: {{ .Values.infrastructure.mysql.service.name }}\ny: {a: b}\n', '{', 'a: "$(PORT)"\n\n',
      ' a: 1\n', '\ta', '# 日本\n', '0o7', '$(', '}}',
    ], // prettier-ignore
  };
}

/**
 * Fills in a configuration file: the software reads files alone, and a password must not stand in a ConfigMap.
 *
 * A placeholder is a variable of the environment. It becomes a quoted text, so that no password can break the file; within
 * quotes it becomes part of the text, and the number of a port stays a number. A variable that is not there stops the pod with
 * its name. The script is for the awk of BusyBox.
 */
export const FILL_IN = `
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
    result = result (c == "\\n" ? "\\\\n" : c == "\\\\" || c == "\\"" ? "\\\\" c : c)
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
