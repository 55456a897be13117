import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findJson } from '../../src/scorer/assertions/json-spans.js';
import { parseXml } from '../../src/scorer/assertions/xml.js';

fc.configureGlobal({ seed: 42 });

describe('XML is well-formed or not, as XML 1.0 has it', () => {
  test.each([
    '<a/>',
    ' <?xml version="1.0" encoding="UTF-8"?>\n<a/>\n',
    '<!-- c --><a><?pi x?><![CDATA[ <b ]]></a><!-- d -->',
    '<a b = "1"\n c=\'2\' ></a >',
    '<a>&amp;&#x41;&#65;</a>',
    '<本 題="x">巻</本>',
    '<ns:a xmlns:ns="urn:x"/>',
  ])('%j is', (text) => {
    expect(parseXml(text).state).toBe('xml');
  });

  test.each([
    ['', /no element/],
    ['plain', /text outside/],
    ['<a>', /not closed/],
    ['<a><b></a></b>', /closes nothing/],
    ['</a>', /closes nothing/],
    ['<a/> tail', /text outside/],
    ['<a/><b/>', /second root/],
    ['<a x=1/>', /not a tag/],
    ['<a x="1" x="2"/>', /attribute x twice/],
    ['<a x="<"/>', /not a tag/],
    ['<a>&</a>', /"&"/],
    ['<a y="&bad;"/>', /"&"/],
    ['<a>]]></a>', /\]\]>/],
    ['<a><!-- x -- y --></a>', /not a tag/],
    ['<a><?xml version="1.0"?></a>', /not a tag/],
    ['<a>\u0001</a>', /forbids/],
    ['```xml\n<a/>\n```', /text outside/],
    ['<a>'.repeat(1001), /deeper than 1000/],
  ])('%j is not', (text, why) => {
    const parsed = parseXml(text);
    expect(parsed.state === 'not-xml' && parsed.message).toMatch(why);
  });

  test('no entity is expanded and nothing outside is read: a document type is refused', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY x "xx"><!ENTITY y "&x;&x;">]><a>&y;</a>';
    const outside = '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>';
    for (const text of [bomb, outside]) {
      const parsed = parseXml(text);
      expect(parsed.state === 'not-xml' && parsed.message).toMatch(/document type/);
    }
  });

  test('what is written as XML is read as XML, with its paths', () => {
    const name = fc.stringMatching(/^[a-z]{1,4}$/);
    const leaf = fc.record({ name, children: fc.constant([]) });
    const node = fc.record({ name, children: fc.array(leaf, { maxLength: 3 }) });
    fc.assert(
      fc.property(node, fc.string(), (root, text) => {
        const safe = text.replace(/[^\w ]/g, '');
        const inner = root.children.map((child) => `<${child.name}>${safe}</${child.name}>`).join(safe);
        const parsed = parseXml(`<${root.name}>${inner}</${root.name}>`);
        const paths = [root.name, ...root.children.map((child) => `${root.name}.${child.name}`)];
        expect(parsed).toEqual({ state: 'xml', paths: new Set(paths) });
      }),
    );
  });

  test('any text at all is read to an end', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'<>/&!-[]?="\'a x') }), (text) => void parseXml(text)),
    );
    for (const part of ['<a ', '<!--', '<a x="', '<![CDATA[', '<?p ', '&']) parseXml(part.repeat(50_000));
    expect(parseXml(`<a><!--${' '.repeat(2_000_000)}--></a>`).state).toBe('xml');
  });
});

describe('JSON in a text', () => {
  test.each<readonly [string, readonly unknown[]]>([
    ['{"a":1}', [{ a: 1 }]],
    ['[1, 2]', [[1, 2]]],
    ['"text"', []],
    ['see [1] and [2, 3]', []],
    ['A {"a": "}"} B {"b": {"c": [2]}}', [{ a: '}' }, { b: { c: [2] } }]],
    ['list: [{"a": 1}, {"a": 2}]!', [[{ a: 1 }, { a: 2 }]]],
    ['{not json} {"a": 1}', [{ a: 1 }]],
    ['{ {"a": 1}', [{ a: 1 }]],
    ['{"a": "\\"}"}.', [{ a: '"}' }]],
    ['', []],
  ])('%j holds %j', (text, values) => {
    expect(findJson(text)).toEqual(values);
  });

  test('objects between words are found as they are', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue());
    const words = fc.stringMatching(/^[a-z ,.]*$/);
    fc.assert(
      fc.property(words, object, words, (before, value, after) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(findJson(`x${before}${text}${after}`))).toBe(`[${text}]`);
      }),
    );
  });

  test('brackets without end are given up', () => {
    expect(findJson('{'.repeat(200_000))).toEqual([]);
    expect(findJson('[{'.repeat(100_000))).toEqual([]);
  });
});
