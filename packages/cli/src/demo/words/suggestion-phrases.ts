/** How people begin and end what they say. */
export const openings = [
  '',
  '',
  '',
  '代表您好,',
  '我是{place}的居民,',
  '我是住在{place}的村里人,',
  '反映一个情况:',
  '人大代表同志:',
] as const;
export const closings = [
  '',
  '希望有关部门尽快处理。',
  '请尽快派人来看看。',
  '盼回复,谢谢!',
  '请给一个明确的时间。',
  '恳请代表帮忙推动。',
  '大家都很关心这件事。',
  '方便的话请电话联系我。',
] as const;

/** Matters that a station does not take up, each with what the person is told and where to turn (不予受理). */
export const refusals = [
  {
    title: '对法院判决不服,希望代表帮忙改判',
    content: '我和邻居的宅基地官司判了,我觉得不公平,希望代表出面让法院重新判。',
    category: '070201',
    reason: '该事项属于已经审理终结的案件,依法应当通过诉讼程序解决,站点不予受理。',
    advice: '可在法定期限内向上一级法院申请再审,或拨打12368咨询。',
  },
  {
    title: '请介绍亲戚到国企上班',
    content: '我侄子大学毕业,想请代表帮忙介绍进市里的国企工作。',
    category: '100201',
    reason: '该事项属于个人请托,不属于意见建议的受理范围。',
    advice: '可关注人社部门发布的公开招聘信息。',
  },
  {
    title: '推荐一款净水产品给政府采购',
    content: '我公司的净水机质量很好,希望各村采购安装,可以给优惠。',
    category: '010301',
    reason: '该内容为商业推介,不属于意见建议的受理范围。',
    advice: '可通过政府采购平台依法参与投标。',
  },
  {
    title: '举报某干部违纪',
    content: '我要举报一名干部收受礼品的问题,材料可以当面给。',
    category: '070201',
    reason: '检举控告应当由纪检监察机关受理,站点不留存材料。',
    advice: '请拨打12388或到纪检监察信访室反映。',
  },
  {
    title: '与邻居的民间借款纠纷',
    content: '邻居三年前向我借钱至今不还,请代表帮我要回来。',
    category: '070202',
    reason: '该事项为民间借贷纠纷,不属于公共事务。',
    advice: '可申请人民调解,或向法院起诉;经济困难的可申请法律援助(12348)。',
  },
  {
    title: '小区有人晕倒,快来救人',
    content: '楼下有位老人晕倒了,请马上派人。',
    category: '040101',
    reason: '紧急救助应当立即拨打120,站点已电话核实老人送医,本件不再受理。',
    advice: '遇紧急情况请直接拨打120、110、119。',
  },
] as const;

/** Why a unit asks to give a case back (退单), with the answer if the office does not agree. */
export const returnReasons = [
  '经现场核实,该路段尚未移交属地管养,建议由行业主管部门牵头办理。',
  '该事项涉及行政执法权限,本单位无处置权,建议改派。',
  '反映地点不在本单位辖区,请核实后重新分派。',
  '该事项属于专营单位职责,我单位可以协助。',
] as const;
export const denyReasons = [
  '该件在派单目录中属你单位职责,请首接负责,需要协办的可提出。',
  '涉及多个单位的由你单位牵头,不再改派。',
] as const;
export const approveReasons = ['情况属实,同意退回,由站点重新分派。', '同意退单,请按建议单位改派。'] as const;

export const dispatchNotes = [
  null,
  null,
  '请首接负责,及时联系反映人。',
  '请现场核实后答复。',
  '反映人为高龄老人,请优先上门。',
  '代表将跟踪办理。',
] as const;
export const redispatchNotes = [
  '反映人不满意,请由负责人牵头重新办理。',
  '请针对不满意的理由逐条答复,并当面听取意见。',
] as const;
export const acceptNotes = [
  null,
  null,
  '已指派专人现场核查。',
  '已安排两日内联系反映人。',
  '由分管负责人牵头办理。',
] as const;
export const withdrawReasons = [
  '问题已经自行解决,撤回。',
  '物业今天已经修好了,谢谢。',
  '重复提交了,撤回这一件。',
  '我想补充材料后再提。',
] as const;

/** Why the office or the inspection room closes an escalated case, for everybody concerned to read. */
export const closeReasons = [
  '经三次办理并现场督办,现有条件下已穷尽措施,后续纳入年度工程统筹推进,本件向社会公开说明后办结。',
  '督查室会同承办单位与反映人当面沟通,已明确后续计划和责任人,反映人仍有不同意见,依规公开办结。',
  '该事项受规划条件限制短期内无法实施,已将理由、依据和替代措施在站点公示,依规办结。',
] as const;

export const satisfiedComments = [
  '办得很快,谢谢!',
  '工作人员态度好,问题解决了。',
  '当天就有人联系,很满意。',
  null,
  null,
  '谢谢代表,谢谢镇里。',
  '问题解决了,希望保持下去。',
] as const;
export const acceptableComments = [
  '基本解决,希望后面继续跟进。',
  '态度很好,进度还可以再快些。',
  null,
  '先看看效果。',
  '能理解,希望按计划完成。',
] as const;

/** How a person was contacted before the reply (回访记录). */
export const contactNotes = [
  { method: '电话', note: '电话告知办理结果,反映人表示认可。' },
  { method: '上门', note: '上门走访并现场查看,反映人对处理情况无异议。' },
  { method: '当面', note: '在联络站当面答复,代表在场。' },
  { method: '电话', note: '电话回访,反映人要求后续保持,已记录。' },
] as const;
