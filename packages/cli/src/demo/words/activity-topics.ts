/** What a reception is about; null stands for any matter. */
export const receptionTopics = [
  null,
  null,
  '老旧小区改造',
  '农村道路与公交出行',
  '养老服务与老年食堂',
  '校园周边环境',
  '就业与技能培训',
  '河道水环境',
  '民生实事项目征求意见',
  '基层医疗服务',
] as const;

/** What stations do, with the record of it. */
export const activityTopics = [
  {
    kind: 'RECEPTION',
    title: '代表接待选民活动',
    record: '接待群众{n}人,收集意见建议{m}条,现场答复{k}条,其余录入平台交办。',
  },
  {
    kind: 'RESEARCH',
    title: '公共交通出行专题调研',
    record: '走访沿线村社{n}个,发放问卷{m}0份,形成调研报告并提出建议{k}条。',
  },
  {
    kind: 'INSPECTION',
    title: '民生实事项目视察',
    record: '实地察看项目{k}个,代表提出加快进度、注重质量等意见{m}条。',
  },
  { kind: 'FORUM', title: '代表夜话', record: '代表与居民围坐议事,围绕停车、垃圾投放等话题形成共识{k}项。' },
  { kind: 'STUDY', title: '代表履职学习', record: '集中学习代表法,参加代表{n}名,开展履职经验交流。' },
  { kind: 'OUTREACH', title: '法规宣讲进村社', record: '宣讲条例一场,参加群众{m}0余人,发放宣传册。' },
  { kind: 'OTHER', title: '微心愿认领', record: '代表认领微心愿{n}个,已完成{k}个。' },
] as const;

/** Sub-areas of a town, for the names of grids (网格). */
export const gridNames = ['第一网格', '第二网格', '第三网格', '第四网格'] as const;
