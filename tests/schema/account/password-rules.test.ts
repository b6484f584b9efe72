import 'reflect-metadata';
import { findBrokenRules, PasswordRule, passwordRules } from '../../../schema/account/index.js';

const broken = (password: string) => findBrokenRules(password, { username: 'zhang.san' });

test.each([
  ['Turnip-lantern-7421'],
  ['correct horse battery staple'],
  ['春眠不觉晓处处闻啼鸟夜来风'],
  ['x7k2m-9fqwe-hh3tz-pd4ua'],
  ['Fairdraw-XfD2_NDp-9'],
])('takes %s', (password) => {
  expect(broken(password)).toEqual([]);
});

test.each([
  ['Lamp-94,tree', []],
  ['Lamp-94,tre', [PasswordRule.LENGTH]],
  [`Lamp-94,tree${'x'.repeat(244)}`, []],
  [`Lamp-94,tree${'x'.repeat(245)}`, [PasswordRule.LENGTH]],
  ['gkgkgktptptp', [PasswordRule.VARIETY]],
  ['my-Zhang.San-lantern', [PasswordRule.NAME]],
])('%s breaks %j', (password, rules) => {
  expect(broken(password)).toEqual(rules);
});

test.each([
  'password1234',
  'Password123!',
  'P@ssw0rd2026!',
  'qwertyuiop123',
  '1qaz2wsx3edc4rfv',
  '123456789abc',
  'woaini5201314',
  'Admin@123456',
  'Fairdraw2026!!',
  'iloveyou1314',
  '1q2w3e4r5t6y',
])('knows %s for one of the commonest', (password) => {
  expect(broken(password)).toContain(PasswordRule.FREQUENT);
});

test('every rule has its words and its reason', () => {
  expect(Object.keys(passwordRules).sort()).toEqual(Object.values(PasswordRule).sort());
  for (const { zh, en, why } of Object.values(passwordRules)) {
    expect(zh).toMatch(/[一-鿿]/);
    expect(en.length * why.length).toBeGreaterThan(0);
  }
});
