import { addNews, headlineOf, noNews } from './news';

describe('news of blocks and locks', () => {
  it('names the one thing that happened', () => {
    expect(headlineOf(addNews(noNews, 'blocked', ['203.0.113.77/32']))).toEqual({
      kind: 'blocked',
      name: '203.0.113.77/32',
    });
    expect(headlineOf(addNews(noNews, 'locked', ['maya@example.org']))).toEqual({
      kind: 'locked',
      name: 'maya@example.org',
    });
  });

  it('counts when more happened, so that an attack does not bury the page under messages', () => {
    let news = addNews(noNews, 'locked', ['maya@example.org']);
    for (let index = 0; index < 50; index += 1) news = addNews(news, 'blocked', [`198.51.100.${index}/32`]);
    expect(headlineOf(news)).toEqual({ kind: 'several', blocked: 50, locked: 1 });
  });

  it('counts one that is blocked twice once', () => {
    const news = addNews(addNews(noNews, 'blocked', ['203.0.113.77/32']), 'blocked', ['203.0.113.77/32']);
    expect(headlineOf(news)).toEqual({ kind: 'blocked', name: '203.0.113.77/32' });
  });

  it('says nothing where nothing happened, and keeps a bounded number of names', () => {
    expect(headlineOf(noNews)).toBeNull();
    const many = Array.from({ length: 5_000 }, (_, index) => String(index));
    expect(addNews(noNews, 'blocked', many).blocked).toHaveLength(500);
  });
});
