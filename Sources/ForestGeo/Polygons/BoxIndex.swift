/// A box around a polygon.
public struct Box: Sendable, Equatable {
  /// West side.
  public var west: Double
  /// South side.
  public var south: Double
  /// East side.
  public var east: Double
  /// North side.
  public var north: Double

  /// The box around a shape; `nil` without vertices, and where a coordinate is not a number.
  public init?(_ shape: PolygonShape) {
    guard shape.isFinite, let b = shape.bounds else { return nil }
    (west, south, east, north) = (b.west, b.south, b.east, b.north)
  }

  /// Whether two boxes have an area in common.
  public func overlaps(_ other: Box) -> Bool {
    west < other.east && other.west < east && south < other.north && other.south < north
  }
}

/// Finds boxes that overlap a box: a grid with about one cell per box. Boxes over very many cells stand
/// in a list of their own. Cost per question: proportional to what is near.
public struct BoxIndex: Sendable {
  private static let cellsPerBox = 256

  private let boxes: [Box?]
  private var cells: [Int: [Int]] = [:]
  private var large: [Int] = []
  private var originX = 0.0
  private var originY = 0.0
  private var width = 1.0
  private var height = 1.0

  /// An index of boxes, by their place; `nil` takes part in nothing.
  public init(_ boxes: [Box?]) {
    self.boxes = boxes
    let known = boxes.compactMap { $0 }
    guard let west = known.map(\.west).min(), let south = known.map(\.south).min() else { return }
    originX = west
    originY = south
    // Half as large again as the middle box, so that most boxes lie in a few cells.
    func middle(_ sizes: [Double]) -> Double {
      let size = sizes.sorted()[sizes.count / 2] * 1.5
      return size > 0 ? size : 1
    }
    width = middle(known.map { $0.east - $0.west })
    height = middle(known.map { $0.north - $0.south })
    for (index, box) in boxes.enumerated() {
      guard let box else { continue }
      if let range = range(of: box) {
        for row in range.rows {
          for column in range.columns { cells[Self.key(column, row), default: []].append(index) }
        }
      } else {
        large.append(index)
      }
    }
  }

  private static func key(_ column: Int, _ row: Int) -> Int { row &* 0x1_0000_0000 &+ column }

  private func place(_ x: Double, _ y: Double) -> (column: Int, row: Int) {
    // Beyond two thousand million cells everything lies in the last one.
    func cell(_ value: Double) -> Int { Int(min(max(value, 0), 2e9)) }
    return (cell((x - originX) / width), cell((y - originY) / height))
  }

  private func range(of box: Box) -> (columns: ClosedRange<Int>, rows: ClosedRange<Int>)? {
    let (first, last) = (place(box.west, box.south), place(box.east, box.north))
    let (columns, rows) = (first.column...last.column, first.row...last.row)
    return columns.count > Self.cellsPerBox || rows.count > Self.cellsPerBox
      || columns.count * rows.count > Self.cellsPerBox ? nil : (columns, rows)
  }

  /// Places of the boxes that share area with `box`, in rising order.
  public func overlapping(_ box: Box) -> [Int] {
    var found: [Int] = []
    func test(_ index: Int) -> Box? {
      guard let other = boxes[index], other.overlaps(box) else { return nil }
      return other
    }
    guard let range = range(of: box) else {
      // As large as the layer: asking every box costs no more than asking every cell.
      return boxes.indices.filter { test($0) != nil }
    }
    for row in range.rows {
      for column in range.columns {
        for index in cells[Self.key(column, row)] ?? [] {
          guard let other = test(index) else { continue }
          // Two boxes share several cells: the one with the corner of their common part speaks.
          let corner = place(max(box.west, other.west), max(box.south, other.south))
          if corner.column == column, corner.row == row { found.append(index) }
        }
      }
    }
    found += large.filter { test($0) != nil }
    return found.sorted()
  }
}
