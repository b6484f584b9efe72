import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
import { ChangeCertificateInput, EnterLeaveInput, SeenRowInput } from './availability.input.js';
import { addCertificate, changeCertificate, moveCertificate } from './certificate.service.js';
import { CertificateInput } from './inspector.input.js';
import {
  AddCertificateResult,
  CancelLeaveResult,
  ChangeCertificateResult,
  EnterLeaveResult,
} from './inspector.payload.js';
import { cancelLeave, enterLeave } from './leave.service.js';

@Resolver()
export class CertificateResolver {
  @Allow(Role.REGISTRAR)
  @Mutation(() => AddCertificateResult, { description: '登记证件。Adds a certificate.' })
  addCertificate(
    @Ctx() { step }: Context,
    @Arg('inspectorId', () => Id) inspectorId: string,
    @Arg('certificate', () => CertificateInput) certificate: CertificateInput,
  ) {
    return step((unit) => addCertificate(unit, inspectorId, certificate));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => ChangeCertificateResult, { description: '改正或换发证件。Corrects or renews one.' })
  changeCertificate(
    @Ctx() { step }: Context,
    @Arg('input', () => ChangeCertificateInput) input: ChangeCertificateInput,
  ) {
    return step((unit) => changeCertificate(unit, input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => ChangeCertificateResult, { description: '暂扣证件。Suspends a certificate.' })
  suspendCertificate(@Ctx() { step }: Context, @Arg('input', () => SeenRowInput) input: SeenRowInput) {
    return step((unit) => moveCertificate(unit, 'suspend', input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => ChangeCertificateResult, { description: '发还暂扣的证件。Restores a suspended one.' })
  restoreCertificate(@Ctx() { step }: Context, @Arg('input', () => SeenRowInput) input: SeenRowInput) {
    return step((unit) => moveCertificate(unit, 'restore', input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => ChangeCertificateResult, { description: '吊销证件，不可恢复。Revokes one, for good.' })
  revokeCertificate(@Ctx() { step }: Context, @Arg('input', () => SeenRowInput) input: SeenRowInput) {
    return step((unit) => moveCertificate(unit, 'revoke', input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => EnterLeaveResult, { description: '登记请休假。Enters leave.' })
  enterLeave(@Ctx() { step }: Context, @Arg('input', () => EnterLeaveInput) input: EnterLeaveInput) {
    return step((unit) => enterLeave(unit, input));
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => CancelLeaveResult, { description: '取消请休假。Cancels leave.' })
  cancelLeave(@Ctx() { step }: Context, @Arg('input', () => SeenRowInput) input: SeenRowInput) {
    return step((unit) => cancelLeave(unit, input));
  }
}
