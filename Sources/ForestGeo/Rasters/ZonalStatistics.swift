/// Statistics of raster values under one zone, every pixel weighted by the exact share of it that
/// lies in the zone.
public struct ZonalStatistics: Sendable, Equatable {
  /// Sum of coverage over valid pixels.
  public private(set) var pixels = 0.0
  /// Sum of coverage over all pixels inside the raster, nodata included.
  public private(set) var pixelsInside = 0.0
  /// Area of the whole zone in pixels, also outside the raster.
  public internal(set) var pixelsTotal = 0.0
  /// Sum of coverage x value.
  public private(set) var sum = 0.0
  /// Smallest valid value touched; `nan` without one.
  public private(set) var min = Double.nan
  /// Largest valid value touched.
  public private(set) var max = Double.nan
  /// Ellipsoidal hectares of the covered valid part, where the raster is in degrees and every row
  /// of cells has its own area; `nan` otherwise.
  public private(set) var rowWeightedHa = Double.nan
  /// Whether the boundary did not cross itself.
  public internal(set) var isSound = true

  // Sums around the first valid value: no cancellation, and partial results could be merged.
  private var shift = 0.0
  private var shiftedSum = 0.0
  private var shiftedSquares = 0.0

  /// Nothing seen yet.
  public init() {}

  /// Mean of the values; `nan` without a valid pixel, never 0.
  public var mean: Double { pixels > 0 ? shift + shiftedSum / pixels : .nan }

  /// Standard deviation, population form: sqrt(sum c (x - mean)² / sum c).
  public var standardDeviation: Double {
    guard pixels > 0 else { return .nan }
    let offset = shiftedSum / pixels
    return Swift.max(0, shiftedSquares / pixels - offset * offset).squareRoot()
  }

  /// Share of the zone's area inside the raster that is nodata; `nan` when none is inside.
  public var nodataShare: Double {
    pixelsInside > 0 ? Swift.max(0, (pixelsInside - pixels) / pixelsInside) : .nan
  }

  /// Adds `count` pixels of one row, each with coverage `weight`; `nan` is nodata.
  mutating func add(_ values: ArraySlice<Double>, weight: Double, cellHa: Double?) {
    var valid = 0.0
    for value in values {
      guard !value.isNaN else { continue }
      if pixels == 0 && valid == 0 {
        shift = value
        min = value
        max = value
      }
      valid += 1
      let departure = value - shift
      shiftedSum += weight * departure
      shiftedSquares += weight * departure * departure
      sum += weight * value
      if value < min { min = value }
      if value > max { max = value }
    }
    pixels += weight * valid
    pixelsInside += weight * Double(values.count)
    if let cellHa {
      rowWeightedHa = (rowWeightedHa.isNaN ? 0 : rowWeightedHa) + weight * valid * cellHa
    }
  }
}

extension ZonalStatistics {
  /// Takes the hectares of the cells to another datum: that on which the zone is measured.
  public mutating func scaleHectares(by ratio: Double) { rowWeightedHa *= ratio }
}

/// Coverage of one zone by class.
public struct ClassCoverage: Sendable, Equatable {
  /// Sum of coverage per class.
  public private(set) var pixels: [Int: Double] = [:]
  /// The same, each pixel weighted by the area of its row of cells relative to the others; equal to
  /// `pixels` where all cells have one area.
  public private(set) var weighted: [Int: Double] = [:]
  /// Sum of coverage over all pixels inside the raster, nodata included.
  public private(set) var pixelsInside = 0.0
  /// Area of the whole zone in pixels.
  public internal(set) var pixelsTotal = 0.0
  /// Whether the boundary did not cross itself.
  public internal(set) var isSound = true
  /// A value that is not a whole number, if there was one.
  public private(set) var fraction: Double?

  /// Nothing seen yet.
  public init() {}

  /// Sum of coverage over valid pixels.
  public var validPixels: Double { pixels.keys.sorted().reduce(0) { $0 + (pixels[$1] ?? 0) } }

  /// Share of the zone by class; the shares of all classes and of what is not mapped make 1.
  public var shares: [Int: Double] {
    guard pixelsTotal > 0 else { return [:] }
    let all = weighted.keys.sorted().reduce(0) { $0 + (weighted[$1] ?? 0) }
    let mapped = Swift.min(1, validPixels / pixelsTotal)
    // A whole zone must come out as exactly 1, not as what rounding leaves.
    let whole = 1 - mapped < 1e-9 ? 1 : mapped
    return weighted.mapValues { $0 / all * whole }
  }

  mutating func add(_ values: ArraySlice<Double>, weight: Double, cellHa: Double?) {
    pixelsInside += weight * Double(values.count)
    for value in values {
      guard !value.isNaN else { continue }
      guard value == value.rounded(), abs(value) < 1e15 else {
        fraction = value
        continue
      }
      pixels[Int(value), default: 0] += weight
      weighted[Int(value), default: 0] += weight * (cellHa ?? 1)
    }
  }
}
