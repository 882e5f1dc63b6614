import CarbonStock
import ForestGeo
import ForestModel

extension QualityRequest {
  /// The limits of the user's protocol; without a table the built-in ones.
  func readLimits(
    _ log: inout FindingLog, _ accounts: inout [RowAccount]
  ) throws(WorkflowError) -> [QualityLimit] {
    guard let limits else { return QualityLimit.builtIn }
    var list: [QualityLimit] = []
    var rows: [QualityVariable: Int] = [:]
    let result = try tables.read(limits, as: .limits, log: &log) { cells, log in
      let name = cells.requiredText("variable", &log)
      guard let variable = QualityVariable(rawValue: name.lowercased()) else {
        if !name.isEmpty {
          cells.fail(
            .unknownWord, "variable", &log,
            [
              "value": name,
              "expected": QualityVariable.allCases.map(\.rawValue).joined(separator: ", "),
            ])
        }
        return
      }
      if let first = rows[variable] {
        cells.fail(
          .duplicateRow, "variable", &log,
          ["name": name, "first": "\(first)", "row": "\(cells.row.number)"])
      }
      rows[variable] = rows[variable] ?? cells.row.number
      let share = cells.requiredNumber("max_share_beyond", &log)
      if share < 0 || share >= 1 {
        cells.fail(
          .limitImpossible, "max_share_beyond", &log,
          [
            "value": share.findingText,
            "expected": Phrase(
              "a share from 0 to below 1, such as 0.1 for 10 %",
              vi: "một tỷ lệ từ 0 đến dưới 1, ví dụ 0.1 là 10 %"
            ).text(language),
          ])
      }
      let (tolerance, unit) = Self.tolerance(variable, &cells, &log, language)
      let source = cells.requiredText("source", &log)
      guard cells.errorCode == nil, let unit else { return }
      list.append(
        QualityLimit(
          variable: variable, tolerance: tolerance, unit: unit, maxShareBeyond: share,
          source: Phrase(same: source), confirmed: true))
    }
    accounts.append(result.account)
    return list
  }

  private static func tolerance(
    _ variable: QualityVariable, _ cells: inout TableCells, _ log: inout FindingLog,
    _ language: Language
  ) -> (Double, QualityLimit.Unit?) {
    guard variable.isMeasured else {
      let value = cells.number("tolerance", &log)
      if !value.isNaN, value != 0 {
        cells.fail(
          .limitImpossible, "tolerance", &log,
          [
            "value": value.findingText,
            "expected": Phrase(
              "an empty cell: this variable is right or wrong",
              vi: "ô để trống: chỉ tiêu này chỉ có đúng hoặc sai"
            ).text(language),
          ])
      }
      return (.nan, .absolute)
    }
    let value = cells.requiredNumber("tolerance", &log)
    if value < 0 {
      cells.fail(
        .limitImpossible, "tolerance", &log,
        [
          "value": value.findingText,
          "expected": Phrase("0 or more", vi: "từ 0 trở lên").text(language),
        ])
    }
    let word = cells.requiredText("tolerance_unit", &log)
    let unit = QualityLimit.Unit(rawValue: word.lowercased())
    if unit == nil, !word.isEmpty {
      cells.fail(
        .unknownWord, "tolerance_unit", &log,
        [
          "value": word,
          "expected": QualityLimit.Unit.allCases.map(\.rawValue).joined(separator: ", "),
        ])
    }
    return (value, unit)
  }

  /// Trees of one of the two tables; a tree without a number cannot be joined.
  func readTrees(
    _ path: String, as schema: TableSchema, _ log: inout FindingLog,
    _ columns: inout [String: [String: String]]
  ) throws(WorkflowError) -> (trees: TreeTable, account: RowAccount) {
    var inventory = InventoryRequest(trees: path)
    inventory.tables = tables
    var reader = InventoryReader(inventory, language: language)
    var trees = try reader.readTrees(as: schema)
    var account = reader.accounts[schema.table] ?? RowAccount(table: schema.table)
    for tree in 0..<trees.count where !trees.isRejected[tree] && trees.treeID[tree].isEmpty {
      reader.log.add(
        .emptyCell,
        at: FindingLocation(file: fileName(path), row: trees.row[tree], column: "tree_id"))
      trees.isRejected[tree] = true
      account.used -= 1
      account.reject(FindingKind.emptyCell.code)
    }
    columns[schema.table] = reader.columns[schema.table]
    log.add(reader.log)
    return (trees, account)
  }
}
