import { registerEnumType } from 'type-graphql';

/** Who signs in: a person by password or identity provider, a machine by keys alone. */
export enum AccountKind {
  PERSON = 'PERSON',
  MACHINE = 'MACHINE',
}

registerEnumType(AccountKind, {
  name: 'AccountKind',
  description: '账户种类。Whether somebody or some machine signs in.',
  valuesConfig: {
    PERSON: { description: '人员: by password or identity provider' },
    MACHINE: { description: '机器（接口）: by API keys alone' },
  },
});

/** How a session was opened. */
export enum SignInMethod {
  PASSWORD = 'PASSWORD',
  IDENTITY_PROVIDER = 'IDENTITY_PROVIDER',
}

registerEnumType(SignInMethod, {
  name: 'SignInMethod',
  description: '登录方式。How somebody signed in.',
  valuesConfig: {
    PASSWORD: { description: '密码: by password' },
    IDENTITY_PROVIDER: { description: '统一身份认证: by an identity provider (OpenID Connect)' },
  },
});
