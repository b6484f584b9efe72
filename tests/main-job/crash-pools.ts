/** How many there are of each: a draw takes a second, not a minute. */
export const targetCount = 150;
export const officerCount = 12;

const classes = ['A', 'B', 'C'];
const divisions = ['440802', '440803', '440804'];

/** A file of each kind in which every row differs from the attempt before. */
export const poolFiles = {
  entities(attempt: number): string {
    const rows = Array.from({ length: targetCount }, (_, n) => {
      const [risk, division] = [classes[n % 3], divisions[n % 3]];
      return `虚构${n}号店,LIC-${n},${division},存续,虚构路${attempt}号,${risk}`;
    });
    return ['企业名称,许可证号,区划代码,登记状态,住所,风险等级', ...rows].join('\n');
  },
  inspectors(attempt: number): string {
    const day = new Date(Date.UTC(2030, 0, 1 + attempt)).toISOString().slice(0, 10);
    const rows = Array.from({ length: officerCount }, (_, n) => {
      return `演${n}员,演示证${1000 + n},${divisions.join('；')},2025-01-01,${day},YS${attempt}-${n}`;
    });
    return ['姓名,执法证号,执法区域,有效期起,有效期至,单位工号', ...rows].join('\n');
  },
  items(attempt: number): string {
    const rows = ['CR-01', 'CR-02', 'CR-03'].map(
      (code) => `${code},检查事项第${attempt}稿,《中华人民共和国食品安全法》第一百一十条`,
    );
    return ['事项编码,抽查事项名称,抽查依据', ...rows].join('\n');
  },
} as const;
