import ForestModel
import Glibc
import Synchronization

/// What seems ordinary in a long table by one of its parts. It decides nothing: it tells which trees and
/// plots are worth keeping until the whole table is known.
struct MeasurementRuler: Sendable {
  /// Share of a limit from which a tree or plot is kept.
  private static let share = 0.7
  /// The same for girths: robust standard deviations of the median, and factor of the smallest.
  private static let girth = (deviation: 1.8, smallest: 1.6)

  let curve: HeightCurve?
  private let girths: MeasurementNorms.Girths?
  /// Heights by diameter class within which a tree is ordinary.
  private var ordinary: [(lowM: Double, highM: Double)] = []

  init(_ trees: TreeTable) {
    var summary = MeasurementSummary(file: "")
    summary.add(trees)
    let norms = summary.norms()
    (curve, girths) = (norms.curve, norms.girths)
    guard let curve else { return }
    let limits = MeasurementChecks.heightLimits(curve)
    ordinary = HeightExtremes.diameters.map { diameters in
      let expected = curve.heightsM(fromCm: diameters.lowerBound, toCm: diameters.upperBound)
      return (
        expected.upperBound * exp(-Self.share * limits.low),
        expected.lowerBound * exp(Self.share * limits.high)
      )
    }
  }

  /// Whether the height of a tree may turn out to be unlike those of its diameter.
  func mayStandOut(dbhCm: Double, heightM: Double) -> Bool {
    guard !ordinary.isEmpty, let place = HeightExtremes.place(dbhCm: dbhCm) else { return false }
    return heightM > ordinary[place].highM || heightM < ordinary[place].lowM
  }

  /// Whether the diameters of a plot may turn out to be girths.
  func mayBeGirths(median: Double, smallest: Double) -> Bool {
    girths.map {
      $0.deviation(median: median) > Self.girth.deviation
        && $0.smallestFactor(smallest) > Self.girth.smallest
    } ?? false
  }

  /// Whether the heights of a plot may turn out to be in another unit, by the median of their residuals.
  func mayBeOtherUnit(_ residual: Double) -> Bool {
    residual > Self.share * MeasurementChecks.unitOfPlot
  }
}

/// The ruler of a run: that of the part which needs one first. Which part that is changes no finding.
final class SharedRuler: Sendable {
  private let ruler = Mutex<MeasurementRuler?>(nil)

  /// The ruler; made of `trees` where there is none yet.
  func ruler(orOf trees: TreeTable) -> MeasurementRuler {
    ruler.withLock { known in
      let ruler = known ?? MeasurementRuler(trees)
      known = ruler
      return ruler
    }
  }

  /// The ruler that was used; `nil` where none was.
  var used: MeasurementRuler? { ruler.withLock { $0 } }
}
