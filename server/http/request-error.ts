import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';

/** Errors whose words are ours and may be shown as they are. */
export class RequestError extends GraphQLError {
  declare readonly extensions: { readonly code: string; readonly http: { readonly status: number } };

  constructor(code: string, message: string, status = 400) {
    super(message, { extensions: { code, http: { status, headers: new HeaderMap() } } });
  }
}

/** The one answer of the console to a query that is not valid, for somebody who is not signed in. */
export const invalidRequest = {
  message: '请求无效，请先登录。The request is not valid; sign in first.',
  extensions: { code: 'BAD_REQUEST' },
};
