import {
  defineShape,
  doc,
  englishPage,
  goodsPage,
  japaneseEditionPage,
  pastCampaign,
  reviewDigest,
  type Shape,
  setPage,
  THEMES,
  titled,
  yen,
} from './kit.js';

const nextAfter = defineShape({
  slug: 'rec-next-after',
  intent: 'recommendation',
  kinds: ['lookup'],
  build(c) {
    const theme = c.rng.pick(THEMES.slice(0, 7));
    const [loved, next] = c.pair({ all: [theme.tag] });
    const other = c.book({
      none: [theme.tag],
      except: [loved, next],
      where: (b) => b.priceEn !== next.priceEn,
    });
    return {
      question: c.ask([
        `I just closed the last page of ${loved.en} and feel empty. What else with ${theme.en} in it should I pick up, in English?`,
        `What would you hand to somebody who adored ${loved.en}? The part about ${theme.en} is what hooked me.`,
        `more like ${loved.en} pls!! esp. the ${theme.en} side of it. english volumes`,
        `My sister devoured ${loved.en} because ${theme.en} is her thing. Is there a similar first volume you can suggest for her?`,
        `Good evening. Having enjoyed ${loved.en} very much, I wonder which of your titles also deals with ${theme.en}.`,
        `Recommend ONE manga. Must be about ${theme.en}, must not be ${loved.en}, that one I own already.`,
        `Been hunting for weeks for anything that scratches the ${loved.en} itch – ${theme.en}, you know? Ideas?`,
        `If ${loved.en} got five stars from me thanks to ${theme.en}, where do I go next and what does it cost?`,
      ]),
      documents: c.rank([englishPage(c.rng, next)], [englishPage(c.rng, other), goodsPage(c.rng, loved)]),
      reference: c.turn([
        `Try ${next.en} by ${next.author}: ${next.about}. Like ${loved.en} it has plenty of ${theme.en}. The first English volume (${next.codeEn}) costs ${yen(next.priceEn)} and is in stock; our age mark is ${next.age}.`,
        `After ${loved.en} I would go for ${next.en}. In ${next.author}'s series ${next.about}, so ${theme.en} plays a real part again. Volume 1 in English is ${yen(next.priceEn)}, code ${next.codeEn}, with ${next.stockEn} copies in stock.`,
      ]),
      must: [titled(next), yen(next.priceEn), next.codeEn],
      mustNot: [yen(other.priceEn), other.codeEn],
    };
  },
});

const finishedOnly = defineShape({
  slug: 'rec-finished-only',
  intent: 'recommendation',
  kinds: ['negation', 'comparison'],
  build(c) {
    const tag = c.rng.pick(['fantasy', 'sports', 'history', 'mystery', 'scifi', 'food', 'romance']);
    const done = c.book({ all: [tag], finished: true, minVolumes: 4 });
    const open = c.book({ all: [tag], finished: false, where: (b) => b.price !== done.price });
    const word = tag === 'scifi' ? 'science fiction' : tag;
    return {
      question: c.ask([
        `Never again a story without an ending. Which ${word} series of yours is actually complete?`,
        `I refuse to wait years for the next book. Please name a ${word} manga that is finished and tell me what the whole thing costs.`,
        `${word}, but COMPLETE. last time I got burned by an endless one`,
        `Could you tell me which of these is concluded? I'm after ${word} and would like to buy everything at once.`,
        `My husband only starts series that are already over. Any ${word} for him, as a set?`,
        `Looking to buy a full run in Japanese of something with ${word}; unfinished works are out of the question.`,
        `Is there a ${word} title where I can own all volumes today, beginning to end?`,
        `Before my leave starts I want a closed story (${word}). How many volumes, how much?`,
      ]),
      documents: c.rank(
        [setPage(c.rng, done)],
        [japaneseEditionPage(c.rng, open), pastCampaign(c.rng, `all ${word} series`)],
      ),
      reference: c.turn([
        `${done.en} by ${done.author} is the complete one: ${done.volumes} volumes, finished. There ${done.about}. The Japanese set ${done.codeSet} costs ${yen(done.priceSet)}. ${open.en} is not finished yet, so I would leave it for later.`,
        `Take the set of ${done.en} (${done.codeSet}). The series ended with ${done.volumes} volumes, all of them included for ${yen(done.priceSet)}; in it, ${done.about}. ${open.en} still goes on and therefore does not suit you.`,
      ]),
      must: [titled(done), `${done.volumes} volumes`, yen(done.priceSet)],
      mustNot: [yen(open.price), open.code],
    };
  },
});

const budgetSet = defineShape({
  slug: 'rec-budget-set',
  intent: 'recommendation',
  kinds: ['arithmetic', 'comparison'],
  build(c) {
    const [one, two] = c.pair({ finished: true, minVolumes: 7, where: (b) => b.volumes < 40 });
    const [cheap, dear] = one.priceSet < two.priceSet ? [one, two] : [two, one];
    const budget = 500 * Math.ceil((cheap.priceSet + 100) / 500);
    if (budget >= dear.priceSet) c.again();
    const left = budget - cheap.priceSet;
    return {
      question: c.ask([
        `I can spend ${yen(budget)} on one complete set and not a yen more. ${cheap.en} or ${dear.en}?`,
        `Bonus money! ${yen(budget)} to burn on a whole series. Which of ${dear.en} and ${cheap.en} can I get, and what's left over?`,
        `Our library has ${yen(budget)} for a full series this quarter; the members voted for ${cheap.en} and ${dear.en}. What do you advise?`,
        `${dear.en} set for ${yen(budget)}, possible? if no is there another set you'd take`,
        `With a voucher of ${yen(budget)} and no wish to add cash: recommend me a complete box of volumes please.`,
        `Help me choose a set. Price ceiling ${yen(budget)}. I like what I've heard of ${dear.en} but also of ${cheap.en}.`,
        `Which complete series from your shelf fits into ${yen(budget)}? And how much of it would remain?`,
        `Grandpa gave me ${yen(budget)} for manga. I'd love everything of one series at once instead of bits. Suggestions?`,
      ]),
      documents: c.rank([setPage(c.rng, cheap), setPage(c.rng, dear)], [goodsPage(c.rng, dear)]),
      reference: `${cheap.en} fits: all ${cheap.volumes} volumes in Japanese (${cheap.codeSet}) cost ${yen(cheap.priceSet)}, which leaves you ${yen(left)}. In ${cheap.author}'s series ${cheap.about}. The set of ${dear.en} is above your limit of ${yen(budget)}, so I would keep that one for another time.`,
      must: [titled(cheap), yen(cheap.priceSet), yen(left)],
      mustNot: [yen(dear.price), yen(dear.priceSet - budget)],
    };
  },
});

