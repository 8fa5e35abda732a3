/** Region codes from the province down, as far as the tests use them. Real codes; everything else is invented. */
const [province, city, district] = ['330000000000', '330700000000', '330702000000'];

/** 婺城区 and its 城东街道, 城中街道. */
export const districtPath = [province, city, district];
export const townPath = [...districtPath, '330702001000'];
export const otherTownPath = [...districtPath, '330702002000'];
export const cityPath = [province, city];
export const cityRegion = city;

/** 义乌市, where the crowd of the list tests lives: ten towns, so that every suggestion has its own neighbours. */
export const crowdRegion = '330782000000';
const crowdTowns = ['001', '002', '003', '004', '005', '006', '007', '008', '100', '101'];
export const crowdPaths = crowdTowns.map((town) => [...cityPath, crowdRegion, `330782${town}000`]);
