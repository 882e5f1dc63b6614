import ForestModel
import FoundationEssentials

/// The equations at hand: the built-in ones, and those of the user.
public struct EquationRegistry: Sendable {
  /// All records: built-in ones in the order of the registry, then the user's.
  public private(set) var records: [EquationRecord]
  private var places: [String: Int]

  private init(_ records: [EquationRecord]) {
    self.records = records
    places = Dictionary(
      records.enumerated().map { ($0.element.id.lowercased(), $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What is built in. Reading it takes a few milliseconds, once.
  public static let builtIn: EquationRegistry = {
    do {
      return EquationRegistry(
        try JSONDecoder().decode(
          [EquationRecord].self, from: Data(EmbeddedTexts.allometry_json.utf8)))
    } catch {
      preconditionFailure("allometry.json is not sound: \(error)")
    }
  }()

  /// The record of that name, whatever its case.
  public subscript(id: String) -> EquationRecord? {
    places[id.lowercased()].map { records[$0] }
  }

  /// Adds an equation of the user's; `false` when the name is taken.
  public mutating func add(_ record: EquationRecord) -> Bool {
    let key = record.id.lowercased()
    guard places[key] == nil else { return false }
    places[key] = records.count
    records.append(record)
    return true
  }

  /// The names nearest to a word that is none of them.
  public func nearest(to id: String) -> [String] {
    Nearest.names(to: id, among: records.map(\.id))
  }
}
