import { Delivery, type Form } from './delivery.js';

test('members that read the same form get the same buffer, and it is written once', () => {
  const delivery = new Delivery('{"data":"站"}', 7);
  const written: string[] = [];
  const form = (name: string): Form => ({
    write(json) {
      written.push(name);
      return Buffer.concat([Buffer.from(`${name}:`), json]);
    },
  });
  const [one, two] = [form('1'), form('2')];
  const first = delivery.as(one);
  expect(first.toString()).toBe('1:{"data":"站"}');
  expect(delivery.as(one)).toBe(first);
  expect(delivery.as(two).toString()).toBe('2:{"data":"站"}');
  expect(delivery.as(one).toString()).toBe('1:{"data":"站"}');
  expect(written).toEqual(['1', '2', '1']);
});
