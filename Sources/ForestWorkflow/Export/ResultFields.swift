import ForestGeo
import ForestModel

/// What a column of results means, for people who meet it in another program.
struct FieldWords: Sendable {
  /// Short name, with its unit.
  let alias: Phrase
  /// Unit; empty for words and counts.
  let unit: String
  let meaning: Phrase

  init(_ alias: Phrase, unit: String = "", _ meaning: Phrase) {
    self.alias = alias
    self.unit = unit
    self.meaning = meaning
  }
}

/// The columns of parcels.csv in words, as docs/data-formats.md has them.
enum ResultFields {
  /// Words of a column of parcels.csv; `nil` for a field of the input.
  static func words(for name: String) -> FieldWords? { byName[name] }

  /// A field of the parcel layer that went along; `status` is the field of the forest-status data that it is.
  static func input(
    _ name: String, isMasked: Bool, status: ForestStatusField? = nil
  ) -> FieldWords {
    let hidden = Phrase("personal data, not shown", vi: "dữ liệu cá nhân, không hiển thị")
    if let status {
      return FieldWords(status.meaning, isMasked ? hidden : status.meaning)
    }
    return FieldWords(
      Phrase(same: name),
      isMasked
        ? hidden
        : Phrase(
          "field of the parcel layer, as it was read", vi: "trường của lớp lô rừng, giữ như khi đọc"
        ))
  }

  /// Which fields of the forest-status data stand in a layer of results, by their places; none where the layer
  /// is not recognised as one.
  static func status(_ fields: [FieldDefinition]) -> [ForestStatusField?] {
    let schema = ForestStatusSchema(
      names: fields.map(\.name), isText: fields.map { $0.kind == .text })
    return fields.indices.map { schema.isRecognized ? schema.field(at: $0) : nil }
  }

  /// Names of fields with those that people read; a field without one keeps its own.
  static func titled(_ fields: [FieldDefinition]) -> [(name: String, alias: Phrase)] {
    zip(fields, status(fields)).map { field, status in
      let found =
        Self.words(for: field.name) ?? input(field.name, isMasked: false, status: status)
      return (field.name, found.alias)
    }
  }

  private static let byName = Dictionary(uniqueKeysWithValues: land + stock + limits + pools)

  private static func field(
    _ name: String, _ alias: Phrase, unit: String = "", _ meaning: Phrase
  ) -> (String, FieldWords) {
    (name, FieldWords(alias, unit: unit, meaning))
  }

  private static let land: [(String, FieldWords)] = [
    field("parcel_id", Phrase("parcel", vi: "mã lô"), Phrase("the parcel", vi: "mã lô rừng")),
    field(
      "stratum", Phrase("stratum", vi: "tầng"),
      Phrase(
        "stratum with most of the parcel's land", vi: "tầng chiếm diện tích lớn nhất trong lô")),
    field(
      "area_ha", Phrase("area (ha)", vi: "diện tích (ha)"), unit: "ha",
      Phrase("area of the parcel", vi: "diện tích lô")),
    field(
      "accounted_ha", Phrase("accounted (ha)", vi: "diện tích được tính (ha)"), unit: "ha",
      Phrase("hectares that the tonnes stand for", vi: "diện tích được tính")),
    field(
      "excluded_ha", Phrase("excluded (ha)", vi: "diện tích loại trừ (ha)"), unit: "ha",
      Phrase(
        "hectares left out by the strata table", vi: "diện tích loại trừ theo bảng tầng")),
    field(
      "unmapped_ha", Phrase("without class (ha)", vi: "chưa có mã loại (ha)"), unit: "ha",
      Phrase("hectares without a class", vi: "diện tích chưa có mã loại")),
    field(
      "method", Phrase("method", vi: "phương pháp"),
      Phrase("how the figure came about", vi: "cách tính ra số liệu")),
    field(
      "flags", Phrase("flags", vi: "ghi chú"),
      Phrase(
        "what to know about the figure, separated by ;",
        vi: "điều cần biết về số liệu, cách nhau bằng ;")),
  ]

