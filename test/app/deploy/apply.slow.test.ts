import { applyObjects, deleteObjects } from '../../../lib/app/deploy/apply';
import { object } from '../changes/objects';
import { playing } from '../cluster/played';

const play = playing('KUBECTL');
const OPTIONS = { context: 'x', force: true, flags: ['--field-manager=ci'] };

it('applies by the server, and says what was changed and what was not', () => {
  play('echo "$@"; cat >/dev/null; echo; echo no >&2; exit 1');
  expect(applyObjects([object('Service', 'a')], OPTIONS)).toEqual({
    isDone: false,
    lines: ['--context x apply --server-side --force-conflicts --field-manager=ci -f -'],
    complaints: ['no'],
  });
});

it('deletes, and asks nothing where there is nothing to delete', () => {
  play('echo "$@"');
  expect(deleteObjects([object('Service', 'a')])).toEqual({
    isDone: true,
    lines: ['delete --ignore-not-found -f -'],
    complaints: [],
  });
  play('exit 1');
  expect(deleteObjects([]).isDone).toBe(true);
});
