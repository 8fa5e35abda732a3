import type { HeadingNames } from './heading.js';
import type { WantedHeadings } from './find-headings.js';

/** What a column of a message list may hold. */
export type SuggestionField =
  | 'sourceNumber'
  | 'constituentName'
  | 'phone'
  | 'title'
  | 'content'
  | 'collectedAt'
  | 'replyText'
  | 'repliedAt'
  | 'supportCount'
  | 'opposeCount'
  | 'category'
  | 'urgency';

/** Headings as message boards, hotlines and congress offices write them; compared after `plainHeading`. */
const names: HeadingNames<SuggestionField> = {
  sourceNumber: {
    usual: [
      '留言编号',
      '工单号',
      '工单编号',
      '诉求编号',
      '建议编号',
      '意见编号',
      '来件编号',
      '信件编号',
      '受理编号',
      '事项编号',
      '编号',
      '单号',
    ],
    weak: ['序号', '流水号', 'id', 'number', 'no'],
  },
  constituentName: {
    usual: [
      '留言用户',
      '留言人',
      '反映人',
      '反映人姓名',
      '诉求人',
      '诉求人姓名',
      '来电人',
      '来访人',
      '群众姓名',
      '联系人',
    ],
    weak: ['姓名', '用户', '用户名', '网友', 'name'],
  },
  phone: {
    usual: ['联系电话', '手机号', '手机号码', '反映人电话', '来电号码', '联系方式', '联系人电话', '电话号码'],
    weak: ['电话', '手机', 'phone'],
  },
  title: {
    usual: ['留言主题', '留言标题', '诉求标题', '诉求主题', '建议标题', '意见标题', '工单标题', '事项标题', '来信标题'],
    weak: ['主题', '标题', '题目', 'title', 'subject'],
  },
  content: {
    usual: [
      '留言详情',
      '留言内容',
      '诉求内容',
      '反映内容',
      '建议内容',
      '意见内容',
      '工单内容',
      '问题描述',
      '事项内容',
      '意见建议',
    ],
    weak: ['内容', '详情', '具体内容', 'content'],
  },
  collectedAt: {
    usual: [
      '留言时间',
      '留言日期',
      '反映时间',
      '反映日期',
      '诉求时间',
      '受理时间',
      '来电时间',
      '收集时间',
      '收集日期',
      '提出时间',
    ],
    weak: ['时间', '日期', '登记时间', '创建时间', '提交时间', 'date'],
  },
  replyText: {
    usual: ['答复意见', '答复内容', '回复内容', '回复意见', '办理结果', '办理情况', '处理结果', '反馈内容', '答复情况'],
    weak: ['答复', '回复', '反馈', 'reply'],
  },
  repliedAt: {
    usual: ['答复时间', '答复日期', '回复时间', '回复日期', '反馈时间', '办结时间', '办结日期'],
  },
  supportCount: { usual: ['点赞数', '支持数', '赞成数', '点赞', '附议数', '赞同数'] },
  opposeCount: { usual: ['反对数', '不支持数', '反对', '点踩数'] },
  category: {
    usual: ['一级标签', '诉求分类', '诉求类别', '问题分类', '问题类别', '事项分类', '留言分类', '一级分类'],
    weak: ['分类', '类别', '标签', 'category'],
  },
  urgency: { usual: ['紧急程度', '缓急程度', '紧急级别'], weak: ['紧急'] },
};

/** A list of messages needs their text and when they were raised; every other column may be absent. */
export const suggestionHeadings: WantedHeadings<SuggestionField> = {
  names,
  suffices: ({ title, content, collectedAt }) =>
    (title !== undefined || content !== undefined) && collectedAt !== undefined,
  wanted: '留言主题 title / 留言详情 content, 留言时间 date',
};
