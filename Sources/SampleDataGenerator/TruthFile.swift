import ForestGeo
import SyntheticForest

/// Writes truth.json: what the synthetic land really carries, and what repeated samples of it show.
enum TruthFile {
  /// Samples of the design for each pipeline.
  static let trueTreeSamples = 2_000
  static let fullSamples = 200

  /// Hectares of each parcel on the ellipsoid of EPSG:9206.
  static func ellipsoidalHa(_ landscape: Landscape) throws -> [Double] {
    let geodesic = try GeodesicArea(for: CoordinateReference("EPSG:9206"))
    return landscape.parcels.map {
      (geodesic.measure(ParcelFiles.shape($0.outline))?.areaM2 ?? 0) / 10_000
    }
  }

  static func write(
    _ truth: Truth, _ fieldwork: Fieldwork, ellipsoidalHa: [Double], change: JSONText,
    to path: String
  ) throws {
    let landscape = fieldwork.landscape
    func group<Key: Hashable & Comparable>(
      _ key: (Parcel) -> Key?, _ name: (Key) -> String
    )
      -> JSONText
    {
      .object(
        truth.by(key).sorted { $0.key < $1.key }.map { (name($0.key), stock($0.value)) })
    }
    let accounted = truth.total { $0.forestClass.treatment != "excluded" }
    let sampled = truth.total { Self.isSampled($0.forestClass) }
    var members: [(String, JSONText)] = [
      ("note", .text("SYNTHETIC. " + note)), ("seed", .text(String(landscape.seed))),
      ("crs", .text("EPSG:9206")), ("parcels", .integer(landscape.parcels.count)),
      ("total_accounted", stock(accounted)), ("total_sampled_strata", stock(sampled)),
      ("by_class", group({ $0.forestClass.ldlr }, { $0 })),
      (
        "by_stratum",
        group({ $0.forestClass.treatment == "excluded" ? nil : $0.forestClass.stratum }, { $0 })
      ),
      ("by_commune", group({ Commune.all[$0.commune].code }, { $0 })),
      ("by_owner_type", group({ $0.ownerType }, { String($0) })),
      ("by_category", group({ $0.category }, { String($0) })),
    ]
    members.append(("land_cover_change", change))
    let weighed = WeighedTrees(seed: fieldwork.landscape.seed)
    members.append(
      (
        "weighed_trees",
        .object([
          ("site_sd_ln", .rounded(WeighedTrees.siteSDLn, decimals: 2)),
          ("tree_sd_ln", .rounded(WeighedTrees.treeSDLn, decimals: 2)),
          ("sites", .list(weighed.siteEffects.map { .text($0.site) })),
          (
            "site_effects_ln",
            .list(weighed.siteEffects.map { .rounded($0.effectLn, decimals: 4) })
          ),
        ])
      ))
    let sampling = RepeatedSampling(fieldwork, ellipsoidalHa: ellipsoidalHa)
    members.append(
      (
        "repeated_sampling",
        .object([
          ("note", .text(samplingNote)), ("strata", .list(sampling.strata.map { .text($0) })),
          (
            "true_agb_mg_ha",
            .list(
              sampling.strata.map { name in
                let here = truth.total {
                  Self.isSampled($0.forestClass) && $0.forestClass.stratum == name
                }
                return .rounded(here.agbMg / here.ellipsoidalHa, decimals: 3)
              })
          ),
          (
            RepeatedSampling.Pipeline.trueTrees.rawValue,
            summary(
              sampling.summary(samples: trueTreeSamples, .trueTrees, trueT: sampled.co2eT))
          ),
          (
            RepeatedSampling.Pipeline.full.rawValue,
            summary(sampling.summary(samples: fullSamples, .full, trueT: sampled.co2eT))
          ),
        ])
      ))
    try CSVFile.save(JSONText.object(members).written() + "\n", to: path)
  }

  static func isSampled(_ forest: ForestClass) -> Bool {
    RepeatedSampling.sampledStrata.contains(forest.stratum)
  }