  private static let stock: [(String, FieldWords)] = [
    field(
      "agb_mg_ha", Phrase("AGB (Mg/ha)", vi: "sinh khối trên mặt đất (Mg/ha)"), unit: "Mg d.m./ha",
      Phrase("above-ground biomass", vi: "sinh khối trên mặt đất")),
    field(
      "agb_se_mg_ha", Phrase("standard error of AGB (Mg/ha)", vi: "sai số chuẩn sinh khối (Mg/ha)"),
      unit: "Mg d.m./ha",
      Phrase(
        "standard error of the above-ground biomass",
        vi: "sai số chuẩn của sinh khối trên mặt đất")),
    field(
      "bgb_mg_ha", Phrase("BGB (Mg/ha)", vi: "sinh khối dưới mặt đất (Mg/ha)"), unit: "Mg d.m./ha",
      Phrase("below-ground biomass", vi: "sinh khối dưới mặt đất")),
    field(
      "carbon_mg_ha", Phrase("carbon (Mg/ha)", vi: "các-bon (Mg/ha)"), unit: "Mg C/ha",
      Phrase("carbon of the pools of the run", vi: "các-bon của các bể chứa được tính")),
    field(
      "co2e_t_ha", Phrase("t CO₂e/ha", vi: "tCO₂tđ/ha"), unit: "t CO2e/ha",
      Phrase(
        "carbon as CO2e, per accounted hectare",
        vi: "các-bon quy đổi tCO₂tđ trên mỗi héc-ta được tính")),
    field(
      "co2e_t", Phrase("t CO₂e", vi: "tCO₂tđ"), unit: "t CO2e",
      Phrase(
        "estimated stock of the parcel; not verified, not an issued credit",
        vi: "trữ lượng ước tính của lô; chưa thẩm định, không phải tín chỉ đã cấp")),
  ]

  private static let limits: [(String, FieldWords)] = [
    field(
      "co2e_low_t", Phrase("t CO₂e, lower limit", vi: "tCO₂tđ, cận dưới"), unit: "t CO2e",
      Phrase(
        "lower limit for the mean of such land; limits of parcels do not add",
        vi: "cận dưới của giá trị trung bình; không cộng các cận của từng lô")),
    field(
      "co2e_high_t", Phrase("t CO₂e, upper limit", vi: "tCO₂tđ, cận trên"), unit: "t CO2e",
      Phrase(
        "upper limit for the mean of such land; limits of parcels do not add",
        vi: "cận trên của giá trị trung bình; không cộng các cận của từng lô")),
    field(
      "co2e_parcel_low_t",
      Phrase("t CO₂e of this parcel, lower limit", vi: "tCO₂tđ của riêng lô, cận dưới"),
      unit: "t CO2e",
      Phrase(
        "lower limit for this parcel's own stock", vi: "cận dưới của trữ lượng riêng lô này")),
    field(
      "co2e_parcel_high_t",
      Phrase("t CO₂e of this parcel, upper limit", vi: "tCO₂tđ của riêng lô, cận trên"),
      unit: "t CO2e",
      Phrase(
        "upper limit for this parcel's own stock", vi: "cận trên của trữ lượng riêng lô này")),
    field(
      "confidence", Phrase("confidence level", vi: "độ tin cậy"), unit: "1",
      Phrase("level of the intervals", vi: "độ tin cậy của các khoảng")),
    field(
      "df", Phrase("degrees of freedom", vi: "số bậc tự do"), unit: "1",
      Phrase("degrees of freedom of the intervals", vi: "số bậc tự do của các khoảng")),
    field(
      "interval_kind", Phrase("kind of interval", vi: "loại khoảng"),
      Phrase("which errors the intervals hold", vi: "các khoảng gồm sai số nào")),
  ]

  private static let pools: [(String, FieldWords)] = [
    field(
      "dead_wood_carbon_mg_ha",
      Phrase("carbon of dead wood (Mg/ha)", vi: "các-bon gỗ chết (Mg/ha)"), unit: "Mg C/ha",
      Phrase("carbon of dead wood", vi: "các-bon của gỗ chết")),
    field(
      "litter_carbon_mg_ha", Phrase("carbon of litter (Mg/ha)", vi: "các-bon thảm mục (Mg/ha)"),
      unit: "Mg C/ha",
      Phrase("carbon of litter", vi: "các-bon của thảm mục")),
    field(
      "soil_carbon_mg_ha", Phrase("carbon of soil (Mg/ha)", vi: "các-bon đất (Mg/ha)"),
      unit: "Mg C/ha",
      Phrase("organic carbon of the soil", vi: "các-bon hữu cơ trong đất")),
  ]
}
