const MARKS = /\p{M}|\u0640/gu;
const WORD = /[\p{L}\p{N}]+/gu;
const ARABIC = /\p{Script=Arabic}/u;
const LETTERS: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
  ک: 'ك',
  ی: 'ي',
};
const DIGIT_ZEROS = [0x0660, 0x06f0];
const MAX_WORD = 40;

/**
 * The words of a text in the form in which they are compared: compatibility forms folded (NFKC), lower case, without accents,
 * vowel signs and tatweel, the forms of alef, yaa and taa marbuta made one, digits Western.
 */
export function wordsOf(text: string): string[] {
  const folded = text.normalize('NFKC').toLowerCase().normalize('NFD').replace(MARKS, '');
  const plain = folded.replace(/[أإآٱىئؤةکی]/g, (letter) => LETTERS[letter] ?? letter);
  return (plain.match(WORD) ?? []).map((word) => westernDigits(word).slice(0, MAX_WORD));
}

function westernDigits(word: string): string {
  return word.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = DIGIT_ZEROS.find((one) => code >= one && code <= one + 9) ?? code;
    return String(code - zero);
  });
}

/** The stem of a word as `wordsOf` gives it: Arabic words lose article and endings, others English endings. */
export function stemOf(word: string): string {
  return ARABIC.test(word) ? arabicStem(word) : englishStem(word);
}

/** The distinct stems of a text, in the order of their first appearance. */
export function stemsOf(text: string): string[] {
  return [...new Set(wordsOf(text).map(stemOf))];
}

// after the idea of light stemming (Larkey, Ballesteros, Connell 2002): the article with what stands before it, and the
// commonest endings, as long as enough of the word is left
const ARTICLES = ['وال', 'بال', 'كال', 'فال', 'لل', 'ال'];
const ENDINGS = ['ها', 'ان', 'ات', 'ون', 'ين', 'يه', 'ه', 'ي'];

function arabicStem(word: string): string {
  const article = ARTICLES.find((one) => word.startsWith(one) && word.length - one.length >= 3);
  let stem = article === undefined ? word : word.slice(article.length);
  if (article === undefined && stem.startsWith('و') && stem.length >= 5) stem = stem.slice(1);
  const ending = ENDINGS.find((one) => stem.endsWith(one) && stem.length - one.length >= 3);
  return ending === undefined ? stem : stem.slice(0, -ending.length);
}

// plurals after Harman's S stemmer (1991), then the two verb endings
function englishStem(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  const singular = singularOf(word);
  const verb = /^(.*[aeiouy].*?)(?:ing|ed)$/.exec(singular)?.[1];
  if (verb === undefined || verb.length < 3) return singular.replace(/e$/, '');
  // running, planned: the doubled letter goes with the ending
  return /([bdgklmnprt])\1$/.test(verb) ? verb.slice(0, -1) : verb;
}

function singularOf(word: string): string {
  if (/[^ae]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  return /[^us]s$/.test(word) ? word.slice(0, -1) : word;
}
