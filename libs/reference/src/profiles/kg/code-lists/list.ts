import type { CodeList } from '../../../code-list.js';
import { text } from '../../../text.js';

type Row = readonly [code: string, ky: string, ru: string, en: string];

export const list = (rows: readonly Row[]): CodeList =>
  rows.map(([code, ky, ru, en]) => ({ code, label: text(ky, ru, en) }));
