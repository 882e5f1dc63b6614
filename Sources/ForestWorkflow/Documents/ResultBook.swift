import CarbonDocuments
import ForestModel
import FoundationEssentials

/// The results of the verbs of a project as files: numbers by their path, tables by their file. What a
/// document prints is thereby what stands in the files, to the last digit.
struct ResultBook: Sendable {
  /// Results of one verb.
  struct Part: Sendable {
    let runID: String
    let json: JSONValue
    let jsonFile: String
    var tables: [String: ResultTable]
  }
  /// Parts by the first name of their figures: stock, account, change, risk, derived.
  private(set) var parts: [String: Part] = [:]
  /// Folder names of evidence by the same names.
  static let folders = [
    "stock": "estimate", "account": "account", "change": "change", "risk": "risk",
    "derived": "derived",
  ]
  private static let mainFiles = [
    "stock": "summary.json", "account": "account.json", "change": "summary.json",
    "risk": "risk.json",
  ]
  /// The standard that the project chose.
  var chosenStandard: String?

  /// Reads the results in a folder.
  mutating func read(_ name: String, folder: String) throws(WorkflowError) {
    let run = try RecordedRun(path: folder + "/" + RunRecord.fileName)
    let file = Self.mainFiles[name] ?? "summary.json"
    guard let data = FileManager.default.contents(atPath: folder + "/" + file) else {
      throw .surroundings(path: folder + "/" + file, detail: lastSystemError())
    }
    guard let json = try? JSONDecoder().decode(JSONValue.self, from: data) else {
      throw .surroundings(path: folder + "/" + file, detail: "is not JSON")
    }
    var tables: [String: ResultTable] = [:]
    for output in run.outputs where output.path.hasSuffix(".csv") {
      // Trees and plots are the longest tables, and no document prints them whole.
      guard output.path != "trees.csv" else { continue }
      tables[output.path] = try Self.table(
        folder + "/" + output.path, name: "\(Self.folders[name] ?? name)/\(output.path)")
    }
    parts[name] = Part(
      runID: run.runID, json: json, jsonFile: "\(Self.folders[name] ?? name)/\(file)",
      tables: tables)
  }

  /// Adds figures that were computed for documents.
  mutating func add(derived json: JSONValue, tables: [String: ResultTable], runID: String) {
    parts["derived"] = Part(
      runID: runID, json: json, jsonFile: "derived.json", tables: tables)
  }

  private static func table(
    _ path: String, name: String
  ) throws(WorkflowError) -> ResultTable {
    let contents = try TableContents(path: path)
    return ResultTable(
      file: name, header: contents.header,
      rows: contents.rows.map { ($0.number, $0.cells.map(String.init)) })
  }

  /// A table by folder and file, e.g. `account/standards.csv`.
  func table(_ file: String) -> ResultTable? {
    let pieces = file.split(separator: "/", maxSplits: 1).map(String.init)
    guard pieces.count == 2 else { return nil }
    let name = Self.folders.first { $0.value == pieces[0] }?.key ?? pieces[0]
    return parts[name]?.tables[pieces[1]]
  }

  /// Run id of the file that evidence names.
  func runID(of file: String) -> String? {
    let folder = file.split(separator: "/").first.map(String.init) ?? ""
    let name = Self.folders.first { $0.value == folder }?.key
    return name.flatMap { parts[$0]?.runID }
  }

  // MARK: Values by path

  /// Endings that a reference in a text may leave out.
  private static let endings = ["", "_t", "_t_ha", "_ha", "_mg_ha", "_percent", ".value_t"]

  /// A figure by its name: the part and the path in its JSON file, e.g. `stock.total.co2e_t`; `nil` where
  /// there is no such place. A place that holds nothing known is a gap.
  func slot(_ name: String, mayBeShort: Bool = false) -> Slot? {
    let pieces = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard pieces.count > 1, let part = parts[pieces[0]] else { return nil }
    for ending in mayBeShort ? Self.endings : [""] {
      var path = Array(pieces.dropFirst())
      if ending.hasPrefix(".") {
        path.append(String(ending.dropFirst()))
      } else {
        path[path.count - 1] += ending
      }
      if let found = find(path, part) { return slot(found.value, name, found.path, part) }
    }
    return nil
  }

