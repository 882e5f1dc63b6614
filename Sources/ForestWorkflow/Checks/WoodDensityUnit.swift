import ForestModel

/// Wood densities of a whole table in kg/m3.
enum WoodDensityUnit {
  /// Adds a finding where the median can only be kg/m3.
  ///
  /// - Parameter count: number of densities where `values` are a sample of them.
  static func report(
    _ values: [Double], count: Int? = nil, at location: FindingLocation, _ log: inout FindingLog
  ) {
    let median = Median.of(values)
    let count = count ?? values.count
    guard count >= 3, (80...1_500).contains(median) else { return }
    log.add(.woodDensityUnit, at: location, ["count": "\(count)", "median": median.findingText])
  }
}
