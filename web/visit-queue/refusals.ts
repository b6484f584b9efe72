const words = {
  STORAGE_FULL: [
    '手机存储空间不足，这一条没有保存；请清理空间或先上传已有记录，然后重新录入。',
    'The phone’s storage is full and this was not kept: free some space, or send what is here first, and record it again.',
  ],
  FILE_TOO_LARGE: [
    '文件过大，服务器不会接收；照片请调低分辨率，文件、音视频请分段。',
    'The server does not take a file so large: lower the camera’s resolution, or cut a recording into parts.',
  ],
  FILE_NOT_READ: [
    '文件读不出或是空的，请重新选择。',
    'The file is empty or cannot be read; choose it again.',
  ],
  TEXT_NOT_TAKEN: [
    '文字中有服务器不接收的字符（如控制字符或很新的表情符号），请删除后重新录入。',
    'The text holds a character that the server does not take, such as a control mark or a very recent emoji; remove it.',
  ],
  UNSENT_LEFT: [
    '还有内容没有送达服务器，现在清除就会丢失；请先发送或逐条处理。',
    'Something has not reached the server and would be lost; send or settle it first.',
  ],
} as const;

export type PhoneRefusalCode = keyof typeof words;

/** Why the phone itself does not do what was asked; nothing was changed. */
export class PhoneRefusal {
  readonly message: string;
  readonly messageEn: string;

  constructor(readonly code: PhoneRefusalCode) {
    [this.message, this.messageEn] = words[code];
  }
}