const withoutViolence = defineShape({
  slug: 'rec-without-violence',
  intent: 'recommendation',
  kinds: ['negation'],
  build(c) {
    const tag = c.rng.pick(['history', 'scifi', 'art', 'seinen', 'comedy']);
    const word =
      {
        history: 'historical',
        scifi: 'science fiction',
        art: 'art-minded',
        seinen: 'grown-up',
        comedy: 'funny',
      }[tag] ?? tag;
    const calm = c.book({ all: [tag], none: ['violent', 'dark', 'action', 'war', 'horror'] });
    const bloody = c.book({ all: [tag, 'violent'], where: (b) => b.priceEn !== calm.priceEn });
    return {
      question: c.ask([
        `Blood makes me queasy. Which ${word} manga can I read without looking away?`,
        `Please suggest something ${word} for my book circle; one member left the room over gore last time.`,
        `${word} manga, zero gore, zero stabbing, thx`,
        `Since my operation I cannot stand violent pictures, yet I still enjoy ${word} stories. What do you have?`,
        `Is ${bloody.en} brutal? If so I'd rather have another ${word} title.`,
        `I'd like a ${word} series where nobody gets cut to pieces, in English and with the price.`,
        `What's a gentle pick among your ${word} books? My nerves are thin these days.`,
        `Someone told me ${word} manga are all slaughter. Prove them wrong with one title!`,
      ]),
      documents: c.rank(
        [englishPage(c.rng, calm)],
        [
          englishPage(c.rng, bloody, { note: 'Contains graphic violence.' }),
          reviewDigest(c.rng, bloody, 'the raw fights', 'very explicit injuries'),
        ],
      ),
      reference: c.turn([
        `${calm.en} is a good choice: ${calm.about}. It has our age mark ${calm.age} and carries no warning of violence. Volume 1 in English costs ${yen(calm.priceEn)} (${calm.codeEn}). Better avoid ${bloody.en}, which contains graphic violence.`,
        `I would give you ${calm.en} by ${calm.author}, in which ${calm.about}. The English volume 1, ${calm.codeEn}, is ${yen(calm.priceEn)} and in stock. ${bloody.en} is listed with graphic violence, so that one is not for you.`,
      ]),
      must: [titled(calm), yen(calm.priceEn), calm.codeEn],
      mustNot: [yen(bloody.priceEn), bloody.codeEn],
    };
  },
});

const childAge = defineShape({
  slug: 'rec-child-age',
  intent: 'recommendation',
  kinds: ['comparison', 'policy'],
  build(c) {
    const age = c.turn([9, 11, 10, 8, 12, 10, 11, 9]);
    const young = c.book({
      where: (b) => b.age === 'All ages' || (age >= 10 && b.age === '10+'),
      none: ['bl'],
    });
    const old = c.book({ where: (b) => b.age === '16+' && b.priceEn !== young.priceEn });
    const marks = doc(
      'age-marks',
      'How our age marks work: "All ages" suits every reader, "10+" may hold mild action or teasing, "13+" stronger action or themes, "16+" graphic violence or nudity. The marks are advice for parents given by our editors and no legal rating. They stand on every product page, and the cart does not check them.',
    );
    return {
      question: c.ask([
        `My daughter turns ${age} in spring and reads English. What can I safely give her?`,
        `Which of these would you allow a ${age}-year-old: ${old.en} or ${young.en}?`,
        `boy, ${age}, loves drawing, begs for ${old.en}. ok or no? whats better`,
        `As a teacher of ${age}-year-olds I look for a manga for the class shelf. It has to pass the parents.`,
        `Kindly recommend a first manga for our grandson (${age}). We know nothing about the age labels.`,
        `I'm ${age} and mum says I can choose one book if you say it's for my age!`,
        `Does your shop have an English volume a child of ${age} may read alone? The shop assistant elsewhere sold us something gruesome.`,
        `Birthday of a ${age}-year-old on Saturday – name a suitable series and its price, please.`,
      ]),
      documents: c.rank([englishPage(c.rng, young), marks], [englishPage(c.rng, old)]),
      reference: `${young.en} suits a reader of ${age}: its age mark is ${young.age}. In it, ${young.about}. Volume 1 in English (${young.codeEn}) costs ${yen(young.priceEn)} and is in stock. I would not give ${old.en} to a child yet, because its mark 16+ stands for graphic violence or nudity.`,
      must: [titled(young), yen(young.priceEn), young.age, '16+'],
      mustNot: [yen(old.priceEn), old.codeEn],
    };
  },
});

export const RECOMMENDATION_1: readonly Shape[] = [
  nextAfter,
  finishedOnly,
  budgetSet,
  withoutViolence,
  childAge,
];
