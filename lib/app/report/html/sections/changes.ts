import type { Comparison } from '../../../changes/comparison';
import { EFFECT_NAMES, type EffectKind } from '../../../changes/effects/effect';
import { nameOf, type ObjectChange } from '../../../changes/object-changes';
import { fieldLines } from '../../../changes/writers/field-text';
import { effectsByKind, marksOf, pruneCommands, PRUNING, summaryOf } from '../../../changes/writers/words';
import { html, type Content, type Html } from '../html';
import { sectionOf } from '../section';
import { table } from '../table';
import { badge, code } from '../words';

/** What became of the environment since another revision. */
export function changesSection(changes: Comparison): Html {
  const { before, after } = changes;
  return sectionOf({
    id: 'changes',
    title: 'Changes',
    about: html`From ${code(before)} to ${code(after)}: ${summaryOf(changes)}.`,
    content: html`${table({
      caption: 'What the changes do',
      columns: ['Effect', 'Object', 'What'].map((head) => ({ head })),
      rows: effectsByKind(changes).flatMap(([kind, effects]) =>
        effects.map(({ of, sentence }) => ({
          cells: [
            badge(EFFECT_NAMES[kind], STOPPING.has(kind) ? 'bad' : 'neutral'),
            of === '' ? 'all' : of,
            sentence,
          ],
        })),
      ),
      empty:
        changes.objects.length === 0
          ? 'Nothing differs.'
          : 'No change replaces pods, or does anything else that is known here.',
    })}
    ${
      changes.objects.length === 0
        ? ''
        : html`<h3>Objects</h3>
            <ul class="objects">
              ${changes.objects.map((change) => object(change, changes))}
            </ul>`
    }
    ${pruning(changes)}`,
  });
}

/** What an operator has to know before an apply. */
const STOPPING: ReadonlySet<EffectKind> = new Set([
  'immutable-field',
  'irreversible',
  'needs-secret',
  'rejected',
]);

function object(change: ObjectChange, changes: Comparison): Html {
  const marks = marksOf(change, changes);
  const title = html`${badge(change.change, change.change)} ${code(nameOf(change))}
    <span class="muted">${marks.join(', ')}</span>`;
  if (change.change !== 'changed') return html`<li>${title}</li>`;
  return html`<li>
    <details>
      <summary>${title}</summary>
      <pre class="fields" tabindex="0">${change.fields.flatMap(fieldLines).map(fieldLine)}</pre>
    </details>
  </li>`;
}

function fieldLine(line: string): Content {
  if (line.startsWith('+')) return [html`<ins>${line}</ins>`, '\n'];
  return line.startsWith('-') ? [html`<del>${line}</del>`, '\n'] : `${line}\n`;
}

function pruning(changes: Comparison): Content {
  const commands = pruneCommands(changes);
  if (commands.length === 0) return '';
  return html`<h3>To be deleted</h3>
    <p>${PRUNING}</p>
    <pre tabindex="0">${commands.join('\n')}</pre>`;
}
