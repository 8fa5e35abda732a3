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

  it('keeps what GraphQL and the engine say of the request', () => {
    const error = new GraphQLError('Syntax Error', { extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
    expect(answerTo(error)).toMatchObject({ message: 'Syntax Error', reported: [] });
  });
});
