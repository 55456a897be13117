/**
 * Brings a text to the form in which facts are compared: NFKC (full-width forms become ASCII, `￥` becomes `¥`),
 * lower case, Latin diacritics dropped (`Shōnen` = `shonen`; the voicing marks of kana stay, they change the
 * word), typographic dashes and quotes to ASCII, `&` to `and`, soft hyphens and zero-width characters removed.
 */
export function foldText(text: string): string {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .normalize('NFD')
      .replace(/(?<=\p{Script=Latin})\p{Mn}+/gu, '')
      .normalize('NFC')
      .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
      .replace(/[\u2010-\u2015\u2212]/g, '-')
      .replace(/[\u2018\u2019\u201b\u2032]/g, "'")
      // NFKC leaves the wave dash alone but makes its full-width twin a tilde.
      .replace(/\u301c/g, '~')
      .replace(/&/g, ' and ')
  );
}
