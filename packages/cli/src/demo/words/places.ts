/** Invented names of villages (村), for towns. */
export const villages = [
  '上徐村', '前溪村', '石塘村', '东屏村', '后畈村', '长塘村', '岩下村', '里陈村', '新塘村', '双桥头村', '樟树下村', '西坞村',
  '大塘沿村', '溪口新村', '下宅村', '柿树园村', '竹园里村', '横山头村', '古井村', '枫林新村', '桥东村', '三丰村', '五联村', '和合村',
] as const;

/** Invented names of communities (社区), for streets. */
export const communities = [
  '云湖社区', '文荟社区', '春晖社区', '江滨新苑社区', '金桂社区', '和美社区', '学府社区', '锦绣社区', '兴隆社区', '东苑社区', '书香社区',
  '星河社区', '双溪春晓社区', '清风社区',
] as const;

/** Names of roads that most towns could have. */
export const roads = [
  '望江路', '建设路', '学府街', '文昌巷', '兴业大道', '溪滨北路', '迎宾路', '新华街', '人民东路', '育才路', '商城南街', '永安路',
  '振兴路', '环城西路', '桂花巷', '康济街', '公园路', '乐园东街',
] as const;

/** Trades that a station serves (行业联络站). */
export const industries = ['五金', '小商品', '红木家具', '影视文化', '电动工具', '水晶', '香榧', '两头乌', '纺织', '中药材', '物流', '花卉苗木'] as const;
