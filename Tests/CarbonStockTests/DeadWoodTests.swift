import CarbonStock
import ForestModel
import TestSupport
import Testing

/// Half a unit of the sixth significant digit, the precision of the printed values.
private let printed = 5.1e-6

@Suite("Dead wood and litter")
struct DeadWoodTests {
  private let sound = [12.0, 15, 22]
  private let rotten = [18.0, 30]

  /// accounting.md 2.1.
  @Test("volume by line intersect")
  func volume() {
    func volume(_ pieces: [Double]) -> Double {
      LineIntersect.volumePerHa(diametersCm: pieces, lineLengthM: 100).value
    }
    #expect(relative(volume(sound), 10.5235) < printed)
    #expect(relative(volume(rotten), 15.1005) < printed)
    #expect(relative(volume([11, 11.5, 14, 19.5, 27, 33]), 32.6622) < printed)
    #expect(volume([]) == 0)
    #expect(volume(sound + rotten) == volume(rotten + sound))
    #expect(
      LineIntersect.volumePerHa(diametersCm: sound, lineLengthM: 50).value == 2 * volume(sound))
  }

  private func pieces(
    _ diameters: [Double], _ decay: DecayClass, _ density: DeadWoodDensity
  ) -> [LyingPiece] {
    diameters.map { LyingPiece(diameterCm: $0, decay: decay, density: density) }
  }

  /// accounting.md 2.1: convention (b), a share of the density of sound wood.
  @Test("mass by reduction of the density")
  func reduction() throws {
    let wood = DeadWoodDensity.ofSoundWood(0.55)
    let both = LineIntersect.biomassPerHa(
      pieces(sound, .sound, wood) + pieces(rotten, .rotten, wood), lineLengthM: 100)
    let fraction = try #require(CarbonFractionSet.vcs.fractions[.deadWood])
    #expect(relative(both.value, 9.52528) < printed)
    #expect(relative(both.carbon(fraction: fraction.value).value, 4.47688) < printed)
    #expect(relative(both.carbon(fraction: fraction.value).co2e.value, 16.4152) < printed)
    let middle = LineIntersect.biomassPerHa(
      pieces([11, 11.5, 14, 19.5, 27, 33], .intermediate, wood), lineLengthM: 100)
    #expect(relative(middle.carbon(fraction: 0.47).co2e.value, 24.7667) < printed)
  }

  /// accounting.md 2.1: convention (a), a density per class; no share comes off it.
  @Test("mass by the density of the class")
  func classDensity() {
    let both = LineIntersect.biomassPerHa(
      pieces(sound, .sound, .asItLies(0.5)) + pieces(rotten, .rotten, .asItLies(0.2)),
      lineLengthM: 100)
    #expect(relative(both.value, 8.28183) < printed)
    #expect(relative(both.carbon(fraction: 0.47).co2e.value, 14.2724) < printed)
  }

  @Test("densities that are no wood", arguments: [0, -0.5, 0.001, 400, 1.6, .nan])
  func noWood(value: Double) { #expect(BasicDensity(gPerCm3: value) == nil) }

  /// accounting.md 2.2.
  @Test("stump")
  func stump() throws {
    let stump = try #require(Stump(dbhM: 0.40, heightM: 5))
    #expect(relative(stump.midDiameterM, 0.290101) < printed)
    #expect(relative(stump.volume.value, 0.330490) < printed)
    #expect(
      relative(
        stump.biomass(density: 0.5, decay: .rotten).value, 0.330490 * 0.5 * 0.45) < printed)
    for (dbh, height) in [(0.4, 3.9), (0.4, 1.3), (0, 5), (-1, 5), (0.4, .nan), (.nan, 5)] {
      #expect(Stump(dbhM: dbh, heightM: height) == nil)
    }
  }

  @Test("standing dead trees keep less the more they lost")
  func standing() {
    #expect(StandingDeadClass("1")?.biomassShare == 0.975)
    #expect(StandingDeadClass("2")?.biomassShare == 0.80)
    #expect(StandingDeadClass("")?.biomassShare == 0.80)
    #expect(StandingDeadClass("3") == nil)
  }

  /// accounting.md 2.3.
  @Test("litter")
  func litter() {
    let dry = Litter.biomassPerHa(dryKg: [0.62], frameAreaM2: 1)
    #expect(relative(dry.value, 6.2) < printed)
    #expect(relative(dry.carbon(fraction: 0.37).co2e.value, 8.41133) < printed)
    let wet = Litter.biomassPerHa(
      dryKg: [Litter.dryKg(wetKg: 1.85, dryWetRatio: 0.42)], frameAreaM2: 4 * 0.25)
    #expect(relative(wet.value, 7.77) < printed)
    #expect(relative(wet.carbon(fraction: 0.37).co2e.value, 10.5413) < printed)
  }

  /// accounting.md 2.4.
  @Test("default shares")
  func defaults() throws {
    let trees = 322.091
    func share(_ id: String, _ pool: CarbonPool) throws -> Double {
      try #require(DeadMatterDefault(id)).share(pool) * trees
    }
    #expect(relative(try share("tropical-lowland-moist", .deadWood), 3.22091) < printed)
    #expect(relative(try share("tropical-lowland-moist", .litter), 3.22091) < printed)
    #expect(relative(try share("tropical-lowland-wet", .deadWood), 19.3255) < printed)
    #expect(try share("0.5", .litter) == trees / 2)
    #expect(try share("temperate-boreal", .soil).isNaN)
    for word in ["", "6%", "-0.1", "1.5", "nan", "tropical"] {
      #expect(DeadMatterDefault(word) == nil)
    }
  }
}
