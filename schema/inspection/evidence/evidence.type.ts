import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { DateTime } from '../../shared/scalars.js';
import { NotOnTeam } from '../inspection.errors.js';
import {
  EvidenceAlreadyWithdrawn,
  EvidenceClosed,
  EvidenceNotFound,
  EvidencePinned,
  MatterClosed,
} from './evidence.errors.js';
import { EvidenceKind } from './evidence.kinds.js';

@ObjectType('EvidenceWithdrawal', { description: '撤回。That evidence was withdrawn.' })
export class EvidenceWithdrawalType {
  @Field(() => String, { description: '理由。Why.' })
  reason!: string;

  @Field(() => DateTime, { description: '时间。When.' })
  withdrawnAt!: Date;

  @Field(() => String, { description: '撤回人。Who did it.' })
  withdrawnByName!: string;
}

@ObjectType('Evidence', {
  description:
    '检查的照片、文件或签名。A photo, document or signature of a visit; files at /evidence/<id>, /picture, /thumbnail.',
})
export class EvidenceType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => ID, { description: '客户端编号。By which the device knows it.' })
  clientId!: string;

  @Field(() => EvidenceKind, { description: '种类。What it is evidence of.' })
  kind!: EvidenceKind;

  @Field(() => ID, {
    nullable: true,
    description: '所属整改、移送或预警。The rectification, transfer or alarm that it belongs to.',
  })
  matterId?: string | null;

  @Field(() => String, { nullable: true, description: '检查要点编码。The point of the checklist, if any.' })
  point?: string | null;

  @Field(() => String, { description: '按内容识别的类型。Its type, as its bytes say.' })
  mediaType!: string;

  @Field(() => Int, { description: '字节数。Its size in bytes.' })
  size!: number;

  @Field(() => String, { description: '原件的 SHA-256。SHA-256 of the file as it was taken.' })
  sha256!: string;

  @Field(() => String, {
    nullable: true,
    description: '设备上的文件名；保存期满后没有。Its name on the device; absent once its term is over.',
  })
  fileName?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: '拍摄或取得时间，按设备。When it was taken, as the device says.',
  })
  takenAt?: Date | null;

  @Field(() => DateTime, { description: '上传时间。When it arrived.' })
  uploadedAt!: Date;

  @Field(() => String, { description: '上传人。Who uploaded it.' })
  uploadedByName!: string;

  @Field(() => Boolean, { description: '有可显示的图片。There is a picture to show.' })
  hasPicture!: boolean;

  @Field(() => Boolean, { description: '保存期满，内容已销毁。Its term is over, its content destroyed.' })
  isEnded!: boolean;

  @Field(() => EvidenceWithdrawalType, {
    nullable: true,
    description: '撤回；未撤回的没有。Its withdrawal, if it was.',
  })
  withdrawal?: EvidenceWithdrawalType | null;
}

export const EvidenceConnection = connectionOf('Evidence', () => EvidenceType);

@ObjectType('EvidenceCapture', {
  description:
    '相机写入照片的信息，加密另存，从不公开。What the camera wrote into a photo: kept apart, never published.',
})
export class EvidenceCaptureType {
  @Field(() => String, { nullable: true, description: '拍摄时间，按相机。When, as the camera says.' })
  takenAt?: string;

  @Field(() => Float, { nullable: true, description: '纬度（WGS-84）。Latitude.' })
  latitude?: number;

  @Field(() => Float, { nullable: true, description: '经度（WGS-84）。Longitude.' })
  longitude?: number;

  @Field(() => String, { nullable: true, description: '设备。The device.' })
  device?: string;
}

@ObjectType({ description: '已撤回。The evidence was withdrawn, and stays.' })
export class EvidenceWithdrawn {
  @Field(() => EvidenceType, { description: '证据。The evidence.' })
  evidence!: EvidenceType;
}

export const WithdrawEvidenceResult = resultUnion('WithdrawEvidenceResult', () => [
  EvidenceWithdrawn,
  EvidenceNotFound,
  EvidenceAlreadyWithdrawn,
  EvidenceClosed,
  EvidencePinned,
  NotOnTeam,
  MatterClosed,
]);
