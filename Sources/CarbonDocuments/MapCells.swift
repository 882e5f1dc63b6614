/// The map of a layer of so many parcels that most are smaller than a point of the picture: each cell of
/// a grid takes the class of the parcel at its centre. The size of the picture then depends on its
/// area, not on the number of parcels. Where parcels overlap the last one drawn counts.
public struct MapCells: Sendable {
  /// Parcels above which a map is drawn by cells.
  public static let mostOutlines = 100_000
  /// Side of a cell, in steps of the drawing: one unit of the picture.
  private static let side = 4

  private let frame: MapFrame
  private let columns: Int
  private let rows: Int
  /// Class of every cell, row by row from the top; -1 where there is no parcel.
  private var kinds: [Int8]

  /// An empty map of the land in `frame`.
  public init(_ frame: MapFrame) {
    self.frame = frame
    columns = Self.cells(frame.width)
    rows = Self.cells(frame.height)
    kinds = Array(repeating: -1, count: columns * rows)
  }

  private static func cells(_ length: Double) -> Int {
    let cells = length * MapFrame.steps / Double(side)
    return cells.isFinite ? max(1, Int(cells.rounded(.up))) : 1
  }

  /// Draws a parcel: cells whose centre lies inside by the even-odd rule.
  ///
  /// - Parameter rings: outer rings and holes in coordinates of the layer, the first corner repeated at
  ///   the end.
  public mutating func draw(_ rings: [[(x: Double, y: Double)]], kind: Int) {
    let scale = MapFrame.steps / Double(Self.side)
    let corners = rings.map { $0.map { (x: frame.x($0.x) * scale, y: frame.y($0.y) * scale) } }
    let heights = corners.joined().map(\.y)
    guard let top = heights.min(), let bottom = heights.max(), top.isFinite, bottom.isFinite else {
      return
    }
    let first = Int(min(max(top, 0), Double(rows)))
    let last = min(rows - 1, Int(min(max(bottom, -1), Double(rows))))
    guard first <= last else { return }
    for row in first...last {
      let y = Double(row) + 0.5
      var crossings: [Double] = []
      for ring in corners {
        for (a, b) in zip(ring, ring.dropFirst()) where (a.y > y) != (b.y > y) {
          crossings.append(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x))
        }
      }
      crossings.sort()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        fill(row, from: crossings[pair], to: crossings[pair + 1], kind)
      }
    }
  }

  /// Cells of a row whose centres lie between two places.
  private mutating func fill(_ row: Int, from west: Double, to east: Double, _ kind: Int) {
    guard west.isFinite, east.isFinite else { return }
    let first = Int(max(0, (west - 0.5).rounded(.up)))
    let end = Int(min(Double(columns), max(0, (east - 0.5).rounded(.up))))
    guard first < end, let value = Int8(exactly: kind) else { return }
    for column in first..<end { kinds[row * columns + column] = value }
  }

  /// The cells as parcels of the map: runs of one class, those of a row and class in one path. Longer paths
  /// would take WeasyPrint long to read.
  public var parcels: [ParcelMap.Parcel] {
    var parcels: [ParcelMap.Parcel] = []
    let side = Self.side
    for row in 0..<rows {
      var paths: [Int8: String] = [:]
      var column = 0
      while column < columns {
        let kind = kinds[row * columns + column]
        let start = column
        while column < columns, kinds[row * columns + column] == kind { column += 1 }
        if kind < 0 { continue }
        let width = (column - start) * side
        paths[kind, default: ""] += "M\(start * side) \(row * side)h\(width)v\(side)h-\(width)z"
      }
      parcels += paths.sorted { $0.key < $1.key }.map {
        ParcelMap.Parcel(kind: Int($0.key), path: $0.value, title: "")
      }
    }
    return parcels
  }
}
