import CarbonStock
import ForestModel

extension FieldTables {
  /// The tables and levels that wood densities may come from.
  var densityLookup: WoodDensityLookup {
    WoodDensityLookup(
      given: request.woodDensityTables.contains(.given) ? woodDensities : WoodDensityTable(),
      builtIn: request.woodDensityTables.contains(.builtIn)
        ? BuiltInTaxon.woodDensities : WoodDensityTable(),
      levels: Set(request.woodDensityLevels))
  }
}

extension Inventory {
  /// Trees that got the mean of other trees, one finding per level.
  mutating func reportMeanDensities(_ file: String) {
    for (level, kind) in [
      (WoodDensityLevel.plot, FindingKind.woodDensityOfPlot),
      (.dataSet, .woodDensityOfDataSet),
    ] {
      let filled = trees.row.indices.filter { biomass.woodDensitySource[$0] == level.rawValue }
      guard let first = filled.first else { continue }
      tables.log.add(
        kind, at: FindingLocation(file: file, row: trees.row[first], column: "species"),
        [
          "count": "\(filled.count)", "plots": "\(Set(filled.map { trees.plotID[$0] }).count)",
          "value": biomass.woodDensityGPerCm3[first].findingText,
        ])
    }
  }
}
