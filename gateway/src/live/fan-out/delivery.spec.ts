import { Delivery, type Form, type GroupResult } from './delivery.js';

const result = (text: string, position: number | null): GroupResult => ({ json: Buffer.from(text), position });

function form(name: string, written: string[] = []): Form {
  return {
    write(json) {
      written.push(name);
      return Buffer.concat([Buffer.from(`${name}:`), json, Buffer.from(';')]);
    },
  };
}

test('members that read the same form get the same buffer, and it is written once', () => {
  const delivery = new Delivery([result('{"data":"站"}', 7)]);
  const written: string[] = [];
  const [one, two] = [form('1', written), form('2', written)];
  const first = delivery.as(one);
  expect(first.toString()).toBe('1:{"data":"站"};');
  expect(delivery.as(one)).toBe(first);
  expect(delivery.as(two).toString()).toBe('2:{"data":"站"};');
  expect(delivery.as(one).toString()).toBe('1:{"data":"站"};');
  expect(written).toEqual(['1', '2', '1']);
});

test('several results are put into the form one by one, and follow each other in order', () => {
  expect(new Delivery([result('a', 7), result('b', 9)]).as(form('1')).toString()).toBe('1:a;1:b;');
});

test('a member that has the first of them lacks the rest, and those who lack the same share it', () => {
  const delivery = new Delivery([result('a', 7), result('b', 9), result('c', 12)]);
  expect(delivery.newest).toBe(12);
  expect(delivery.behind(6)).toBe(delivery);
  const rest = delivery.behind(8);
  expect(rest?.as(form('1')).toString()).toBe('1:b;1:c;');
  expect(delivery.behind(8)).toBe(rest);
  expect(delivery.behind(11)?.as(form('1')).toString()).toBe('1:c;');
  expect(delivery.behind(12)).toBeNull();
});

test('what is told to everybody is lacked by everybody', () => {
  const failure = new Delivery([result('a', 7), result('failed', null)]);
  expect(failure.newest).toBe(7);
  expect(failure.behind(7)?.as(form('1')).toString()).toBe('1:failed;');
  expect(new Delivery([result('failed', null)]).behind(7)?.newest).toBeNull();
});
