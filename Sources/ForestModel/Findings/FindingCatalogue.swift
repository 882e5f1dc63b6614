// Every kind of finding, its severity and its sentence in both languages. The page docs/findings.md
// lists them; a test holds the two together. Identifiers, file names and codes are not translated.

extension FindingKind {
  /// Codes that are about a whole file or design.
  static let blocking = Set(
    [
      missingColumn, ambiguousColumn, mappedColumnMissing, emptyTable, unclosedQuote, dbhUnit,
      heightModelTooFew, heightModelNoFit, equationNotForTrees, severalCensuses, censusUnknown,
      censusOrderUnknown, nestOverlap, nestsWithoutDesign, duplicateClass, conflictingTreatment,
      crsMissing, forestMergedAway, woodDensityRegion, crsBallpark, crsNoOperation, plotsClustered,
      clusterMissing,
      clusterAcrossStrata, noLand, emptyLayer, fieldMissing, unknownKey, unreadableYAML,
      soilPercentUnit, deadWoodNotMeasured, carbonFractionMissing, poolWithoutPlots,
    ].map(\.code)
      + [
        files,
        blockingCoordinates,
        blockingTables,
        blockingSurveys,
        blockingAccounts,
        blockingLandChange,
        blockingForestStatus,
        blockingText,
      ].flatMap { $0 }.map(\.code))

  /// Every kind, in the order of the documentation.
  public static let all: [FindingKind] = [
    general,
    files,
    coordinates,
    tables,
    inventory,
    geometry,
    surveys,
    accounts,
    risk,
    landChange,
    runs,
    exports,
    documents,
    forestStatus,
    text,
  ].flatMap { $0 }

  private static let general: [FindingKind] = [
    missingColumn, ambiguousColumn, unusedColumns, mappedColumnMissing, emptyTable, wrongCellCount,
    unclosedQuote,
    textUnreadable, notANumber, ambiguousNumber, emptyCell, unknownWord,
    dbhNotPositive, dbhImpossible, dbhUnit, dbhLarge, dbhOutsideEquation, heightZero,
    heightImpossible, heightMissing, heightModelTooFew, heightModelNoFit, heightExtrapolated,
    woodDensityImpossible,
    woodDensityMissing, woodDensityOfPlot, woodDensityOfDataSet, woodDensityDefault,
    woodDensityRegion, nameCorrected, nameSynonym, nameSynonymUnconfirmed, nameVietnamese,
    nameVietnameseUnconfirmed, nameAmbiguous, agbImpossible, expansionImpossible, duplicateTree,
    growthFormWithoutEquation, growthFormDiffers, equationResultImpossible, heightOutsideEquation,
    equationByRule, taxonNotTree, ruleStratumUnknown, equationWithoutCorrection, equationShadows,
    equationExpression, equationConstant, equationUnit, equationPredictors, equationRange,
    equationUnknown, equationNotForTrees, equationWithoutTrees, plotNotListed, severalCensuses,
    censusUnknown, censusOrderUnknown, tallyImpossible, distanceImpossible, girthAsDiameter,
    girthDiffers, treeWithoutNest, treeBeyondNest, plotNotInCensus, plotDesignUnknown,
    nestsWithoutDesign, nestsNotGiven, nestRange, nestOverlap, nestGap,
    duplicatePlot, plotAreaMissing, plotAreaImpossible, plotAreaContradicts,
    plotIncomplete, plotsClustered, clusterMissing, clusterAcrossStrata, designNotPossible,
    sampleExceedsLand, plotWithoutMapValue, mapTakenAsGiven, mapValueImpossible, mapPartlyEmpty,
    firstPhaseMissing,
    fewPlotsPlanned, plannedStratumLeftOut, plannedValueImpossible, precisionOutOfReach,
    stratumWithoutParcels, slopeImpossible, slopeCorrected,
    plotWithoutStratum, plotWithoutCoordinates, plotStratumDiffers, plotNotUsed,
    classNotListed, stratumWithoutPlots, forestMergedAway, duplicateClass, conflictingTreatment,
    stockFactorMissing,
    stockFactorWithoutSE, duplicateRow, severalMeasures, stockFactorImpossible,
    poolValueImpossible, statedTwice, oneOfCellsNeeded, lineLengthContradicts,
    deadWoodDensityMissing, deadWoodStandingOnly, deadWoodNotMeasured, deadTreeBareBole,
    soilCarbonUnit, soilPercentUnit, soilDensityUndefined, soilStonesTwice, soilCoreImpossible,
    soilLayersApart, soilDepthDiffers, poolOnSomePlots, poolWithoutPlots, factorLacksPools,
    carbonFractionMissing, defaultShareUsed,
    crsMissing, crsBallpark, crsNoOperation, crsReplaced, geometryMissing, geometryNotPolygon,
    geometryNoArea, duplicateGeometry, duplicateParcel, coordinatesDoNotFit, zoneWithoutData,
    duplicateZone,
    transformFailed, parcelOutsideMap,
    parcelPartlyUnmapped, parcelWithoutStratum, emptyLayer, fieldMissing, areaImpossible,
    areaRowRepeated, parcelWithoutID, rasterScaled, classNotWhole,
    lowBelowZero, noLand, parameterUnconfirmed, strataIgnored, dayInvalid, documentGap,
    documentUnconfirmed,
    unknownKey, unreadableYAML,
  ]
}
