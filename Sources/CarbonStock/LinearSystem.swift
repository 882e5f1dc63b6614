import Glibc

/// Small dense systems of equations: a handful of unknowns, as in the fits of this module.
enum LinearSystem {
  /// Inverse of a square matrix, by elimination with row pivoting; `nil` for a matrix that is
  /// singular against `scale`, the size of its entries.
  static func inverse(_ matrix: [[Double]], scale: Double) -> [[Double]]? {
    let size = matrix.count
    var rows = matrix.enumerated().map { index, row in
      row + (0..<size).map { $0 == index ? 1.0 : 0.0 }
    }
    for column in 0..<size {
      guard
        let pivot = (column..<size).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
        abs(rows[pivot][column]) > 1e-9 * scale
      else { return nil }
      rows.swapAt(column, pivot)
      let head = rows[column][column]
      for k in rows[column].indices { rows[column][k] /= head }
      for row in 0..<size where row != column {
        let factor = rows[row][column]
        for k in rows[row].indices { rows[row][k] -= factor * rows[column][k] }
      }
    }
    return rows.map { Array($0[size...]) }
  }

  /// Solution of `matrix` x = `values`; `nil` for a singular matrix.
  static func solve(_ matrix: [[Double]], _ values: [Double], scale: Double) -> [Double]? {
    let size = values.count
    var rows = zip(matrix, values).map { $0 + [$1] }
    for column in 0..<size {
      guard
        let pivot = (column..<size).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
        abs(rows[pivot][column]) > 1e-9 * scale
      else { return nil }
      rows.swapAt(column, pivot)
      for row in 0..<size where row != column {
        let factor = rows[row][column] / rows[column][column]
        for k in column...size { rows[row][k] -= factor * rows[column][k] }
      }
    }
    return (0..<size).map { rows[$0][size] / rows[$0][$0] }
  }

  /// `left` times `middle` times the transpose of `left`.
  static func sandwich(_ left: [[Double]], _ middle: [[Double]]) -> [[Double]] {
    left.map { a in
      left.map { b in
        zip(a, middle).reduce(0) { sum, pair in
          sum + pair.0 * zip(pair.1, b).reduce(0) { $0 + $1.0 * $1.1 }
        }
      }
    }
  }
}
