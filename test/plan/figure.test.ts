import { describe, expect, it } from 'vitest';
import { bytes, count, duration, figure, rate, share, times } from '../../src/plan/figure.ts';

describe('figures for people', () => {
  it.each([
    [0.25, '250 ms'],
    [0, '0 s'],
    [30, '30 s'],
    [90, '90 s'],
    [300, '5 min'],
    [620, '620 s (10 min)'],
    [1700, '1,700 s (28 min)'],
    [86_400, '24 h'],
    [604_800, '7 d'],
  ])('prints %s seconds as %s', (value, text) => {
    expect(duration(value)).toBe(text);
  });

  it.each([
    [17, '17/s'],
    [0.25, '15/min'],
    [30 / 3600, '30/h'],
    [2 / 86_400, '2/d'],
    [0, '0/d'],
  ])('prints a rate of %s a second as %s', (value, text) => {
    expect(rate(value)).toBe(text);
  });

  it.each([
    [60_000, '60,000'],
    [1234.5, '1,235'],
    [2.4, '2.4'],
    [0.004_166, '0.00417'],
    [Infinity, 'unlimited'],
  ])('prints the number %s as %s', (value, text) => {
    expect(count(value)).toBe(text);
  });

  it.each([
    [0.85, '85 %'],
    [0.1666, '16.7 %'],
    [0.9996, '99.96 %'],
    [2.4, '240 %'],
    [-1.4, '-140 %'],
    [12.345, '1,234.5 %'],
  ])('prints the share %s as %s', (value, text) => {
    expect(share(value)).toBe(text);
  });

  it('prints bytes in decimal units, and how many times', () => {
    expect(bytes(4_800_000)).toBe('4.8 MB');
    expect(bytes(400)).toBe('400 B');
    expect(times(2.4)).toBe('2.4x');
  });

  it('prints a decision by its unit', () => {
    const common = { id: 'a', source: { kind: 'default', name: 'a' }, reason: 'So.' } as const;
    expect(figure({ ...common, value: 620, unit: 's' })).toBe('620 s (10 min)');
    expect(figure({ ...common, value: 5100, unit: 'events' })).toBe('5,100 events');
    expect(figure({ ...common, value: null, unit: 's' })).toBe('never');
    expect(figure({ ...common, value: [429, 503] })).toBe('429, 503');
  });
});
