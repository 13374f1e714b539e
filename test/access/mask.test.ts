import { describe, expect, it } from 'vitest';
import { createPseudonyms, isPhoneNumber, maskName, maskPhone } from '../../src/access/mask.ts';

describe('Telephone numbers', () => {
  it.each([
    ['+15552823456', '+15552823***'],
    ['+1555282****', '+1555282****'],
    ['15552823***', '15552823***'],
    ['+1 (555) 282-3456', '+1 (555) 282-3***'],
    ['tel:+15552823456;ext=7', 'tel:+15552823***'],
    ['+1 555 282 3001 ext. 12', '+1 555 282 3***'],
    ['+1\u2013555\u2013282\u20133001', '+1\u2013555\u2013282\u20133***'],
    ['+15552823456@pstn.example', '+15552823***'],
    ['4:+15552823456', '4:+15552823***'],
  ])('%s is shown as %s', (number, masked) => {
    expect(isPhoneNumber(number)).toBe(true);
    expect(maskPhone(number)).toBe(masked);
  });

  it.each([
    '2026-06-14',
    '10.1.2.0',
    '192.168.100.200',
    'fe80::1',
    '0b6e278b-cf68-4f22-a3a1-a46298ab06f4',
    '11112222-3333-4444-5555-666677778888~2',
    'Ann',
    'teamsvisitor:8:abc',
    '',
  ])('%s is none', (text) => {
    expect(isPhoneNumber(text)).toBe(false);
    if (text.length < 30) expect(maskName(text)).toBe(text);
  });

  it('are masked inside of names', () => {
    expect(maskName('Front desk +1 555 282 3456')).toBe('Front desk +1 555 282 3***');
    expect(maskName('15552823456 (mobile)')).toBe('15552823*** (mobile)');
    expect(maskName('Room 4711')).toBe('Room 4711');
  });
});

it('pseudonyms are the same for the same id and secret, and nothing else', () => {
  const [one, another] = [createPseudonyms('a secret'), createPseudonyms('another secret')];
  expect(one('ann')).toBe(one('ann'));
  expect(one('ann')).toBe(createPseudonyms('a secret')('ann'));
  expect(new Set([one('ann'), one('bob'), another('ann')]).size).toBe(3);
  expect(one('ann')).toMatch(/^hidden-[\w-]{22}$/);
});
