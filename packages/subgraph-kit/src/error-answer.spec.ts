import { AppError } from '@lianxin/errors';
import { GraphQLError } from 'graphql';
import { errorAnswer } from './error-answer.js';

const context = { locale: 'zh', requestId: 'r1' } as const;

describe('errorAnswer', () => {
  const answerTo = (error: GraphQLError) => {
    const reported: unknown[] = [];
    return { ...errorAnswer(error, context, (cause) => reported.push(cause)), reported };
  };

  it('says an AppError in the language of the reader', () => {
    const error = new GraphQLError('x', {
      originalError: new AppError('PAGE_TOO_LARGE', { max: 100 }),
      path: ['stations'],
    });
    expect(answerTo(error)).toMatchObject({
      message: '每页 1 至 100 条,请减小 first。',
      path: ['stations'],
      extensions: { code: 'PAGE_TOO_LARGE', requestId: 'r1' },
      reported: [],
    });
  });

  it('masks whatever it does not know and reports it', () => {
    const cause = new Error('select password from account');
    const answer = answerTo(
      new GraphQLError('select password', { originalError: cause, extensions: { code: 'INTERNAL_SERVER_ERROR' } }),
    );
    expect(JSON.stringify(answer.message)).not.toContain('password');
    expect(answer).toMatchObject({ extensions: { code: 'INTERNAL', requestId: 'r1' }, reported: [cause] });
  });

  it.each([
    ['thrown', { originalError: new AppError('DATABASE_UNREACHABLE', { host: '10.0.0.7/lianxin' }) }],
    ['told', { extensions: { code: 'DATABASE_UNREACHABLE', details: { host: '10.0.0.7/lianxin' } } }],
  ])('tells a client nothing of where the database is that cannot be reached, and to come again: %s', (_, options) => {
    const { reported, ...answer } = answerTo(new GraphQLError('The database at 10.0.0.7/lianxin', options));
    expect(answer).toEqual({
      message: '服务暂不可用,请稍后再试。',
      extensions: { code: 'UNAVAILABLE', requestId: 'r1' },
    });
    expect(reported).toHaveLength(1);
  });

  it('keeps what GraphQL and the engine say of the request', () => {
    const error = new GraphQLError('Syntax Error', { extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
    expect(answerTo(error)).toMatchObject({ message: 'Syntax Error', reported: [] });
  });
});
