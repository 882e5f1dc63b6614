import Glibc

/// How a figure in a unit that the user or the file states becomes one in the unit of our column. No unit is
/// ever guessed from the figures.
struct UnitConversion: Sendable, Equatable {
  private let multiply: Double
  private let divide: Double
  private let isSlopePercent: Bool

  /// `nil` for a unit that the column cannot be in; see `known`.
  init?(from unit: String, to column: String) {
    let word = unit.lowercased()
    let plain = ["²": "2", "³": "3"].reduce(word) { text, pair in
      String(text.map { String($0) == pair.key ? Character(pair.value) : $0 })
    }.filter { !$0.isWhitespace }
    guard let found = Self.table(of: column).first(where: { $0.names.contains(plain) }) else {
      return nil
    }
    (multiply, divide) = (found.multiply, found.divide)
    isSlopePercent = column.hasSuffix("_deg") && plain == "%"
  }

  /// Units that a column may be stated in.
  static func known(for column: String) -> [String] { table(of: column).map { $0.names[0] } }

  /// The figure in the unit of the column.
  func callAsFunction(_ value: Double) -> Double {
    // A division by a power of ten is exact where the product with its inverse is not: 3 mm are 0.3 cm.
    isSlopePercent ? atan(value / 100) * 180 / .pi : value * multiply / divide
  }

  private typealias Unit = (names: [String], multiply: Double, divide: Double)

  private static func table(of column: String) -> [Unit] {
    if column.hasSuffix("_g_cm3") {
      return [(["g/cm3", "gcm3", "t/m3"], 1, 1), (["kg/m3", "kgm3"], 1, 1_000)]
    }
    if column.hasSuffix("_cm") {
      return [
        (["mm"], 1, 10), (["cm"], 1, 1), (["dm"], 10, 1), (["m"], 100, 1),
        (["in", "inch"], 2.54, 1),
      ]
    }
    if column.hasSuffix("_m2") { return [(["m2"], 1, 1), (["ha"], 10_000, 1)] }
    if column.hasSuffix("_ha"), !column.hasSuffix("_mg_ha"), !column.hasSuffix("per_ha") {
      return [(["ha"], 1, 1), (["m2"], 1, 10_000)]
    }
    if column.hasSuffix("_deg") {
      return [(["deg", "độ", "°", "degree", "degrees"], 1, 1), (["%"], 1, 1)]
    }
    if column.hasSuffix("_kg") {
      return [(["kg"], 1, 1), (["g"], 1, 1_000), (["t", "mg"], 1_000, 1)]
    }
    if column.hasSuffix("_m") {
      return [
        (["m"], 1, 1), (["mm"], 1, 1_000), (["cm"], 1, 100), (["dm"], 1, 10),
        (["ft", "feet"], 0.3048, 1),
      ]
    }
    return []
  }
}
