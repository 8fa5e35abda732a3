/** Livelihood projects (民生实事) of a year: name, the bureau's place in `cityBureaus`, and the steps of the work. */
export const projectTopics = [
  {
    name: '老旧小区改造提升{n}个',
    bureau: 'construction',
    steps: ['完成居民意愿征集', '施工招标', '管网改造完成', '竣工验收'],
  },
  { name: '新增公共停车位{n}00个', bureau: 'enforcement', steps: ['选址公示', '施工许可', '土建完成', '投入使用'] },
  { name: '新改建农村公路{n}0公里', bureau: 'transport', steps: ['施工图设计', '路基完成', '路面完成', '交工验收'] },
  { name: '新增普惠托位{n}00个', bureau: 'health', steps: ['布点方案', '场地改造', '人员培训', '开园'] },
  { name: '新建改建中小学{n}所', bureau: 'education', steps: ['开工', '主体结顶', '装修完成', '秋季投用'] },
  {
    name: '提升居家养老服务中心{n}家',
    bureau: 'civilAffairs',
    steps: ['方案审定', '改造施工', '引入运营', '星级评定'],
  },
  { name: '新建老年食堂{n}家', bureau: 'civilAffairs', steps: ['选址', '装修', '试运营', '正式开餐'] },
  { name: '农村饮用水管网改造{n}0公里', bureau: 'water', steps: ['勘察设计', '管材采购', '敷设完成', '水质检测合格'] },
  { name: '基层医疗机构标准化建设{n}家', bureau: 'health', steps: ['设备清单', '改造施工', '设备到位', '验收'] },
  { name: '新增嵌入式体育场地{n}处', bureau: 'culture', steps: ['点位确定', '施工', '安装器材', '开放'] },
  { name: '送戏下乡{n}00场', bureau: 'culture', steps: ['节目征集', '完成三成', '完成七成', '全部完成'] },
  {
    name: '安装电动自行车集中充电口{n}000个',
    bureau: 'police',
    steps: ['排查摸底', '完成三成', '完成七成', '全部启用'],
  },
  { name: '开展职业技能培训{n}000人次', bureau: 'labour', steps: ['开班计划', '完成三成', '完成七成', '发证结业'] },
  { name: '新建农村公厕{n}0座', bureau: 'enforcement', steps: ['选址', '施工', '完工', '移交管护'] },
  { name: '山塘除险加固{n}座', bureau: 'water', steps: ['安全鉴定', '施工', '蓄水验收', '移交'] },
] as const;

/** What towns do themselves (乡镇民生实事). */
export const townProjectTopics = [
  { name: '村道拓宽提升{n}公里', steps: ['测量放样', '路基完成', '路面完成', '交工验收'] },
  { name: '村级文化礼堂改造{n}家', steps: ['方案征求意见', '开工', '完工', '开放'] },
  { name: '主干道路灯补装{n}0盏', steps: ['点位确定', '设备采购', '安装完成', '亮灯验收'] },
  { name: '新建老年食堂{n}家', steps: ['选址', '装修', '试运营', '正式开餐'] },
  { name: '集镇新增停车位{n}0个', steps: ['选址公示', '场地平整', '划线', '投入使用'] },
  { name: '山塘清淤加固{n}座', steps: ['安全鉴定', '施工', '蓄水验收', '移交'] },
] as const;

/** Lists of matters that are struck off one by one (清单). */
export const workListTopics = [
  {
    kind: '监督事项',
    name: '市人大常委会年度监督事项清单',
    items: [
      '水污染防治法执法检查',
      '专项债券资金使用监督',
      '养老服务条例实施情况监督',
      '优化营商环境工作评议',
      '义务教育均衡发展专题询问',
      '国有资产管理情况审议',
    ],
  },
  {
    kind: '决策部署',
    name: '重大决策部署落实清单',
    items: ['共同富裕示范点建设', '电商产业集群培育', '城乡公交一体化', '清廉村居建设', '数字化改革应用贯通'],
  },
  {
    kind: '履职清单',
    name: '代表履职清单',
    items: [
      '每名代表接待选民不少于两次',
      '走访联系群众全覆盖',
      '代表小组活动每季度一次',
      '代表述职评议',
      '领衔督办重点建议',
    ],
  },
  {
    kind: '民生事项',
    name: '代表票决民生微实事清单',
    items: [
      '河滨步道路灯补装',
      '村级文化礼堂开放',
      '学校门前护学通道',
      '农贸市场公厕改造',
      '公交站亭遮阳棚',
      '独居老人智能烟感',
    ],
  },
] as const;
