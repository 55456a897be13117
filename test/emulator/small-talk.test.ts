import { describe, expect, it } from 'vitest';
import { smallTalkOf } from '../../src/emulator/reading/small-talk.js';

describe('small talk wants nothing', () => {
  it.each([
    ['greeting', 'Hello there!'],
    ['greeting', 'こんにちは。'],
    ['thanks', 'Thank you so much!'],
    ['goodbye', 'Bye, see you next spring.'],
    ['chat', 'Lovely weather for the allotment today.'],
    ['chat', '今日はいい天気ですね。'],
    ['joke', 'Tell me a joke.'],
    ['identity', 'Are you a robot?'],
    ['chat', 'You are really funny.'],
    ['human', 'Let me speak to a manager.'],
  ] as const)('%s: %s', (kind, text) => {
    expect(smallTalkOf(text)).toBe(kind);
  });

  it.each([
    'I have got into alpine plants after a trip. Something hardy, finished by autumn, please.',
    '最近、蒸気機関車にハマってます。短い路線がいいです。',
    'Thanks, but the handle is broken.',
    'Hello! I am a fan of quiet reading rooms.',
    'The parcel never arrived.',
    'I prefer light tools.',
    '注文した本が届かない。',
    '昔の鉄道が好きです。',
    'Lovely weather. Where is the café?',
  ])('a wish, a taste or a problem is a request: %s', (text) => {
    expect(smallTalkOf(text)).toBeUndefined();
  });
});
