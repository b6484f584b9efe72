import { registerEnumType } from 'type-graphql';

/** What somebody who is signed in must do before anything else. */
export enum Duty {
  CHANGE_PASSWORD = 'CHANGE_PASSWORD',
  ENROL_SECOND_FACTOR = 'ENROL_SECOND_FACTOR',
  SHOW_SECOND_FACTOR = 'SHOW_SECOND_FACTOR',
}

registerEnumType(Duty, {
  name: 'Duty',
  description: '登录后须先办的事。What must be done before anything else.',
  valuesConfig: {
    CHANGE_PASSWORD: { description: '修改密码: somebody else made the password; change it' },
    ENROL_SECOND_FACTOR: { description: '绑定动态口令: the role needs a second factor; enrol one' },
    SHOW_SECOND_FACTOR: { description: '输入动态口令: give a code of the authenticator' },
  },
});

/** What a duty leaves open beside what strangers may call, and what everything else is answered with. */
export const duties: Readonly<
  Record<Duty, { readonly open: readonly string[]; readonly code: string; readonly message: string }>
> = {
  CHANGE_PASSWORD: {
    open: ['changePassword', 'signOut'],
    code: 'PASSWORD_CHANGE_NEEDED',
    message: '请先修改密码（changePassword）。Change your password first (changePassword).',
  },
  ENROL_SECOND_FACTOR: {
    open: ['startSecondFactor', 'confirmSecondFactor', 'signOut'],
    code: 'SECOND_FACTOR_ENROLMENT_NEEDED',
    message:
      '您的角色须使用动态口令，请先绑定（startSecondFactor）。Your role needs a second factor: enrol one first (startSecondFactor).',
  },
  SHOW_SECOND_FACTOR: {
    open: ['showSecondFactor', 'signOut'],
    code: 'SECOND_FACTOR_NEEDED',
    message:
      '请先输入动态口令（showSecondFactor）。Give a code of your authenticator first (showSecondFactor).',
  },
};
