import { CODE_LISTS, codeList, isCodeOf } from '../code-list.js';
import { isWithin, parentOf, pathTo } from '../territory.js';
import type { Text } from '../text.js';
import { countryProfile, PROFILES } from './index.js';

const LETTERS = { ky: /[а-яңөүё]/i, ru: /[а-яё]/i, en: /[a-z]/i };

function everyText(value: unknown, found: Text[] = []): Text[] {
  if (typeof value !== 'object' || value === null) return found;
  if ('ky' in value && 'ru' in value && typeof value.ky === 'string') found.push(value as Text);
  else for (const inner of Object.values(value)) everyText(inner, found);
  return found;
}

describe.each(PROFILES.map((profile) => [profile.code, profile] as const))('the profile of %s', (code, profile) => {
  it('is found by its code, and no other is', () => {
    expect(countryProfile(code)).toBe(profile);
    expect(() => countryProfile('XX')).toThrow(/^no country profile XX; there are /);
  });

  it('has every label in every language, in the letters of that language', () => {
    const { territories, facilities, codeLists, holidays } = profile;
    const texts = everyText([territories, facilities, codeLists, holidays]);
    expect(texts.length).toBeGreaterThan(100);
    for (const label of texts) {
      for (const [language, letters] of Object.entries(LETTERS)) expect(label[language as keyof Text]).toMatch(letters);
      expect(label.en).not.toMatch(LETTERS.ky);
    }
  });

  it('names each territory once, below a parent that came before it', () => {
    const seen = new Set<string>();
    for (const territory of profile.territories) {
      expect(territory.code).toMatch(/^[A-Z]{2}(-[A-Z0-9]+)*$/);
      expect(seen).not.toContain(territory.code);
      if (territory.parent === null) expect(territory.code).toBe(code);
      else expect(seen).toContain(territory.parent);
      seen.add(territory.code);
    }
  });

  it('has facilities in territories that exist, under their codes', () => {
    const codes = new Set(profile.territories.map((territory) => territory.code));
    for (const facility of profile.facilities) {
      expect(codes).toContain(facility.territory);
      expect(facility.code).toMatch(new RegExp(`^${facility.territory}-F\\d+$`));
    }
  });

  it('has every code list, each code once, and says what lists there are', () => {
    for (const name of CODE_LISTS) {
      const codes = codeList(name, profile).map((entry) => entry.code);
      expect(codes.length).toBeGreaterThan(1);
      expect(new Set(codes).size).toBe(codes.length);
      for (const each of codes) expect(each).toMatch(/^[A-Z][A-Z0-9_]*$/);
    }
    expect(isCodeOf('sex', 'FEMALE', profile)).toBe(true);
    expect(isCodeOf('sex', 'MOTHER', profile)).toBe(false);
    expect(() => codeList('toString', profile)).toThrow('no code list toString; there are sex, ');
  });

  it('has holidays that exist', () => {
    for (const { rest, working } of Object.values(profile.calendar.years)) {
      for (const date of [...rest, ...working]) expect(Temporal.PlainDate.from(date).toString()).toBe(date);
      expect(new Set(rest).size).toBe(rest.length);
    }
  });
});

describe('a territory code', () => {
  it('says where it belongs, and is not fooled by a longer name', () => {
    expect(parentOf('KG-C-03')).toBe('KG-C');
    expect(parentOf('KG')).toBeNull();
    expect(pathTo('KG-C-03')).toEqual(['KG', 'KG-C', 'KG-C-03']);
    expect(isWithin('KG-C-03', 'KG-C')).toBe(true);
    expect(isWithin('KG-C', 'KG-C')).toBe(true);
    expect(isWithin('KG-CH', 'KG-C')).toBe(false);
    expect(isWithin('KG-C', 'KG-C-03')).toBe(false);
  });
});
