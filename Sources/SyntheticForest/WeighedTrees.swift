import Glibc

/// Trees that were felled and weighed, at a few sites: what an equation is held against.
///
/// The biomass of a tree is that of Chave et al. 2014 Eq. 4 times the effect of its site, shared by all
/// its trees, and an effect of its own. Both have the mean 1.
public struct WeighedTrees: Sendable {
  /// One weighed tree.
  public struct Weighed: Sendable {
    /// Name of the site.
    public let site: String
    /// Number of the tree at its site.
    public let number: Int
    /// The tree.
    public let tree: Tree
    /// Weighed above-ground dry biomass, kg.
    public let agbKg: Double
  }

  /// Standard deviation between sites on the ln scale.
  public static let siteSDLn = 0.15
  /// Standard deviation between the trees of a site on the ln scale.
  public static let treeSDLn = 0.30
  /// Trees per site.
  public static let treesPerSite = 30

  /// Effect of each site on the ln scale, by name.
  public let siteEffects: [(site: String, effectLn: Double)]
  /// The trees, site by site.
  public let trees: [Weighed]

  /// Fells trees in the natural classes with a stand, one site per class.
  public init(seed: UInt64) {
    var effects: [(String, Double)] = []
    var weighed: [Weighed] = []
    for (index, forest) in ForestClass.all.enumerated() {
      guard let stand = forest.stand else { continue }
      let site = "Điểm " + forest.ldlr
      var random = SeededRandom(seed: seed, .weighedTrees, index)
      let effect = Self.siteSDLn * random.normal() - Self.siteSDLn * Self.siteSDLn / 2
      effects.append((site, effect))
      let mix = stand.flora.mix(.middle)
      for number in 1...Self.treesPerSite {
        let dbh = stand.dbhCm(&random)
        let entry = mix.entry(random.uniform())
        let tree = Tree(
          species: entry.species, written: Species.all[entry.species].name, dbhCm: dbh,
          heightM: stand.heightM(dbhCm: dbh, &random), isHeightMeasured: true, isDead: false,
          expansionPerHa: 1, isWholePlot: false)
        let own = Self.treeSDLn * random.normal() - Self.treeSDLn * Self.treeSDLn / 2
        weighed.append(
          Weighed(
            site: site, number: number, tree: tree,
            agbKg: (tree.agbKg * exp(effect + own) * 100).rounded() / 100))
      }
    }
    siteEffects = effects
    trees = weighed
  }
}
