/** A title of the catalogue: facts about the series are true, everything the shop sets is invented. */
export interface Book {
  readonly slug: string;
  readonly en: string;
  readonly ja: string;
  readonly author: string;
  readonly authorJa: string;
  /** Volumes of the finished series; 0 where it runs on or the number is not certain. */
  readonly volumes: number;
  /** Our age mark. */
  readonly age: 'All ages' | '10+' | '13+' | '16+';
  readonly tags: readonly string[];
  /** A phrase that can follow a colon: no capital, no full stop. */
  readonly about: string;
  readonly aboutJa: string;
  /** Product code of volume 1 in Japanese, in English, and of the set. */
  readonly code: string;
  readonly codeEn: string;
  readonly codeSet: string;
  /** Yen, tax included. */
  readonly price: number;
  readonly priceEn: number;
  readonly priceSet: number;
  /** US dollars of the English volume 1. */
  readonly usd: number;
  /** Copies of volume 1 in the warehouse. */
  readonly stock: number;
  readonly stockEn: number;
  readonly pages: number;
  readonly grams: number;
  /** Volumes of the English edition that the shop has had so far. */
  readonly volumesEn: number;
  /** The year of the printing in stock. */
  readonly printed: number;
  /** Of the shop's customers, one decimal, and how many rated. */
  readonly rating: string;
  readonly ratings: number;
}
