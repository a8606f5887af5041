import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withTemporaryFolder } from '../temporary-folder';
import { helmTemplate } from './template';

/** Helm rejects a chart with a file above 5 MiB. */
const MAX_CHART_FILE_BYTES = 4 * 1024 * 1024;

/**
 * Parses texts of one or more YAML documents each into what a cluster would get from them, which a JavaScript
 * parser does not tell: Helm and Kubernetes read YAML 1.1 by rules of their own (`y` is true, `0755` is 493).
 * As with Helm, of a key that is there twice the last one wins, numbers are float64, and a document without
 * content is no document. All texts go through one run of Helm.
 *
 * @param command a path, or the name of a program on the PATH
 * @returns for each text, its documents.
 * @throws Error when a document cannot be parsed, or is neither a mapping nor a list.
 */
export async function parseLikeHelm(command: string, texts: readonly string[]): Promise<unknown[][]> {
  const documents = texts.map(splitDocuments);
  const parsed = (await parseDocuments(command, documents.flat())).values();
  return documents.map((ofText, text) =>
    ofText.flatMap((_, document) =>
      contentOf(parsed.next().value, `text ${text + 1}, document ${document + 1}`),
    ),
  );
}

/**
 * Cuts a text before each `---` line, where Kubernetes' reader cuts what Helm sends to a cluster. Nothing is
 * trimmed, as that would change the last value of a document if it is a block with its line ends kept (`|+`).
 */
function splitDocuments(text: string): string[] {
  return text.split(/(?<=^|\n)(?=---(?:\s|$))/);
}

/**
 * What Helm made of a document. Both functions give it as Helm's: `fromYaml` always gives a map, where a map
 * with the one key `Error` may be a parse error; `fromYamlArray` always gives a list, and for the same reason
 * a list of one text may be an error. Only the two together tell; the list is there where the map is in doubt.
 */
interface Parsed {
  map: Record<string, unknown>;
  list?: unknown[];
}

/** The document in a list of one; none if it has no content. */
function contentOf(parsed: Parsed | undefined, place: string): unknown[] {
  if (!parsed) throw new Error(`Helm gave no answer for ${place}.`);
  const { map, list } = parsed;
  if (!list) return [map];
  const { Error: mapError } = map;
  // `fromYaml` reads a document without content as an empty map, and `fromYamlArray` as an empty list.
  if (mapError === undefined) return list.length === 0 ? [] : [map];
  if (String(list[0]).includes('cannot unmarshal object into Go value')) return [map];
  const message = typeof mapError === 'string' ? mapError : JSON.stringify(mapError);
  if (message.includes('cannot unmarshal array into Go value')) return [list];
  throw new Error(`Helm cannot parse ${place}: ${message}`);
}

/** The template that parses. Its answer is in base64, as Helm parses what a template prints, too. */
const PARSER = `
{{- define "documents" }}{{ range $path, $_ := .Files.Glob "documents/*" }}{{ $.Files.Get $path }}{{ end }}{{ end }}
{{- define "parsed" }}
{{- range fromJsonArray (include "documents" .) }}
{{- $map := fromYaml . }}
{{- if or (not $map) (hasKey $map "Error") }}
{"map":{{ toJson $map }},"list":{{ toJson (fromYamlArray .) }}}
{{- else }}
{"map":{{ toJson $map }}}
{{- end }}
{{- end }}
{{- end }}
parsed: {{ include "parsed" . | b64enc }}
`;

/** Parses each document with the `fromYaml` of Helm, in one temporary chart. */
function parseDocuments(command: string, documents: readonly string[]): Promise<Parsed[]> {
  return withTemporaryFolder('parse-like-helm-', async (chart) => {
    await writeParserChart(chart, documents);
    const result = await helmTemplate(command, { chart, release: 'parse', namespace: 'default' });
    if (!result.ok) throw new Error(`Helm could not parse: ${result.message}`);
    const [, base64 = ''] = /^parsed: (.*)$/m.exec(result.output) ?? [];
    const lines = Buffer.from(base64, 'base64').toString('utf8').trim().split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Parsed);
  });
}

/** Writes a chart with the documents as one JSON array, cut into files small enough for Helm. */
async function writeParserChart(chart: string, documents: readonly string[]): Promise<void> {
  await mkdir(join(chart, 'templates'));
  await mkdir(join(chart, 'documents'));
  await writeFile(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: parse\nversion: 0.0.0\n');
  await writeFile(join(chart, 'templates/parsed.yaml'), PARSER);
  // Helm drops a byte order mark at the start of a file, and a cut could be just before one.
  const json = Buffer.from(JSON.stringify(documents).replaceAll('\uFEFF', '\\ufeff'));
  for (let start = 0; start < json.length; start += MAX_CHART_FILE_BYTES) {
    const name = String(start).padStart(12, '0');
    await writeFile(join(chart, 'documents', name), json.subarray(start, start + MAX_CHART_FILE_BYTES));
  }
}
