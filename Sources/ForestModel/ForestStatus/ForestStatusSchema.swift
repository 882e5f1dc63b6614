/// Which fields of a layer are those of the annual forest-status data (FRMS), under any of their names.
public struct ForestStatusSchema: Sendable {
  /// Place of each field in the layer, by its published name.
  public let places: [String: Int]
  /// Fields that bear another name than the published one, in the order of the layer.
  public let renamed: [(found: String, name: String)]

  /// Fields that a layer must have to be taken for a forest-status layer, the type among them.
  public static let leastFields = 8

  /// Distinctive names that must be there before the general ones of the same export (`area`, `village`,
  /// `dientich`) are taken for fields of this table.
  private static let leastDistinctive = 3
  private static let general: Set<String> = [
    "area", "village", "map_sheet", "plot_code", "actor_id", "dientich", "soto", "sothua",
    "namtrong", "loaicay",
  ]

  /// Looks at the fields of a layer.
  /// - Parameters: `names` in the order of the layer; `isText` says the same of each whether it holds text:
  ///   the server's `forest_typ` means `ldlr` with letters and `maldlr` with numbers.
  public init(names: [String], isText: [Bool]) {
    let lower = names.map { $0.lowercased() }
    func isSpoken(_ dialect: KeyPath<ForestStatusField, [String]>) -> Bool {
      let words = Set(ForestStatusField.all.flatMap { $0[keyPath: dialect] })
      return lower.count { words.contains($0) && !Self.general.contains($0) }
        >= Self.leastDistinctive
    }
    let dialects = [\ForestStatusField.serverNames, \.databaseNames].filter(isSpoken)
    var places: [String: Int] = [:]
    var taken: Set<Int> = []
    func take(_ name: String, _ words: [String]) {
      guard places[name] == nil else { return }
      guard
        let place = words.lazy.compactMap({ lower.firstIndex(of: $0) }).first(where: {
          !taken.contains($0)
        })
      else { return }
      places[name] = place
      taken.insert(place)
    }
    for field in ForestStatusField.all { take(field.name, [field.name]) }
    for field in ForestStatusField.all { take(field.name, field.spellings) }
    for dialect in dialects {
      for field in ForestStatusField.all {
        let words = field[keyPath: dialect]
        if field.name == "maldlr", let place = words.lazy.compactMap(lower.firstIndex).first,
          isText[place]
        {
          take("ldlr", words)
        } else {
          take(field.name, words)
        }
      }
    }
    self.places = places
    renamed = places.filter { lower[$0.value] != $0.key }.sorted { $0.value < $1.value }
      .map { (names[$0.value], $0.key) }
  }

  /// Place of a field by its published name.
  public subscript(_ name: String) -> Int? { places[name] }

  /// The field that stands at a place of the layer.
  public func field(at place: Int) -> ForestStatusField? {
    places.first { $0.value == place }.flatMap { ForestStatusField.named($0.key) }
  }

  /// The published name of the field at a place, if it names the land and forest type: `ldlr` or `maldlr`.
  public func classRole(at place: Int?) -> String? {
    ["ldlr", "maldlr"].first { place != nil && places[$0] == place }
  }

  /// How many of the 51 fields were found.
  public var count: Int { places.count }

  /// Whether the layer is one of forest-status parcels.
  public var isRecognized: Bool {
    count >= Self.leastFields && (places["ldlr"] != nil || places["maldlr"] != nil)
  }
}
