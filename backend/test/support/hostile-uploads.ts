import { metadataOf } from './tus-client.js';

/** Requests for uploads in pieces that are wrong in one way each: what it is, the length and the metadata that they send. */
export function hostileBeginnings(document: {
  readonly purpose: string;
  readonly courseId: string;
  readonly name: string;
}): (readonly [what: string, length: string, metadata: string])[] {
  const { courseId } = document;
  const nul = Buffer.from('a\0b.pdf').toString('base64');
  return [
    ['no metadata', '10', ''],
    ['no purpose', '10', metadataOf({ name: 'a.pdf', courseId })],
    ['no course', '10', metadataOf({ purpose: 'document', name: 'a.pdf' })],
    ['another field', '10', metadataOf({ ...document, key: '../../etc/passwd' })],
    ['an operator', '10', metadataOf({ ...document, courseId: '{"$ne":null}' })],
    ['a control character in the name', '10', `${metadataOf({ purpose: 'document', courseId })},name ${nul}`],
    ['a name that is too long', '10', metadataOf({ ...document, name: 'a'.repeat(256) })],
    ['junk instead of Base64', '10', 'purpose %%%,name ???'],
    ['the same key twice', '10', `${metadataOf(document)},${metadataOf(document)}`],
    ['a prototype', '10', `${metadataOf(document)},__proto__ e30=,constructor e30=`],
    ['no length', '', metadataOf(document)],
    ['a negative length', '-1', metadataOf(document)],
    ['a length that is no number', '1e3', metadataOf(document)],
    ['an endless length', '9'.repeat(40), metadataOf(document)],
    ['more than the purpose allows', String(1024 ** 3), metadataOf(document)],
  ];
}
