import ForestGeo

/// File and sheet of a table name such as `book.xlsx:Sheet`.
struct TablePath {
  let path: String
  init(_ name: String) { path = TableReader(name).path }
}
