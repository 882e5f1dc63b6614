import ForestGeo
import Foundation
import TestSupport
import Testing

private func grid(_ columns: Int, _ rows: Int, _ transform: [Double]) throws -> Grid {
  try #require(Grid(columns: columns, rows: rows, transform: transform))
}

private func sum(_ coverage: CellCoverage) -> Double {
  coverage.runs.reduce(0) { $0 + $1.weight * Double($1.columns.count) }
}

@Suite("Exact coverage")
struct CoverageTests {
  @Test("a square on cell edges covers whole cells and touches no others")
  func aligned() throws {
    let g = try grid(10, 10, [0, 1, 0, 10, 0, -1])
    let c = CellCoverage(of: PolygonShape(outer: [(2, 2), (5, 2), (5, 6), (2, 6)]), on: g)
    #expect(c.runs.allSatisfy { $0.weight == 1 })
    #expect(sum(c) == 12 && c.totalCells == 12 && c.isSound)
  }

  @Test("edges along a row in the middle of a cell")
  func horizontal() throws {
    let g = try grid(10, 10, [0, 1, 0, 10, 0, -1])
    let c = CellCoverage(
      of: PolygonShape(outer: [(1.5, 2.25), (8.5, 2.25), (8.5, 2.75), (1.5, 2.75)]), on: g)
    #expect(abs(sum(c) - 3.5) < 1e-14)
    #expect(c.isSound)
    let inside = c.runs.filter { $0.columns.contains(4) }
    #expect(inside.count == 1 && abs((inside.first?.weight ?? 0) - 0.5) < 1e-15)
  }

  @Test("holes, whichever way they turn; parts; a polygon inside one cell")
  func rings() throws {
    let g = try grid(20, 20, [0, 1, 0, 20, 0, -1])
    for isReversed in [false, true] {
      let hole = [(4.5, 4.5), (7.5, 4.5), (7.5, 7.5), (4.5, 7.5)]
      var shape = PolygonShape(
        outer: [(2, 2), (10, 2), (10, 10), (2, 10)],
        holes: [isReversed ? Array(hole.reversed()) : hole])
      shape.append([(15.2, 15.3), (15.6, 15.3), (15.6, 15.8)], isHole: false)
      let c = CellCoverage(of: shape, on: g)
      #expect(abs(sum(c) - (64 - 9 + 0.1)) < 1e-13)
      #expect(abs(c.totalCells - shape.planarArea) < 1e-13)
      #expect(c.isSound)
    }
  }

  @Test("what lies outside the grid is not covered, whatever side it is on")
  func clipped() throws {
    let g = try grid(4, 4, [0, 1, 0, 4, 0, -1])
    let big = PolygonShape(outer: [(-3, -3), (9, -3), (9, 9), (-3, 9)])
    #expect(sum(CellCoverage(of: big, on: g)) == 16)
    let west = PolygonShape(outer: [(-3, 1), (0.5, 1), (0.5, 3), (-3, 3)])
    #expect(abs(sum(CellCoverage(of: west, on: g)) - 1) < 1e-15)
    let away = PolygonShape(outer: [(10, 1), (12, 1), (12, 3)])
    #expect(CellCoverage(of: away, on: g).runs.isEmpty)
  }

  @Test("south-up and rotated grids cover the same area")
  func orientations() throws {
    let shape = PolygonShape(outer: [(3.2, 2.1), (7.7, 3.3), (6.1, 8.9), (2.4, 6.0)])
    let area = shape.planarArea
    for transform in [
      [0.0, 1, 0, 12, 0, -1], [0, 1, 0, 0, 0, 1], [12, -1, 0, 0, 0, 1],
      [-4, 0.8, 0.6, 4, 0.6, -0.8],
    ] {
      let c = CellCoverage(of: shape, on: try grid(40, 40, transform))
      #expect(abs(sum(c) - area) < 1e-12, "\(transform)")
      #expect(c.isSound)
    }
  }

  @Test("random stars: coverage adds up to the area; every weight in (0, 1]", arguments: 1...40)
  func stars(seed: Int) throws {
    var state = UInt64(seed) &* 7_919
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 0x1p53
    }
    let n = 3 + Int(uniform() * 60)
    let size = exp(uniform() * 8 - 2)
    let centre = (500_000 + uniform() * 100, 2_300_000 + uniform() * 100)
    let vertices = (0..<n).map { index -> (Double, Double) in
      let angle = 2 * Double.pi * (Double(index) + uniform() * 0.8) / Double(n)
      let radius = size * (0.3 + uniform())
      return (centre.0 + radius * cos(angle), centre.1 + radius * sin(angle))
    }
    let shape = PolygonShape(outer: vertices)
    let g = try grid(600, 600, [centre.0 - 3_000, 10, 0, centre.1 + 3_000, 0, -10])
    let c = CellCoverage(of: shape, on: g)
    #expect(c.isSound)
    #expect(c.runs.allSatisfy { $0.weight > 0 && $0.weight <= 1 })
    #expect(relative(sum(c) * g.cellArea, shape.planarArea) < 1e-9)
  }

  @Test("a polygon and its neighbour share no cell twice")
  func partition() throws {
    let g = try grid(50, 50, [0, 1, 0, 50, 0, -1])
    let edge = [(20.3, 3.0), (24.9, 17.2), (18.1, 29.9), (26.6, 44.4)]
    let left = PolygonShape(outer: [(2.2, 3)] + edge + [(2.2, 44.4)])
    let right = PolygonShape(outer: [(47.7, 44.4)] + edge.reversed() + [(47.7, 3)])
    var cells: [Int: Double] = [:]
    for shape in [left, right] {
      for run in CellCoverage(of: shape, on: g).runs {
        for column in run.columns { cells[run.row * 50 + column, default: 0] += run.weight }
      }
    }
    #expect(cells.values.allSatisfy { $0 <= 1 + 1e-12 })
    let whole = PolygonShape(outer: [(2.2, 3), (47.7, 3), (47.7, 44.4), (2.2, 44.4)])
    #expect(relative(cells.values.reduce(0, +), whole.planarArea) < 1e-12)
  }

  @Test("a boundary that crosses itself is seen")
  func unsound() throws {
    let g = try grid(20, 20, [0, 1, 0, 20, 0, -1])
    let bowTie = PolygonShape(outer: [(2, 2), (12, 12), (12, 2), (2, 12)])
    #expect(!CellCoverage(of: bowTie, on: g).isSound)
    var twice = PolygonShape(outer: [(2, 2), (8, 2), (8, 8), (2, 8)])
    twice.append([(4, 4), (12, 4), (12, 12), (4, 12)], isHole: false)
    #expect(!CellCoverage(of: twice, on: g).isSound)
  }
}
