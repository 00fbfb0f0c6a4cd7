/** Invented reports that are long or odd, the same from the same seed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Numbers from 0 to 1 (Park and Miller's minimal standard generator). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const SUBJECTS = ['全县上下', '各乡镇', '重点园区', '县属企业', '相关部门', '广大干部群众', '新型经营主体'];
const VERBS = ['深入推进', '扎实开展', '持续完善', '统筹抓好', '加快实施', '不断巩固', '着力优化'];
const OBJECTS = [
  '产业链条延伸',
  '老旧小区改造',
  '农村人居环境整治',
  '“竹海明珠”品牌建设',
  '数字化转型（含设备更新）',
  '义务教育优质均衡发展',
  '安全生产专项整治',
  '营商环境提升行动',
  'PPP项目规范管理',
];
const MEASURED: [string, string][] = [
  ['完成投资', '亿元'],
  ['新增企业', '家'],
  ['改造户厕', '户'],
  ['建成公路', '公里'],
  ['新增学位', '个'],
  ['覆盖率达到', '%'],
];

/** So many characters of sentences, some with a number, some with a quotation or Latin letters. */
export function sentences(length: number, seed: number): string {
  const next = random(seed);
  const of = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  let text = '';
  while (text.length < length) {
    const clauses = Array.from({ length: 1 + Math.floor(next() * 3) }, () => {
      const [verb, unit] = of(MEASURED);
      const number = Math.floor(next() * 900 + 10) / (next() < 0.3 ? 10 : 1);
      return next() < 0.4 ? `${verb}${number}${unit}` : `${of(VERBS)}${of(OBJECTS)}`;
    });
    text += `${of(SUBJECTS)}${of(VERBS)}${of(OBJECTS)}，${clauses.join('，')}。`;
  }
  return text;
}

interface Oddity {
  /** Characters of the text, about. */
  length: number;
  sections?: boolean;
  glossary?: boolean;
  /** Titles of sections have so many characters. */
  heading?: number;
  /** Everything in one paragraph a part. */
  endless?: boolean;
}

/** Text of a report. */
export function oddReport(
  { length, sections = true, glossary = true, heading = 12, endless = false }: Oddity,
  seed = 7,
): string {
  const lines = [
    '政 府 工 作 报 告',
    '（2024年1月18日在明川县第十二届人民代表大会第三次会议上）',
    '明川县县长　　林　岚',
    '',
    '各位代表：',
    '现在，我代表县人民政府向大会报告工作，请予审议，并请县政协委员和列席人员提出意见。',
  ];
  const parts = ['2023年工作回顾', '2024年工作总体要求和预期目标', '2024年重点工作'];
  const numerals = [...'一二三四五六七八'];
  let count = seed;
  const text = (characters: number) => {
    count += 1;
    return sentences(characters, count);
  };
  parts.forEach((title, i) => {
    lines.push(`${numerals[i]}、${title}`);
    const share = Math.floor((length * (i === 1 ? 0.1 : 0.45)) / 1);
    if (endless) lines.push(text(share));
    else if (!sections || i === 1)
      for (let left = share; left > 0; left -= 400) lines.push(text(Math.min(400, left)));
    else
      for (let s = 0; s < 6; s += 1) {
        const name = [...`持续${VERBS[s]}${OBJECTS[s]}、${'推动高质量发展取得更大成效、'.repeat(5)}`]
          .slice(0, heading)
          .join('');
        lines.push(`（${numerals[s]}）${name.replace(/、$/, '好')}`);
        for (let left = share / 6; left > 0; left -= 350) lines.push(text(Math.min(350, left)));
      }
  });
  lines.push('各位代表！让我们踔厉奋发、笃行不怠，为建设富裕文明和谐美丽的新明川而努力奋斗！');
  if (glossary)
    lines.push(
      '',
      '名词解释：',
      '1.“竹海明珠”：明川县竹产品的区域公用品牌，首批授权企业12家。',
      '2.PPP：政府和社会资本合作模式。',
    );
  return lines.join('\n');
}

/** Writes a report's folder. */
export function writeOdd(dir: string, name: string, oddity: Oddity): string {
  const folder = path.join(dir, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'report.txt'), oddReport(oddity));
  return folder;
}
