/** Frequent surnames (姓); those at the front of the list are drawn more often. */
export const surnames = [
  ...'陈王张李徐吴朱胡金周方楼郑叶何黄杨刘赵应傅郭蒋施章宋童范俞邵陆沈许潘骆卢姜严汪程项洪夏蔡曹龚钱孙丁余戴盛厉马林倪翁虞贾梅祝邱',
] as const;

/** Characters of given names (名), by what they stand well with: first and last place. */
export const firstCharacters = [
  ...'建国志文永晓丽秀海春玉美明新立正宏伟俊雅静思雨梓子佳嘉欣天云松振兴荣德忠庆少学启彩爱月凤素红银卫东',
] as const;
export const lastCharacters = [
  ...'华明强平英芳军林峰勇杰涛辉斌燕娟萍琴敏慧霞玲莉宁婷倩琳洁颖薇康良根生法洪标祥泉土新豪翔宇轩航凯阳波浩鹏飞龙健',
] as const;
