import Foundation

/// Names of fields for formats that allow only short ones.
enum FieldNames {
  /// Short names of results that say what they are; everything else is folded and cut.
  private static let known = [
    "agb_se_mg_ha": "agb_se_mg", "carbon_mg_ha": "carb_mg_ha", "co2e_high_t": "co2e_hi_t",
    "co2e_parcel_low_t": "parc_low_t", "co2e_parcel_high_t": "parc_hi_t",
    "interval_kind": "interval", "accounted_ha": "acc_ha", "excluded_ha": "excl_ha",
    "unmapped_ha": "unmap_ha", "dead_wood_carbon_mg_ha": "dw_c_mg_ha",
    "litter_carbon_mg_ha": "li_c_mg_ha", "soil_carbon_mg_ha": "so_c_mg_ha",
  ]

  /// Names for the attribute table of a shapefile: letters, digits and `_` of ASCII, at most 10, each once
  /// whatever the case of its letters. A name that fits is kept; the others give way.
  static func shapefile(_ names: [String]) -> [String] {
    unique(names, limit: 10, isFitting: { $0.allSatisfy(isPlain) && $0.first?.isLetter == true }) {
      known[$0] ?? folded($0)
    }
  }

  /// Names for the columns of a database: at most 63 bytes of UTF-8, each once whatever the case.
  static func database(_ names: [String]) -> [String] {
    unique(names, limit: 63, isFitting: { !$0.isEmpty }) { $0 }
  }

  private static func unique(
    _ names: [String], limit: Int, isFitting: (String) -> Bool, shortened: (String) -> String
  ) -> [String] {
    var taken: Set<String> = []
    var result: [String?] = names.map { name in
      guard name.utf8.count <= limit, isFitting(name),
        taken.insert(name.lowercased()).inserted
      else { return nil }
      return name
    }
    for (index, name) in names.enumerated() where result[index] == nil {
      let stem = cut(shortened(name), to: limit)
      var candidate = stem
      var number = 2
      while !taken.insert(candidate.lowercased()).inserted {
        let ending = "_\(number)"
        candidate = cut(stem, to: limit - ending.utf8.count) + ending
        number += 1
      }
      result[index] = candidate
    }
    return result.compactMap { $0 }
  }

  /// The longest beginning of a text that has at most so many bytes.
  static func cut(_ text: String, to bytes: Int) -> String {
    guard text.utf8.count > bytes else { return text }
    var kept = ""
    var size = 0
    for character in text {
      size += character.utf8.count
      if size > bytes { break }
      kept.append(character)
    }
    return kept
  }

  private static func isPlain(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "_")
  }

  /// ASCII letters without marks; other characters become `_`.
  private static func folded(_ name: String) -> String {
    var plain = ""
    for character in name.replacing("đ", with: "d").replacing("Đ", with: "D") {
      // The first scalar of a decomposed letter is the letter without its marks.
      let base = String(character).decomposedStringWithCanonicalMapping.unicodeScalars.first
      let letter = base.map(Character.init) ?? "_"
      plain.append(isPlain(letter) ? letter : "_")
    }
    if plain.first?.isLetter != true { plain = "f" + plain }
    return plain
  }
}
