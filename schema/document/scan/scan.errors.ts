import { ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

@ObjectType({
  implements: ConsoleError,
  description: '扫描件中没有可识别的二维码。No QR of ours can be read in the scan.',
})
export class ScanWithoutMark extends Refusal {
  constructor() {
    super(
      '扫描件中没有认得出的本系统二维码：请以 200 至 300 dpi 重新扫描、勿裁去页角，存为 PNG 或 PDF；或指明文书 documentId 后上传。',
      'No QR of ours can be read in the scan: scan again at 200 to 300 dpi with the corner of the page, as PNG or PDF; or name the paper (documentId).',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '文件不能作为扫描件。The file cannot be a scan.' })
export class ScanFileInvalid extends Refusal {
  constructor(zh: string, en: string) {
    super(`文件不能使用：${zh}。`, `The file cannot be used: ${en}.`);
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '扫描件属于他处的文书。The scan is of another’s paper.',
})
export class ScanNotOurs extends Refusal {
  constructor() {
    super(
      '扫描件上的二维码不是本部门或本检查组的文书，请核对后重新上传。',
      'The QR in the scan is of no paper of your department or team; check it and upload again.',
    );
  }
}
