import ForestModel
import Foundation

/// Fields that name people; masked unless the user keeps them.
enum PersonalFields {
  /// What stands in place of a value.
  static let mask = "***"

  /// FRMS names (also as cut by the shapefile driver), then names seen elsewhere; letters and digits
  /// only, without diacritics.
  private static let names: Set<String> = [
    "churung", "nguoink", "nguoitrch", "nguoinhank", "nguoitranh", "actorname", "conflicts",
    "protcontr", "owner", "ownername",
    "tenchu", "chuho", "hoten", "fullname", "email", "sdt", "tel", "address", "diachi",
  ]
  /// Wherever they stand in a name.
  private static let parts = [
    "churung", "chuho", "hoten", "hovaten", "ownername", "phone", "dienthoai", "cccd", "cmnd",
    "nguoinhankhoan", "nguoitranhchap",
  ]

  /// Whether a field may hold personal data, by its name in any spelling.
  static func isPersonal(_ field: String) -> Bool {
    let plain = field.replacingOccurrences(of: "đ", with: "d").replacingOccurrences(
      of: "Đ", with: "D"
    )
    .folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
    .filter { $0.isLetter || $0.isNumber }
    return names.contains(plain) || parts.contains { plain.contains($0) }
  }

  /// Reports that a field which is to name zones may name people, unless the user keeps such data.
  static func refuse(
    _ name: String, keeps: Bool, file: String, _ log: inout FindingLog
  ) {
    guard !keeps, isPersonal(name) else { return }
    log.add(
      .personalFieldPrinted, at: FindingLocation(file: file),
      ["field": name, "option": "--id"])
  }
}
