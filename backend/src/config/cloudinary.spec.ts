import { describe, expect, it } from 'vitest';
import { cloudinaryOf, cloudinaryProblem } from './cloudinary.js';

const SECRET = 'aB3_secret-9';
const PLAIN = `cloudinary://123456789012345:${SECRET}@school`;

describe('CLOUDINARY_URL', () => {
  it('is what the console of Cloudinary shows', () => {
    expect(cloudinaryProblem(PLAIN)).toBeNull();
    expect(cloudinaryOf(PLAIN)).toEqual({
      cloudName: 'school',
      apiKey: '123456789012345',
      apiSecret: SECRET,
      folder: 'classy-book',
      apiUrl: 'https://api.cloudinary.com',
      deliveryHost: 'res.cloudinary.com',
      isPrivateHost: false,
    });
    expect(cloudinaryOf(undefined)).toBeNull();
  });

  it('may name another API, a folder, and a host that delivers for this account alone', () => {
    const url = `${PLAIN}/media.example.org?folder=school/files&upload_prefix=https://api-eu.cloudinary.com`;
    expect(cloudinaryProblem(url)).toBeNull();
    expect(cloudinaryOf(url)).toMatchObject({
      ...{ folder: 'school/files', apiUrl: 'https://api-eu.cloudinary.com' },
      ...{ deliveryHost: 'media.example.org', isPrivateHost: true },
    });
  });

  it.each([
    'https://api.cloudinary.com',
    'cloudinary://school',
    'cloudinary://123456789012345@school',
    `${PLAIN}?folder=../other`,
    `${PLAIN}?folder=`,
    `${PLAIN}?sign_url=false`,
    `${PLAIN}?folder=a&folder=b`,
    `${PLAIN}?upload_prefix=file:///etc`,
    `${PLAIN}?upload_prefix=http://api.example.org`,
    `${PLAIN}/evil.example.org/path`,
    `cloudinary://123456789012345:${SECRET}%zz@school`,
    `cloudinary://123456789012345:${SECRET}@sch%2Fool`,
    `cloudinary://123456789012345:${SECRET}@`,
  ])('is refused as %s, without a word of its secret', (url) => {
    expect(cloudinaryProblem(url)).toMatch(/^must /);
    expect(cloudinaryProblem(url)).not.toContain(SECRET);
  });

  it('may speak http to this machine only', () => {
    const url = `${PLAIN}?upload_prefix=http%3A%2F%2F127.0.0.1%3A4000`;
    expect(cloudinaryProblem(url)).toBeNull();
    expect(cloudinaryOf(url)).toMatchObject({ apiUrl: 'http://127.0.0.1:4000', deliveryHost: '127.0.0.1:4000' });
  });
});
