/** The types that the fields of the YAML files share; their titles name them in editors and in docs/figures.md. */
import { z } from 'zod';

/** A description for both readers: English, then Chinese on a line of its own. */
export const said = (en: string, zh: string): string => `${en}\n${zh}`;

export const id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .meta({ title: 'id', description: said('kebab-case id', '小写字母、数字和连字符组成的编号') });
export const ref = z
  .string()
  .regex(/^[a-z][a-z0-9-]*(\.(change|rank))?$/)
  .meta({
    title: 'reference',
    description: said('id, id.change or id.rank', '编号、编号.change 或 编号.rank'),
  });
export const words = z
  .string()
  .min(1)
  .meta({
    title: 'words',
    description: said("the editor's words; numbers as {references}", '编者的话，数字写成 {引用}'),
  });
export const fragment = z
  .string()
  .min(1)
  .meta({
    title: 'fragment',
    description: said('exact fragment of report.txt', '报告原文的一段，一字不差'),
  });
