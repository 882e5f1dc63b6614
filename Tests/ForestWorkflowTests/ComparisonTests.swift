import ForestModel
import ForestWorkflow
import Foundation
import TestSupport
import Testing

/// Tables and documents of two runs held against each other.
@Suite("Comparison of results")
struct ComparisonTests {
  private func table(_ lines: String...) -> TableContents {
    let cells = lines.map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    var table = TableContents(header: cells[0])
    for (place, row) in cells.dropFirst().enumerated() { table.add(row: place + 2, row) }
    return table
  }

  private func differences(_ comparison: TableComparison) -> [String] {
    var found: [String] = []
    comparison.forEachDifference {
      if !$0.isEqualFigure { found.append("\($0.row) \($0.key) \($0.column) \($0.old)>\($0.new)") }
    }
    return found
  }

  @Test("rows are joined by plot and tree, so that their order does not count")
  func keys() {
    let one = table("plot_id,tree_id,dbh_cm", "A,1,31.2", "A,2,10", "B,1,12")
    let two = table("plot_id,tree_id,dbh_cm", "B,1,12", "A,2,10", "A,1,39.2")
    let comparison = TableComparison(one, two)
    #expect(comparison.keyColumns == ["plot_id", "tree_id"])
    #expect(differences(comparison) == ["4 A 1 dbh_cm 31.2>39.2"])
    #expect(comparison.addedRows.isEmpty && comparison.removedRows.isEmpty)
    #expect(differences(TableComparison(one, one)).isEmpty)
  }

  @Test("names of the file are understood where the run says which column they are")
  func names() {
    let one = table("OTC,Mã cây,D1.3", "A,1,31.2", "A,2,10")
    let two = table("OTC,Mã cây,D1.3", "A,2,10", "A,1,39.2")
    let names = ["OTC": "plot_id", "Mã cây": "tree_id"]
    #expect(differences(TableComparison(one, two, names: names)) == ["3 A 1 D1.3 31.2>39.2"])
    // Without them rows are joined by their number: two cells of two rows.
    #expect(TableComparison(one, two).keyColumns.isEmpty)
    #expect(differences(TableComparison(one, two)).count == 4)
  }

  @Test("rows added, removed and of one name; columns added and removed")
  func shape() {
    let one = table("plot_id,species,x", "A,S,1", "A,S,2", "B,S,3")
    let two = table("plot_id,species,y", "A,S,1", "A,S,2", "C,S,3")
    let comparison = TableComparison(one, two)
    #expect(comparison.addedColumns == ["y"] && comparison.removedColumns == ["x"])
    #expect(comparison.addedRows.map(\.key) == ["C S"] && comparison.addedRows[0].number == 4)
    #expect(comparison.removedRows.map(\.key) == ["B S"])
    let more = TableComparison(one, table("plot_id,species,x", "A,S,1", "A,S,9", "B,S,3"))
    #expect(differences(more) == ["3 A S #2 x 2>9"])
  }

  @Test("further columns name a row only where the first ones do not")
  func further() {
    let parcels = table("parcel_id,stratum,co2e_t", "1,TXB,5", "2,TXP,6")
    let moved = table("parcel_id,stratum,co2e_t", "1,TXP,5", "2,TXP,6")
    #expect(differences(TableComparison(parcels, moved)) == ["2 1 stratum TXB>TXP"])
    let pieces = table("parcel_id,stratum,area_ha", "1,TXB,5", "1,TXP,6")
    let other = table("parcel_id,stratum,area_ha", "1,TXP,6", "1,TXB,7")
    let comparison = TableComparison(pieces, other)
    #expect(comparison.keyColumns == ["parcel_id", "stratum"])
    #expect(differences(comparison) == ["3 1 TXB area_ha 5>7"])
  }

  @Test(
    "figures are equal to 1e-12, words to the letter",
    arguments: [
      ("1505826.4913865111", "1505826.4913865112", true), ("1", "1.0", true), ("0", "0", true),
      ("1", "1.00000000001", false), ("0", "1e-300", false), ("", "0", false),
      ("TXB", "TXP", false),
      ("nan", "nan", true), ("inf", "1", false), ("-1", "1", false), ("1", "1.0000000000009", true),
    ])
  func equality(one: String, two: String, isEqual: Bool) {
    #expect(Figures.areEqual(one, two) == isEqual)
    #expect(Figures.areEqual(two, one) == isEqual)
  }

  @Test("documents: paths of what differs, and 3 is 3.0")
  func documents() throws {
    func json(_ text: String) throws -> JSONValue {
      try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    }
    let one = try json(
      #"{"total": {"co2e_t": 100.5, "n": 3}, "rows": [{"used": 1}, {"used": 2}], "old": 1}"#)
    let two = try json(
      #"{"total": {"co2e_t": 101, "n": 3.0}, "rows": [{"used": 1}, {"used": 4}, 5], "new": "x"}"#)
    let found = one.differences(from: two)
    #expect(found.map(\.path) == ["new", "old", "rows[1].used", "rows[2]", "total.co2e_t"])
    #expect(found[0].old == nil && found[1].new == nil)
    #expect(found[4].old == .number(100.5) && found[4].new == .integer(101))
    #expect(one.differences(from: one).isEmpty)
    let near = try json(#"{"a": 1505826.4913865111}"#)
      .differences(from: try json(#"{"a": 1505826.4913865114}"#))
    #expect(near.count == 1 && near[0].isEqualFigure)
  }

  @Test("files: bytes first, then figures; what the second only adds is no figure that moved")
  func files() throws {
    let folder = Place.scratch()
    func write(_ name: String, _ one: String, _ two: String) throws -> FileComparison {
      for (side, text) in [("a", one), ("b", two)] {
        try FileManager.default.createDirectory(
          atPath: folder + "/" + side, withIntermediateDirectories: true)
        try text.write(toFile: "\(folder)/\(side)/\(name)", atomically: true, encoding: .utf8)
      }
      return try FileComparison(name, folder + "/a", folder + "/b", limit: 1)
    }
    let header = "stratum,co2e_t,n\n"
    #expect(try write("s.csv", header + "A,1,2\n", header + "A,1,2\n").outcome == .identical)
    #expect(try write("s.csv", header + "A,1,2\n", header + "A,1.0,2\n").outcome == .equal)
    #expect(
      try write("s.csv", header + "A,1,2\n", "stratum,co2e_t,n,m\nA,1,2,3\n").outcome == .equal)
    #expect(try write("s.csv", header + "A,1,2\n", "stratum,co2e_t\nA,1\n").outcome == .moved)
    let moved = try write("s.csv", header + "A,1,2\nB,3,4\n", header + "A,2,3\nC,3,4\n")
    #expect(moved.outcome == .moved && moved.cells == 2 && moved.rows == 3)
    #expect(moved.differences.map { $0.line(.english) } == ["s.csv:2:co2e_t (A): 1 -> 2"])
    #expect(try write("s.json", #"{"a": 1}"#, #"{"a":1, "b": 2}"#).outcome == .equal)
    #expect(try write("s.json", #"{"a": 1}"#, #"{"a": 2}"#).outcome == .moved)
    #expect(try write("s.json", #"{"a": 1}"#, "{").outcome == .bytes)
    #expect(try write("s.html", "<p>1", "<p>2").outcome == .bytes)
    try FileManager.default.removeItem(atPath: folder + "/b/s.html")
    #expect(try FileComparison("s.html", folder + "/a", folder + "/b").outcome == .gone)
    #expect(try FileComparison("s.html", folder + "/b", folder + "/a").outcome == .new)
  }
}
