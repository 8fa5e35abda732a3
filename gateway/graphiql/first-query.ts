/** What a newcomer finds in the editor: a question that crosses subgraphs and needs no variables. */
export const firstQuery = `# 连心:先在右上角登录,再按 ▶ 或 Ctrl-Enter 运行。
# Sign in at the top right, then run with ▶ or Ctrl-Enter.
# 各家站点及其代表,跨两个子图 Stations and their deputies.

query FirstLook {
  stations(first: 5) {
    totalCount
    edges {
      node {
        id
        name
        tier
        kind
        region {
          code
          name
        }
        representatives(first: 3) {
          edges {
            node {
              name
              isPartyMember
            }
          }
        }
      }
    }
  }
}
`;
