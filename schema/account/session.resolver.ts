import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow, ANYONE, SIGNED_IN } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { Role } from '../shared/roles.js';
import { Id } from '../shared/scalars.js';
import type { Session } from './session.entity.js';
import { SignInInput } from './session.input.js';
import { endAllSessions, endOtherSessions, endSession, listSessions } from './session.list.js';
import { signOut } from './session.service.js';
import { signIn } from './session.sign-in.js';
import {
  EndOtherSessionsResult,
  EndSessionResult,
  EndSessionsOfResult,
  SessionConnection,
  SessionType,
  SignInResult,
  SignOutResult,
} from './session.type.js';

@Resolver(() => SessionType)
export class SessionResolver {
  @Allow(ANYONE)
  @Mutation(() => SignInResult, { description: '登录。Signs in.' })
  signIn(@Ctx() context: Context, @Arg('input', () => SignInInput) input: SignInInput) {
    return signIn(context, input);
  }

  @Allow(SIGNED_IN)
  @Mutation(() => SignOutResult, { description: '退出。Signs out.' })
  signOut(@Ctx() context: Context) {
    return signOut(context);
  }

  @Allow(SIGNED_IN)
  @Query(() => SessionConnection, { description: '本人的会话，新的在前。One’s own sessions, newest first.' })
  mySessions(@Ctx() context: Context, @Args(() => PageArguments) page: PageArguments) {
    return listSessions(context, context.actor.accountId ?? '', page);
  }

  @Allow(Role.SECURITY_ADMIN)
  @Query(() => SessionConnection, { description: '某账户的会话，新的在前。Sessions of an account.' })
  sessions(
    @Ctx() context: Context,
    @Arg('accountId', () => Id, { description: '账户。Whose.' }) accountId: string,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    return listSessions(context, accountId, page);
  }

  @Allow(SIGNED_IN)
  @Mutation(() => EndSessionResult, { description: '结束本人的一个会话。Ends one of one’s own sessions.' })
  endSession(
    @Ctx() { step }: Context,
    @Arg('handle', () => Id, { description: '会话。Which.' }) handle: string,
  ) {
    return step((unit) => endSession(unit, handle));
  }

  @Allow(SIGNED_IN)
  @Mutation(() => EndOtherSessionsResult, {
    description: '结束本人的其他会话。Ends one’s own sessions, save this one.',
  })
  endOtherSessions(@Ctx() { step }: Context) {
    return step((unit) => endOtherSessions(unit));
  }

  @Allow(Role.SECURITY_ADMIN)
  @Mutation(() => EndSessionsOfResult, {
    description: '结束某账户的全部会话。Ends all sessions of an account.',
  })
  endSessionsOf(
    @Ctx() { step }: Context,
    @Arg('accountId', () => Id, { description: '账户。Whose.' }) accountId: string,
  ) {
    return step((unit) => endAllSessions(unit, accountId));
  }

  @FieldResolver(() => Boolean, { description: '是否当前会话。Whether it is the one that asks.' })
  current(@Root() session: Session, @Ctx() { actor }: Context): boolean {
    return session.handle === actor.sessionId;
  }
}