  private static func stock(_ stock: TrueStock) -> JSONText {
    .object([
      ("area_ellipsoidal_ha", .rounded(stock.ellipsoidalHa, decimals: 3)),
      ("area_planar_ha", .rounded(stock.planarHa, decimals: 3)),
      ("volume_m3", .rounded(stock.volumeM3, decimals: 0)),
      ("agb_mg", .rounded(stock.agbMg, decimals: 1)),
      ("agb_bamboo_mg", .rounded(stock.bambooAGBMg, decimals: 1)),
      ("bgb_mg", .rounded(stock.bgbMg, decimals: 1)),
      ("carbon_mg", .rounded(stock.carbonMg, decimals: 1)),
      ("co2e_t", .rounded(stock.co2eT, decimals: 1)),
      ("agb_mg_ha", .rounded(stock.agbMg / stock.ellipsoidalHa, decimals: 3)),
      ("co2e_t_ha", .rounded(stock.co2eT / stock.ellipsoidalHa, decimals: 3)),
    ])
  }

  private static func summary(_ summary: RepeatedSampling.Summary) -> JSONText {
    .object([
      ("samples", .integer(summary.samples)),
      ("not_estimable", .integer(summary.notEstimable)),
      ("true_co2e_t", .rounded(summary.trueT, decimals: 0)),
      ("mean_co2e_t", .rounded(summary.meanT, decimals: 0)),
      ("sd_co2e_t", .rounded(summary.sdT, decimals: 0)),
      ("variance_co2e_t2", .rounded(summary.sdT * summary.sdT, decimals: 0)),
      ("root_mean_estimated_variance_t", .rounded(summary.meanSET, decimals: 0)),
      ("bias_percent", .rounded(100 * (summary.meanT / summary.trueT - 1), decimals: 2)),
      ("coverage_90", .rounded(summary.coverage90, decimals: 4)),
      ("coverage_95", .rounded(summary.coverage95, decimals: 4)),
      ("coverage_90_around_mean", .rounded(summary.coverage90Unbiased, decimals: 4)),
      ("coverage_95_around_mean", .rounded(summary.coverage95Unbiased, decimals: 4)),
      ("mean_agb_mg_ha", .list(summary.agbMgPerHa.map { .rounded($0, decimals: 3) })),
      ("pooled_agb_mg_ha", .list(summary.pooledAGBMgPerHa.map { .rounded($0, decimals: 3) })),
    ])
  }

  private static let note = """
    Truth by integration, not by sampling. A hectare at a point carries the exact expectation of the \
    stand model of its parcel (diameters, heights, species; Chave et al. 2014 Eq. 4) times the factor \
    of the place (commune effect of the class and a field with correlation exp(-h/800 m)). It is \
    averaged over cells of 12.5 m and multiplied by the hectares of the parcel on the ellipsoid. \
    Below-ground biomass is the expectation of 0.20 (below 125 Mg AGB/ha) and 0.24 (from there on) \
    applied to plots of 1,000 m2. Bamboo: mean culms of the class, Huy et al. 2019. Carbon = 0.47 of \
    both, CO2e = 44/12 of that. Accounted land leaves out the classes that strata.csv excludes.
    """

  private static let samplingNote = """
    The systematic grid drawn again and again with a random start and new trees, estimated with the \
    toolkit's own estimator; totals of the sampled strata in t CO2e. true_trees: true biomass of the \
    trees on the plots, so that only the sampling is at work. full_pipeline: written species, \
    wood-density table and default, height models chosen by cross-validation, per stratum where that predicts better. Samples with a stratum of fewer \
    than two plots have no standard error; they are counted and left out. mean_agb: mean of the means of \
    all samples; pooled_agb: every plot of all samples counted alike. coverage: share of the \
    intervals that hold the truth; around_mean: that hold the mean of all estimates instead, which \
    shows what bias costs.
    """
}
