import { describe, expect, it } from 'vitest';
import { readOutline } from '../../scripts/report/outline.ts';
import { readProfile } from '../../scripts/report/profile.ts';

const profileOf = (head: string) => {
  const outline = readOutline(`${head}\n一、2030年工作回顾\n稳步推进。\n`);
  return readProfile(
    outline.preface,
    outline.parts.map((p) => p.title.text),
    undefined,
  );
};

describe('who, where and when', () => {
  it('of the state', () => {
    const profile = profileOf(
      '政府工作报告\n——2031年3月5日在第十六届全国人民代表大会第四次会议上\n各位代表：',
    );
    expect(profile).toMatchObject({
      region: '国务院',
      issuer: '国务院',
      level: 'state',
      meeting: '第十六届全国人民代表大会第四次会议',
      date: '2031-03-05',
    });
  });

  it('of a meeting counted without 第, or told on two lines', () => {
    expect(profileOf('2031年2月5日在云泽县十七届人民代表大会第六次会议上').region).toBe('云泽县');
    expect(profileOf('2031年1月28日在云泽县第十八届\n人民代表大会第一次会议上').meeting).toBe(
      '云泽县第十八届人民代表大会第一次会议',
    );
    const parted = profileOf('——2031年1月3日在清河市云泽县\n第五届人民代表大会第二次会议上');
    expect([parted.region, parted.meeting]).toEqual([
      '清河市云泽县',
      '清河市云泽县第五届人民代表大会第二次会议',
    ]);
    expect(profileOf('政府工作报告\n第五届人民代表大会第二次会议').region).toBeNull();
  });

  it('of the one who speaks: 我代表上海市人民政府, but not 我代表市人民政府', () => {
    const profile = profileOf('各位代表：现在，我代表上海市人民政府，向大会报告工作。');
    expect([profile.region, profile.level]).toEqual(['上海市', 'province']);
    expect(profileOf('各位代表：现在，我代表市人民政府，向大会报告工作。').region).toBeNull();
  });

  it('on the day of the meeting, not of the page', () => {
    const head =
      '2031年云泽省人民政府工作报告\n2031年02月10日 07时41分\n分享：\n2031年2月3日在云泽省第十四届人民代表大会第五次会议上';
    expect(profileOf(head).date).toBe('2031-02-03');
  });
});
