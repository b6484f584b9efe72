import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { isRefusal } from '../shared/refusal.js';
import { Role } from '../shared/roles.js';
import type { Device } from './device.entity.js';
import { listDevices, registerDevice, revokeDevice } from './device.service.js';
import { DeviceState } from './device.states.js';
import {
  DeviceConnection,
  DeviceType,
  RegisterDeviceInput,
  RegisterDeviceResult,
  RevokeDeviceInput,
  RevokeDeviceResult,
} from './device.type.js';

@Resolver(() => DeviceType)
export class DeviceResolver {
  @Allow(Role.INSPECTOR, Role.SECURITY_ADMIN, Role.AUDITOR)
  @Query(() => DeviceConnection, { description: '执法设备，新的在前。Devices, newest first.' })
  devices(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return listDevices(context, page);
  }

  @Allow(Role.INSPECTOR)
  @Mutation(() => RegisterDeviceResult, {
    description: '登记本人登录所用的设备。Registers the device on which the officer is signed in.',
  })
  registerDevice(
    @Ctx() { step }: Context,
    @Arg('input', () => RegisterDeviceInput) input: RegisterDeviceInput,
  ) {
    return step(async (unit) => {
      const device = await registerDevice(unit, input);
      return isRefusal(device) ? device : { __typename: 'DeviceRegistered', device };
    });
  }

  @Allow(Role.INSPECTOR, Role.SECURITY_ADMIN)
  @Mutation(() => RevokeDeviceResult, {
    description:
      '停用设备：本人的，或由安全保密管理员。Revokes a device: one’s own, or any by the security administrator.',
  })
  revokeDevice(@Ctx() { step }: Context, @Arg('input', () => RevokeDeviceInput) input: RevokeDeviceInput) {
    return step(async (unit) => {
      const device = await revokeDevice(unit, input);
      return isRefusal(device) ? device : { __typename: 'DeviceRevoked', device };
    });
  }

  @FieldResolver(() => DeviceState, { description: '状态。How it stands.' })
  state(@Root() device: Device): DeviceState {
    return device.revokedAt ? DeviceState.REVOKED : DeviceState.VALID;
  }
}
