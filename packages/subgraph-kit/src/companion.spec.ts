import { companion, selectList } from './companion.js';

interface Place {
  readonly code: string;
  readonly parentCode: string | null;
}

const columns = { code: 'r.code', parentCode: 'r.parent_code' };
const place = companion<Place>('place', columns, 'code');

test('the select list names the properties', () => {
  expect(selectList<Place>(columns)).toBe('r.code as "code", r.parent_code as "parentCode"');
  expect(place.selected).toBe('r.code as "place.code", r.parent_code as "place.parentCode"');
});

test('what came along is taken out, whatever of it is null', () => {
  expect(place.of({ code: 's1', 'place.code': '330700', 'place.parentCode': null })).toEqual({
    code: '330700',
    parentCode: null,
  });
});

test('a row without one has none', () => {
  expect(place.of({ code: 's1', 'place.code': null, 'place.parentCode': null })).toBeNull();
});
