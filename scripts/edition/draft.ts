/** 草稿: see publications/draft.ts, which the proof reads too. */
export { markDraft } from '../publications/draft.ts';
