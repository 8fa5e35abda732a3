import type { RegionInput } from './register-regions.js';

/**
 * Zhejiang, the city of Jinhua, its nine county-level divisions and their towns and streets, as base data.
 *
 * The codes and names of the towns are those of the National Bureau of Statistics, 统计用区划代码和城乡划分代码, in an edition
 * between 2021 and the last open one (state of 30 June 2023; the Bureau has published none since October 2024). They were
 * read from a public copy of that table. It is all that the table lists under 3307, without villages.
 * Codes change: towns merge, become streets, move to another county. Compare with the table of place names of the
 * Ministry of Civil Affairs (国家地名信息库) before a real installation, register the difference, and end old codes with
 * `validTo`; never reuse one.
 */
const counties: readonly (readonly [code: string, name: string, towns: string])[] = [
  [
    '330702',
    '婺城区',
    `001 城东街道 002 城中街道 003 城西街道 004 城北街道 005 江南街道 006 三江街道 007 西关街道 008 秋滨街道 009 新狮街道
     100 罗店镇 101 雅畈镇 102 安地镇 103 白龙桥镇 104 琅琊镇 105 蒋堂镇 106 汤溪镇 107 罗埠镇 108 洋埠镇
     201 乾西乡 202 竹马乡 203 长山乡 204 箬阳乡 205 沙畈乡 206 塔石乡 208 莘畈乡 209 苏孟乡`,
  ],
  [
    '330703',
    '金东区',
    `001 多湖街道 002 东孝街道 101 孝顺镇 102 傅村镇 103 曹宅镇 104 澧浦镇 105 岭下镇 106 江东镇 107 塘雅镇 108 赤松镇
     200 源东乡`,
  ],
  [
    '330723',
    '武义县',
    `001 白洋街道 002 壶山街道 003 熟溪街道 100 柳城畲族镇 101 履坦镇 102 桐琴镇 103 泉溪镇 104 新宅镇 105 王宅镇
     106 桃溪镇 107 茭道镇 200 大田乡 201 白姆乡 202 俞源乡 203 坦洪乡 204 西联乡 205 三港乡 206 大溪口乡`,
  ],
  [
    '330726',
    '浦江县',
    `001 浦南街道 002 仙华街道 003 浦阳街道 101 黄宅镇 102 白马镇 103 郑家坞镇 104 郑宅镇 105 岩头镇 106 檀溪镇
     107 杭坪镇 200 大畈乡 201 中余乡 202 前吴乡 203 花桥乡 204 虞宅乡`,
  ],
  [
    '330727',
    '磐安县',
    `001 安文街道 002 新渥街道 103 仁川镇 104 大盘镇 105 方前镇 106 玉山镇 107 尚湖镇 108 冷水镇 109 尖山镇
     201 双峰乡 203 双溪乡 205 窈川乡 211 九和乡 212 盘峰乡`,
  ],
  [
    '330781',
    '兰溪市',
    `001 兰江街道 002 云山街道 004 永昌街道 005 赤溪街道 006 女埠街道 007 上华街道 102 游埠镇 104 诸葛镇 106 黄店镇
     108 香溪镇 109 马涧镇 111 梅江镇 112 横溪镇 200 灵洞乡 203 水亭畲族乡 209 柏社乡`,
  ],
  [
    '330782',
    '义乌市',
    `001 稠城街道 002 江东街道 003 稠江街道 004 北苑街道 005 后宅街道 006 城西街道 007 廿三里街道 008 福田街道
     100 佛堂镇 101 赤岸镇 102 义亭镇 104 上溪镇 105 苏溪镇 106 大陈镇`,
  ],
  [
    '330783',
    '东阳市',
    `001 吴宁街道 003 南市街道 004 白云街道 005 江北街道 006 城东街道 007 六石街道 106 巍山镇 107 虎鹿镇 108 歌山镇
     109 佐村镇 110 东阳江镇 112 湖溪镇 114 马宅镇 116 千祥镇 118 南马镇 122 画水镇 123 横店镇 201 三单乡`,
  ],
  [
    '330784',
    '永康市',
    `001 东城街道 002 西城街道 003 江南街道 105 石柱镇 106 前仓镇 107 舟山镇 108 古山镇 109 方岩镇 110 龙山镇 111 西溪镇
     112 象珠镇 113 唐先镇 114 花街镇 115 芝英镇`,
  ],
];

const standard = 'GB/T 2260 中华人民共和国行政区划代码';
const statistics = '国家统计局 统计用区划代码(2021–2023 年间版本)';

function townsOf(county: string, towns: string): RegionInput[] {
  return [...towns.matchAll(/(\d{3}) (\S+)/g)].map(([, digits, name]) => ({
    code: `${county}${digits}000`,
    name: name!,
    source: statistics,
  }));
}

/** Region codes of the city 330700 from the province down to its towns, ready for `registerRegions`. */
export const regionCodes330700: readonly RegionInput[] = [
  { code: '330000000000', name: '浙江省', source: standard },
  { code: '330700000000', name: '金华市', source: standard },
  ...counties.flatMap(([code, name, towns]) => [
    { code: `${code}000000`, name, source: standard },
    ...townsOf(code, towns),
  ]),
];
