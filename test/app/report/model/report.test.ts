import { deployment } from '../../changes/objects';
import { ENVIRONMENT, report } from '../objects';

it('has all sections, of one side', () => {
  const { picture, changes, ...sections } = report();
  expect(changes).toBeUndefined();
  expect(picture.nodes.filter(({ mark }) => mark !== undefined)).toEqual([]);
  expect(sections).toMatchObject({ environment: 'prod', source: 'working tree', notes: [] });
  for (const rows of [sections.workloads, sections.entrances, sections.connections, sections.volumes, sections.secrets, sections.images])
    expect(rows.length).toBeGreaterThan(0);
}); // prettier-ignore

it('marks what became of it since another side', () => {
  const added = deployment('more');
  const changed = ENVIRONMENT.map((object) => (object['kind'] === 'Deployment' ? deployment('web', { replicas: 3 }) : object)); // prettier-ignore
  const { changes, picture, notes } = report([...changed, added], {
    before: { name: 'v1', objects: ENVIRONMENT, notes: ['Of old.'] },
  });
  expect(changes?.objects.map(({ change }) => change)).toEqual(['changed', 'added']);
  const marks = picture.nodes.flatMap(({ title, mark }) => (mark === undefined ? [] : [[title, mark]]));
  expect(marks).toEqual([
    ['web', 'changed'],
    ['more', 'added'],
    ['api.example.com', 'removed'],
  ]);
  expect(notes).toEqual(['Of old.']);
});

it('is data that a machine may read', () => {
  const { changes, ...data } = report();
  expect(changes).toBeUndefined();
  expect(JSON.parse(JSON.stringify(data))).toEqual(data);
});
