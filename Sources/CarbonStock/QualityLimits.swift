import ForestModel
import FoundationEssentials

extension QualityLimit {
  private struct Entry: Decodable {
    var variable: String
    var tolerance: Double?
    var unit: String?
    var maxShareBeyond: Double

    enum CodingKeys: String, CodingKey {
      case variable, tolerance
      case unit = "tolerance_unit"
      case maxShareBeyond = "max_share_beyond"
    }
  }

  /// Working limits for a first look. They come from no protocol: `confirmed` is false.
  public static let builtIn: [QualityLimit] = {
    do {
      let entries = try JSONDecoder().decode(
        [Entry].self, from: Data(EmbeddedTexts.quality_limits_json.utf8))
      return entries.map { entry in
        guard let variable = QualityVariable(rawValue: entry.variable),
          let unit = Unit(rawValue: entry.unit ?? Unit.absolute.rawValue)
        else { preconditionFailure("quality_limits.json: \(entry.variable)") }
        return QualityLimit(
          variable: variable, tolerance: entry.tolerance ?? .nan, unit: unit,
          maxShareBeyond: entry.maxShareBeyond,
          source: Phrase(
            "working value, from no protocol", vi: "giá trị tạm dùng, không theo quy trình nào"),
          confirmed: false)
      }
    } catch {
      preconditionFailure("quality_limits.json is not sound: \(error)")
    }
  }()
}
