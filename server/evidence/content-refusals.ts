import type { EvidenceForm } from '../../schema/inspection/index.js';
import { Refusal } from '../../schema/shared/refusal.js';

const HEIC = /^image\/(heic|heif|heic-sequence|heif-sequence|avif)$/;

const taken: Readonly<Record<EvidenceForm, readonly [zh: string, en: string]>> = {
  PICTURE: ['JPEG、PNG、WebP 图片', 'JPEG, PNG and WebP pictures'],
  DOCUMENT: ['PDF、DOCX、XLSX 文件，MP4、M4A 音视频', 'PDF, DOCX and XLSX, MP4 and M4A recordings'],
  EITHER: [
    'JPEG、PNG、WebP 图片，PDF、DOCX、XLSX 文件，MP4、M4A 音视频',
    'JPEG, PNG and WebP pictures, PDF, DOCX and XLSX, MP4 and M4A recordings',
  ],
};

function wordsFor(form: EvidenceForm, found: string | undefined): readonly [zh: string, en: string] {
  if (found && HEIC.test(found)) {
    return [
      '这是 HEIC 照片，暂不能读取：请在手机“设置 → 相机 → 格式”中选“兼容性最佳”（JPEG），或转为 JPEG 后上传。',
      'This is a HEIC photo, which cannot be read here: set the camera to JPEG (“most compatible”), or convert it to JPEG.',
    ];
  }
  const [zh, en] = taken[form];
  return [
    `按内容识别，文件${found ? `是 ${found}` : '不是可识别的类型'}，不予接收；此处只收${zh}。网页、SVG、脚本、程序一律不收。`,
    `By its bytes the file is ${found ?? 'nothing known'} and is not taken; taken are ${en}, and never pages, SVG, scripts or programs.`,
  ];
}

/** By its bytes a file is something that is no evidence here: a page, a script, a program, or a picture of another form. */
export class ContentNotTaken extends Refusal {
  constructor(form: EvidenceForm, found?: string) {
    super(...wordsFor(form, found));
  }
}

/** An archive that unpacks without measure, is damaged, encrypted, or carries macros. */
export class ArchiveNotSafe extends Refusal {
  constructor() {
    super(
      '文件解压后大得不合常理、已损坏、设有密码或带有宏，不予接收；请另存为不带宏、不带密码的 .docx、.xlsx 或 PDF。',
      'The file unpacks to an unreasonable size, is damaged, has a password or macros; save it as a plain .docx, .xlsx or PDF.',
    );
  }
}

export class PictureNotRead extends Refusal {
  constructor() {
    super(
      '图片已损坏或不完整，无法读取；请重新拍摄，或从设备重新导出后上传。',
      'The picture is damaged or incomplete; take it again, or export it from the device anew.',
    );
  }
}

export class PictureTooLarge extends Refusal {
  constructor(readonly mostMegapixels: number) {
    super(
      `图片超过 ${mostMegapixels} 百万像素；请调低相机分辨率或缩小后上传。`,
      `The picture has more than ${mostMegapixels} megapixels; lower the camera’s resolution, or make it smaller.`,
    );
  }
}
