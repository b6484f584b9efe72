import { realpathSync } from 'node:fs';
import { serifFiles } from '../../../schema/document/paper/font/fonts.js';
import { listPackages, staysBehind } from '../../../tools/pack/contents.js';

/** The fonts of an archive, by the files that they are copied from. */
const packed = listPackages(process.cwd(), 'linux-x64')
  .filter(({ path }) => /\.(ttf|otf|woff2?)(\.png)?$/.test(path))
  .map(({ content }) => realpathSync(String(content)));
const serif = packed.filter((file) => file.includes('noto-serif-sc'));

test('an archive has the two weights that papers are printed in, and no other of the eight', () => {
  expect(serif.sort()).toEqual(Object.values(serifFiles).sort());
});

test('the rare characters stay in it', () => {
  expect(packed.filter((file) => file.includes('hanamin')).length).toBeGreaterThan(50);
});

test('what only compilers read stays behind; licences and programs go with it', () => {
  const font = 'node_modules/@expo-google-fonts/noto-serif-sc';
  const left = ['500Medium/NotoSerifSC_500Medium.ttf', '400Regular/NotoSerifSC_400Regular.ttf.png', 'x.d.ts'];
  const kept = ['400Regular/NotoSerifSC_400Regular.ttf', 'LICENSE_FONT', 'index.js'];
  expect(left.filter((file) => !staysBehind(`/x/${font}/${file}`))).toEqual([]);
  expect(kept.filter((file) => staysBehind(`/x/${font}/${file}`))).toEqual([]);
});
