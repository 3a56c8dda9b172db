/** Words as an id: "C# & Café" becomes `c-sharp-and-cafe`. Never empty; letters without a Latin base become their code points. */
export function slugOf(words: string): string {
  const slug = words
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/(?<=\w)\+\+/g, ' plus plus ')
    .replace(/(?<=\w)#/g, ' sharp ')
    .replace(/&/g, ' and ')
    .replace(/\P{ASCII}/gu, (letter) => spelled.get(letter) ?? codePoint(letter))
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return slug === '' ? 'unnamed' : slug;
}

/** Letters that no normalisation takes apart. */
const spelled: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
]);

function codePoint(letter: string): string {
  return /[\p{Letter}\p{Number}]/u.test(letter) ? ` u${(letter.codePointAt(0) ?? 0).toString(16)} ` : ' ';
}
