import { expect, test } from 'vitest';
import { entriesOf } from '../../scripts/print/entries.ts';

test('a dictionary is read entry by entry, whatever stands inside others', () => {
  const dict =
    '<</Type /Page /Parent 3 0 R\n/Resources <</Font <</F1 4 0 R>> /ProcSet [/PDF /Text]>>/MediaBox[0 0 1 2]/T (a \\) /No 1 >>)/H <FEFF00>/Flag true/Rotate 90>>\nstream';
  expect(Object.fromEntries(entriesOf(dict))).toEqual({
    Type: '/Page',
    Parent: '3 0 R',
    Resources: '<</Font <</F1 4 0 R>> /ProcSet [/PDF /Text]>>',
    MediaBox: '[0 0 1 2]',
    T: '(a \\) /No 1 >>)',
    H: '<FEFF00>',
    Flag: 'true',
    Rotate: '90',
  });
  expect(entriesOf('<<>>').size).toBe(0);
});
