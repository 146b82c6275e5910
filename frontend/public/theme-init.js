// Runs before the first paint, so that nobody sees a flash of the other theme or of a page that turns round.
(function () {
  var root = document.documentElement;
  function read(name) {
    try {
      return localStorage.getItem('classy-book:' + name);
    } catch {
      return null;
    }
  }
  var theme = read('theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  var locale = read('locale') || navigator.language.slice(0, 2);
  if (locale !== 'ar') locale = 'en';
  root.lang = locale;
  root.dir = locale === 'ar' ? 'rtl' : 'ltr';
  // The texts are needed with the first script: fetched side by side with it rather than after it.
  var texts = document.createElement('link');
  texts.rel = 'preload';
  texts.as = 'fetch';
  texts.crossOrigin = 'anonymous';
  texts.href = '/i18n/' + locale + '.json';
  document.head.append(texts);
})();
