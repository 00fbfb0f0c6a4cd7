import { describe, expect, it } from 'vitest';
import { webAddress } from '../../scripts/report/web-address.ts';

describe('an address of the web', () => {
  it('is kept as a QR code holds it, in ASCII', () => {
    expect(webAddress('https://www.example.gov.cn/2023?id=1')).toBe('https://www.example.gov.cn/2023?id=1');
    expect(webAddress('HTTP://例子.cn/报告')).toBe('http://xn--fsqu00a.cn/%E6%8A%A5%E5%91%8A');
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://example.gov.cn',
    'www.example.gov.cn',
    'https://',
    'https://a b.cn',
    'https://user:pass@example.gov.cn',
    `https://example.gov.cn/${'x'.repeat(200)}`,
    '',
  ])('is none: %s', (text) => {
    expect(webAddress(text)).toBeNull();
  });
});
