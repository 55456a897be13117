import type { Book } from './book.js';
import { offer, type Title } from './commerce.js';
import { TITLES } from './titles.js';

/** Everything the shop sells as a series. */
export const CATALOGUE: readonly Book[] = TITLES.trim()
  .split('\n')
  .map((row, index) => offer(titleOf(row), index));

const BY_SLUG = new Map(CATALOGUE.map((book) => [book.slug, book]));

/** The title of that slug; an unknown slug is an error of the shape. */
export function bookOf(slug: string): Book {
  const book = BY_SLUG.get(slug);
  if (book === undefined) throw new Error(`no title "${slug}"`);
  return book;
}

function titleOf(row: string): Title {
  const [slug, en, ja, author, authorJa, volumes, age, tags, about, aboutJa, ...rest] = row.split('|');
  if (aboutJa === undefined || rest.length > 0) throw new Error(`ten columns are needed: ${row}`);
  return {
    slug: `${slug}`,
    en: `${en}`,
    ja: `${ja}`,
    author: `${author}`,
    authorJa: `${authorJa}`,
    volumes: Number(volumes),
    age: age as Title['age'],
    tags: `${tags}`.split(' '),
    about: `${about}`,
    aboutJa,
  };
}
