import { connectionRows } from '../../../../lib/app/report/model/connections';
import { pictureOf } from '../../../../lib/app/report/model/picture';
import { ENVIRONMENT } from '../objects';

it('has the lines of the picture in words', () => {
  const rows = connectionRows(pictureOf(ENVIRONMENT));
  expect(rows.map(({ from, to, ports, why }) => [from, to, ports, why])).toEqual([
    ['web.example.com', 'web', ['8080'], 'configured'],
    ['any pod', 'web', [], 'allowed'],
    ['web', 'db', ['5432'], 'configured'],
    ['web', 'api.example.com', ['443'], 'configured'],
    ['web', 'any address', [], 'allowed'],
  ]);
});

it('keeps what became of them, and calls a namespace one', () => {
  const nodes = [
    { id: 'a', kind: 'namespace' as const, title: 'ci', lines: [] },
    { id: 'b', kind: 'workload' as const, title: 'web', lines: [] },
  ];
  const edges = [{ id: 'c', from: 'a', to: 'b', ports: [], allowed: false, mark: 'added' as const }];
  expect(connectionRows({ nodes, edges })).toMatchObject([{ from: 'namespace ci', mark: 'added' }]);
});
