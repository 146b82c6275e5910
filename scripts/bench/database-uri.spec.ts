import { expect, it } from 'vitest';
import { withDatabase } from './database-uri.ts';

it.each([
  ['mongodb://127.0.0.1:27017', 'mongodb://127.0.0.1:27017/bench'],
  ['mongodb://127.0.0.1:27017/?directConnection=true', 'mongodb://127.0.0.1:27017/bench?directConnection=true'],
  ['mongodb://a:1,b:2,c:3/school?replicaSet=rs0', 'mongodb://a:1,b:2,c:3/bench?replicaSet=rs0'],
  ['mongodb+srv://cluster.example.net/school', 'mongodb+srv://cluster.example.net/bench'],
  ['mongodb://u:p@a/school', 'mongodb://u:p@a/bench?authSource=school'],
  ['mongodb://u:p@a/school?authSource=admin', 'mongodb://u:p@a/bench?authSource=admin'],
  ['mongodb://u:p@a/', 'mongodb://u:p@a/bench'],
])('%s becomes %s', (uri, expected) => {
  expect(withDatabase(uri, 'bench')).toBe(expected);
});

it('anything else is refused', () => {
  expect(() => withDatabase('postgres://localhost/x', 'bench')).toThrow('not the URI of a MongoDB server');
});
