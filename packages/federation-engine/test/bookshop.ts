/** A schema in which everything that may have a weight or a size has one somewhere. */
export const bookshop = `
  type Query {
    book(id: ID): Book
    books(first: Int! = 20, last: Int, filter: Filter): [Book!]!
      @listSize(slicingArguments: ["first", "last"], requireOneSlicingArgument: false)
    shelf(page: Page): [Book] @listSize(slicingArguments: ["page.limits.first"], requireOneSlicingArgument: false)
    pages(first: Int, last: Int): BookConnection!
      @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges"], assumedSize: 7)
    plain: [Book]
    few: [Book] @listSize(assumedSize: 3)
    grid: [[Book]] @listSize(assumedSize: 3)
    ids: [ID!]!
    search(text: String @cost(weight: 40)): Book @cost(weight: 5)
    find(filter: Filter): Book
    media: [Media!]! @listSize(assumedSize: 2)
    items(first: Int = 3): [Item!]! @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
  }
  type Mutation { buy(id: ID): Book @cost(weight: 3) sell(id: ID): Book note(text: String): Int }
  type Subscription { sold: Book }
  input Filter { text: String @cost(weight: 30), deep: Filter, tags: [Tag!], color: Color, free: Int }
  input Tag { name: String @cost(weight: 2) }
  input Page { limits: Limits = { first: 4 } }
  input Limits { first: Int = 6 }
  enum Color @cost(weight: 1) { RED }
  scalar Blob @cost(weight: 9)
  type BookConnection { edges: [BookEdge!]! total: Int! @cost(weight: 8) }
  type BookEdge { node: Book! }
  interface Item { id: ID! parts(first: Int = 2): [Item] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false) }
  type Book implements Item { id: ID! title: String author: Author cover: Blob covers: [Blob] parts(first: Int = 2): [Item] }
  type Film implements Item @cost(weight: 4) { id: ID! maker: Author parts(first: Int = 2): [Item] }
  union Media = Book | Film
  type Author { name: String books(first: Int = 5): [Book] @listSize(slicingArguments: ["first"]) }
`;
