import { Delivery } from './delivery.js';

test('members that read the same form get the same buffer, and it is written once', () => {
  const delivery = new Delivery('{"data":"站"}', 7);
  const written: string[] = [];
  const as = (form: string): Buffer =>
    delivery.as(form, (json) => {
      written.push(form);
      return Buffer.concat([Buffer.from(`${form}:`), json]);
    });
  const first = as('1');
  expect(first.toString()).toBe('1:{"data":"站"}');
  expect(as('1')).toBe(first);
  expect(as('2').toString()).toBe('2:{"data":"站"}');
  expect(as('1').toString()).toBe('1:{"data":"站"}');
  expect(written).toEqual(['1', '2', '1']);
});
