import { expect, it } from 'vitest';
import { presenterKeys } from '../../scripts/guide/keys.ts';
import { deckLabels } from '../../scripts/publications/deck/labels.ts';

it('every act of the presenter that has a name is told with its keys', async () => {
  const keys = await presenterKeys();
  const named = (lang: 'en' | 'zh') => Object.values(deckLabels(lang).acts);
  expect(keys.map(({ does }) => does.en).toSorted()).toEqual(named('en').toSorted());
  expect(keys.map(({ does }) => does.zh).toSorted()).toEqual(named('zh').toSorted());
  expect(keys[0]).toEqual({
    keys: { en: 'Space → PgDn', zh: '空格 → PgDn' },
    does: { en: 'Next', zh: '下一页' },
  });
});
