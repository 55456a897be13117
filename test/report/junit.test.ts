import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderJunit } from '../../src/report/junit.js';
import { xmlText } from '../../src/report/xml-escape.js';
import { anyText } from '../any-text.js';
import { fixtureModel, withManyFlags } from './fixture.js';

describe('junit.xml', () => {
  const xml = renderJunit(fixtureModel());

  test('has a suite for each candidate and a case for each check', () => {
    expect(xml.match(/<testsuite /g)).toHaveLength(3);
    expect(xml.match(/<testcase /g)).toHaveLength(9);
  });

  test('counts failed checks as failures and undecided ones as errors, never as skipped', () => {
    expect(xml).toContain(
      '<testsuites name="parsimony mangaassist" tests="9" failures="2" errors="3" skipped="0" time="0">',
    );
    expect(xml.match(/<failure type="regression"/g)).toHaveLength(2);
    expect(xml.match(/<error type="inconclusive"/g)).toHaveLength(3);
    expect(xml).not.toContain('<skipped');
  });

  test('labels emulated numbers in every suite', () => {
    expect(xml.match(/<property name="emulated" value="true"\/>/g)).toHaveLength(3);
  });

  test('lists flagged samples with their review', () => {
    expect(xml).toContain(
      'flagged product-ja-031 (product_question), new fact violation, drop: 0.940 → 0.610, not reviewed',
    );
    expect(xml).toContain('accepted: Both refuse; wording only.');
  });

  test('says how many flags it leaves out', () => {
    const model = withManyFlags(500);
    expect(renderJunit(model)).toContain('and 300 more');
  });

  test('is a suite without cases where no gate was declared', () => {
    const model = fixtureModel();
    const none = renderJunit({ ...model, document: { ...model.document, gate: null } });
    expect(none).toContain('<testsuite name="mangaassist" tests="0"');
    expect(none).toContain('value="true"');
  });
});

describe('xmlText', () => {
  test('makes what XML cannot carry visible', () => {
    expect(xmlText('a\u0000b\u001b[31m\ufffe\ud800')).toBe('a\\u{0}b\\u{1b}[31m\\u{fffe}\\u{d800}');
  });

  test('leaves only characters of XML 1.0 and no markup, whatever the text', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const escaped = xmlText(text);
        expect(escaped).toMatch(/^(?:[^<"'&\p{Cc}\ufffe\uffff]|&(?:amp|lt|gt|quot|apos|#\d+);|\u0085)*$/u);
      }),
    );
  });
});
