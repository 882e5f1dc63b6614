/// How a stored number is printed. Names of columns and of values bear their unit at the end, so that one
/// rule serves every result and every sheet.
public enum StoredName {
  /// Endings, the longer before the shorter.
  private static let endings: [(ending: String, unit: String, decimals: Int)] = [
    ("co2e_se_t_ha", "t CO2e/ha", 1), ("co2e_t_ha", "t CO2e/ha", 1),
    ("co2e_low_t_ha", "t CO2e/ha", 1), ("co2e_high_t_ha", "t CO2e/ha", 1),
    ("co2e_sd_t_ha", "t CO2e/ha", 1), ("carbon_mg_ha", "Mg C/ha", 1), ("_mg_ha", "Mg/ha", 1),
    ("_t_ha_yr", "t/ha/yr", 2), ("_t_ha", "t/ha", 1), ("_m3_ha", "m3/ha", 1),
    ("_t_yr", "t CO2e/yr", 0), ("_per_ha", "1/ha", 1), ("share_of_variance", "%", 1),
    ("variance_share", "%", 1), ("_percent", "percent", 1), ("confidence", "%", 0),
    ("_vnd", "VND", 0), ("_usd", "USD", 0), ("_ha", "ha", 1), ("_cm", "cm", 1),
    ("_m3", "m3", 1), ("_m", "m", 1), ("_t", "t CO2e", 0), ("days", "d", 0), ("df", "1", 1),
  ]

  /// Unit and decimals of a number by the name it is stored under; a name without a unit is a count when
  /// the number is whole, else it is printed with two decimals.
  public static func format(_ name: String, of value: Double) -> (unit: String, decimals: Int) {
    if let known = endings.first(where: { name.hasSuffix($0.ending) }) {
      return (known.unit, known.decimals)
    }
    return ("1", value == value.rounded() ? 0 : 2)
  }
}