  /// The gap of a place that the results of a verb do not hold; `nil` where the verb is not known.
  func gap(_ name: String) -> Slot? {
    let first = String(name.prefix { $0 != "." && $0 != "/" })
    let part = Self.folders.first { $0.value == first }?.key ?? first
    guard parts[part] != nil else { return nil }
    return .missing(name, need: Self.notHeld)
  }

  /// Why a place of known results is a gap.
  static let notHeld = Phrase(
    "the results of this project do not hold it", vi: "kết quả của dự án chưa có nội dung này")

  private func find(_ path: [String], _ part: Part) -> (value: JSONValue, path: String)? {
    var value = part.json
    var shown = ""
    var path = path
    // The chosen standard, and standards by their id, stand in a list.
    if path.first == "chosen" {
      guard let chosenStandard else { return (.null, "standards") }
      path = ["standards", chosenStandard] + path.dropFirst()
    }
    for name in path {
      if let members = value.members {
        guard let next = members[name] else { return nil }
        value = next
        shown += shown.isEmpty ? name : "." + name
      } else if let elements = value.elements {
        let place =
          Int(name)
          ?? elements.firstIndex {
            $0.members?["standard"]?.text == name || $0.members?["class"]?.text == name
          }
        guard let place, elements.indices.contains(place) else {
          // A standard that this account does not hold is not known, rather than misnamed.
          return shown == "standards" ? (.null, shown) : nil
        }
        value = elements[place]
        shown += "[\(place)]"
      } else {
        // Nothing is known of the whole.
        return value == .null ? (.null, shown) : nil
      }
    }
    return (value, shown)
  }

  private func slot(_ value: JSONValue, _ name: String, _ path: String, _ part: Part) -> Slot {
    switch value {
    case .integer(let number): return datum(Double(number), name, path, part)
    case .number(let number) where number.isFinite: return datum(number, name, path, part)
    case .string(let text): return ProjectFacts.isDay(text) ? .day(text) : .text(text)
    case .bool(let isSo):
      return .passage(isSo ? Passage("yes", vi: "có") : Passage("no", vi: "không"))
    case .array(let values):
      return .text(values.compactMap(\.shownText).joined(separator: ", "))
    default:
      return .missing(
        name, need: Phrase("it is not known yet by the results", vi: "kết quả chưa có giá trị này"))
    }
  }

  private func datum(_ value: Double, _ name: String, _ path: String, _ part: Part) -> Slot {
    var format = StoredName.format(path, of: value)
    // Accuracies are shares of 1 under names without a unit.
    if path.contains("accuracy"), format.unit == "1", value != value.rounded() {
      format = ("%", 1)
    }
    return .datum(
      Datum(
        value, decimals: format.decimals, unit: format.unit,
        source: EvidenceSource(file: part.jsonFile, column: path)))
  }

  /// Names of all figures that have one, for hints.
  var names: [String] {
    func walk(_ value: JSONValue, _ path: String) -> [String] {
      if let members = value.members {
        return members.keys.sorted().flatMap { walk(members[$0] ?? .null, "\(path).\($0)") }
      }
      if let elements = value.elements {
        return elements.enumerated().flatMap { place, element in
          walk(element, "\(path).\(element.members?["standard"]?.text ?? "\(place)")")
        }
      }
      switch value {
      case .integer, .number: return [path]
      default: return []
      }
    }
    return parts.keys.sorted().flatMap { name in parts[name].map { walk($0.json, name) } ?? [] }
  }
}

extension JSONValue {
  fileprivate var shownText: String? {
    switch self {
    case .string(let text): text
    case .integer(let number): "\(number)"
    case .number(let number): number.csvText
    default: nil
    }
  }
}
